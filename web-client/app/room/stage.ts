import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ActiveSpeaker, type RemotePeer, type Room } from '../../sdk/index.ts';
import { props, state, View } from '../ui/view.ts';
import { powersOver } from './powers.ts';
import { remoteTile, selfTile } from './tile.ts';

/** Everybody's picture in a grid that fits their number. Emits `silent` when the browser refuses to play sound, `share`, and `actions` with a peer. */
class Stage extends View {
  static override properties = { ...props('room', 'peers', 'with'), ...state('speaking') };
  declare room: Room;
  declare peers: readonly RemotePeer[];
  /** Whom the call is with, where it is one. */
  declare with: string | undefined;
  /** Ids of those who speak just now, joined: a string compares by value. */
  declare speaking: string;
  private speaker: ActiveSpeaker | undefined;
  private stopListening = () => {};
  private readonly played = new WeakSet<HTMLVideoElement>();

  constructor() {
    super();
    this.speaking = '';
  }

  protected override firstUpdated(): void {
    this.stopListening = this.room.local.on('change', () => this.requestUpdate());
    this.speaker = new ActiveSpeaker(this.room);
    this.speaker.on('change', ({ all }) => {
      this.speaking = all.join(' ');
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
    this.speaker?.close();
  }

  protected override render() {
    const { room, peers } = this;
    const speaking = new Set(this.speaking.split(' '));
    return html`
      <ul class="stage" data-count=${Math.min(peers.length + 1, 9)} aria-label="People in the room">
        ${repeat(
          peers,
          ({ id }) => id,
          (peer) => remoteTile(peer, speaking.has(peer.id), this.actions(peer)),
        )}
        ${selfTile(room, speaking.has(room.self.peerId))}
      </ul>
      ${peers.length === 0 ? this.alone() : nothing}
    `;
  }

  /** What opens a peer's actions, where one may take any. */
  private actions(peer: RemotePeer): (() => void) | undefined {
    if (!powersOver(this.room.self, peer).moderate) return undefined;
    return () => this.dispatchEvent(new CustomEvent('actions', { detail: peer }));
  }

  private alone(): TemplateResult {
    if (this.with) return html`<div class="alone"><p role="status">Waiting for ${this.with} …</p></div>`;
    return html`
      <div class="alone">
        <p>Nobody else is here yet. Send the link to whoever you want to talk to.</p>
        <button type="button" class="button primary" @click=${() => this.dispatchEvent(new CustomEvent('share'))}>
          <parley-icon name="link"></parley-icon>Copy link
        </button>
      </div>
    `;
  }

  protected override updated(): void {
    for (const video of this.querySelectorAll<HTMLVideoElement>('video[data-peer-id]')) {
      if (this.played.has(video)) continue;
      this.played.add(video);
      video.play().catch((thrown: Error) => {
        if (thrown.name === 'NotAllowedError') this.dispatchEvent(new CustomEvent('silent'));
      });
    }
  }

  /** Starts every picture and sound, now that the person has touched the page. */
  playAll(): void {
    for (const video of this.querySelectorAll('video')) video.play().catch(() => {});
  }
}

export type { Stage };

customElements.define('parley-stage', Stage);
