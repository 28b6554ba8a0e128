import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomInfo } from '../../sdk/index.ts';
import { listRooms } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { roomUrl } from '../ui/room-link.ts';
import { state, View } from '../ui/view.ts';
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
        <h2 id="rooms-title">${t('lobby.list')}</h2>
        ${this.failed ? html`<p class="problem" role="status">${t('lobby.listFailed')}</p>` : nothing}
        ${this.content()}
      </section>
    `;
  }

  private content(): TemplateResult | typeof nothing {
    if (this.rooms === undefined)
      return this.failed ? nothing : html`<p class="empty" role="status">${t('lobby.listLoading')}</p>`;
    return this.rooms.length === 0 ? empty() : list(this.rooms);
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
  return html`<p class="empty">${t('lobby.listEmpty')}</p>`;
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
        <span class="room-meta">${spaceIn(room)}</span>
      </div>
      <div class="badges">
        ${room.locked ? badge('lock', t('lobby.locked')) : nothing} ${room.hasPassword ? badge('key', t('common.password')) : nothing}
        ${full ? badge('people', t('lobby.full')) : nothing}
      </div>
      <span class="room-go" aria-hidden="true"><parley-icon name="arrow-right"></parley-icon></span>
    </li>
  `;
}

function spaceIn({ peers, maxPeers }: RoomInfo): string {
  if (peers === 0) return t('lobby.nobodyIn', { count: maxPeers });
  return t('lobby.peopleIn', { people: t('common.people', { count: peers }), space: maxPeers });
}

function badge(icon: string, text: string): TemplateResult {
  return html`<span class="badge"><parley-icon name=${icon}></parley-icon>${text}</span>`;
}

customElements.define('parley-room-list', RoomList);
