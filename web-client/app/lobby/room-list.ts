import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomInfo } from '../../sdk/index.ts';
import { listRooms } from '../api.ts';
import { roomUrl } from '../ui/room-link.ts';
import { state, View } from '../ui/view.ts';
import { people } from '../ui/words.ts';
import '../ui/icon.ts';

const REFRESH_MS = 4_000;

/** The public rooms, kept fresh while the page is visible. */
class RoomList extends View {
  static override properties = state('rooms', 'failed');
  declare rooms: readonly RoomInfo[] | undefined;
  declare failed: boolean;
  private timer = 0;
  private readonly onVisible = () => document.visibilityState === 'visible' && this.refresh();

  constructor() {
    super();
    this.rooms = undefined;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.onVisible);
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.onVisible);
    clearTimeout(this.timer);
  }

  protected override render() {
    return html`
      <section class="rooms" aria-labelledby="rooms-title">
        <h2 id="rooms-title">Open to everybody</h2>
        ${this.failed ? html`<p class="problem" role="status">The list cannot be loaded just now. Trying again …</p>` : nothing}
        ${this.rooms === undefined ? nothing : this.rooms.length === 0 ? empty() : list(this.rooms)}
      </section>
    `;
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.rooms = await listRooms(AbortSignal.timeout(REFRESH_MS * 2));
      this.failed = false;
    } catch {
      this.failed = true;
    }
    if (document.visibilityState === 'visible') this.timer = window.setTimeout(() => this.refresh(), REFRESH_MS);
  }
}

function empty(): TemplateResult {
  return html`<p class="empty">No public room is open. Make the first one above.</p>`;
}

function list(rooms: readonly RoomInfo[]): TemplateResult {
  return html`<ul class="room-list">${repeat(rooms, ({ roomId }) => roomId, item)}</ul>`;
}

function item(room: RoomInfo): TemplateResult {
  const full = room.peers >= room.maxPeers;
  return html`
    <li class="room-row">
      <div class="room-text">
        <a class="room-name" href=${roomUrl(room.roomId)}>${room.name || room.roomId}</a>
        <span class="room-meta">${room.peers === 0 ? 'Nobody yet' : `${people(room.peers)} in`}, space for ${room.maxPeers}</span>
      </div>
      <div class="badges">
        ${room.locked ? badge('lock', 'Locked') : nothing} ${room.hasPassword ? badge('key', 'Password') : nothing}
        ${full ? badge('people', 'Full') : nothing}
      </div>
      <span class="room-go" aria-hidden="true"><parley-icon name="arrow-right"></parley-icon></span>
    </li>
  `;
}

function badge(icon: string, text: string): TemplateResult {
  return html`<span class="badge"><parley-icon name=${icon}></parley-icon>${text}</span>`;
}

customElements.define('parley-room-list', RoomList);
