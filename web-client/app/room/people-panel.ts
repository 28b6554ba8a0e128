import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PeerInfo, RemotePeer, Role, Room } from '../../sdk/index.ts';
import { avatar } from '../ui/face.ts';
import { props, state, View } from '../ui/view.ts';
import { sentenceOf } from '../ui/words.ts';
import { leads, powersOver } from './powers.ts';
import '../ui/icon.ts';

const ROLES: Readonly<Record<Role, string>> = { host: 'Host', moderator: 'Moderator', guest: '' };

/**
 * Who is in and who waits; for hosts the door as well. Emits `close`, `share`, `actions` with a peer and
 * `said` with a sentence.
 */
class PeoplePanel extends View {
  static override properties = { ...props('room', 'peers', 'waiting'), ...state('deleting') };
  declare room: Room;
  declare peers: readonly RemotePeer[];
  declare waiting: readonly PeerInfo[];
  /** Whether the last question before the end of the room is open. */
  declare deleting: boolean;

  constructor() {
    super();
    this.deleting = false;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.panel-head .plain')?.focus();
  }

  protected override render() {
    const leading = leads(this.room.self);
    return html`
      <aside class="panel" aria-labelledby="people-title" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.tell('close')}>
        <header class="panel-head">
          <h2 id="people-title">People</h2>
          <button type="button" class="plain" aria-label="Close the list of people" @click=${() => this.tell('close')}><parley-icon name="close"></parley-icon></button>
        </header>
        <div class="panel-body">
          ${leading && this.waiting.length > 0 ? this.lobby() : nothing} ${this.members()}
        </div>
        <footer class="panel-foot">
          <button type="button" class="button secondary wide" @click=${() => this.tell('share')}><parley-icon name="link"></parley-icon>Copy the invitation link</button>
          ${leading ? this.door() : nothing}
        </footer>
      </aside>
    `;
  }

  private lobby(): TemplateResult {
    return html`
      <section aria-labelledby="waiting-title">
        <h3 id="waiting-title">Waiting to come in</h3>
        <ul class="member-list">
          ${repeat(
            this.waiting,
            ({ peerId }) => peerId,
            ({ peerId, displayName }) => html`
              <li class="member">
                ${avatar(peerId, displayName)}<span class="member-name">${displayName}</span>
                <button type="button" class="button primary small" aria-label=${`Let ${displayName} in`} @click=${() => this.decide(peerId, true)}>Let in</button>
                <button type="button" class="plain" aria-label=${`Refuse ${displayName}`} title="Refuse" @click=${() => this.decide(peerId, false)}><parley-icon name="close"></parley-icon></button>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  private members(): TemplateResult {
    const { self } = this.room;
    return html`
      <section aria-labelledby="members-title">
        <h3 id="members-title">In the room (${this.peers.length + 1})</h3>
        <ul class="member-list">
          <li class="member">
            ${avatar(self.peerId, self.displayName)}<span class="member-name">${self.displayName} (you)</span>${role(self.role)}
          </li>
          ${repeat(
            this.peers,
            ({ id }) => id,
            (peer) => this.member(peer),
          )}
        </ul>
      </section>
    `;
  }

  private member(peer: RemotePeer): TemplateResult {
    return html`
      <li class="member">
        ${avatar(peer.id, peer.name)}<span class="member-name">${peer.name}</span>${role(peer.role)}
        ${peer.state.audio ? nothing : html`<parley-icon name="mic-off" title="Muted"></parley-icon>`}
        ${powersOver(this.room.self, peer).moderate ? this.more(peer) : nothing}
      </li>
    `;
  }

  private more(peer: RemotePeer): TemplateResult {
    return html`
      <button type="button" class="plain" aria-haspopup="dialog" aria-label=${`Actions for ${peer.name}`} @click=${() => this.tell('actions', peer)}>
        <parley-icon name="more"></parley-icon>
      </button>
    `;
  }

  private door(): TemplateResult {
    const { locked } = this.room.info;
    return html`
      <button type="button" class="button secondary wide" aria-pressed=${locked} @click=${() => this.attempt(() => this.room.moderation.lock(!locked))}>
        <parley-icon name=${locked ? 'unlock' : 'lock'}></parley-icon>${locked ? 'Unlock the room' : 'Lock the room'}
      </button>
      ${this.room.self.role === 'host' ? this.end() : nothing}
    `;
  }

  private end(): TemplateResult {
    if (!this.deleting) {
      return html`<button type="button" class="button quiet-danger wide" @click=${() => (this.deleting = true)}><parley-icon name="delete"></parley-icon>Delete the room …</button>`;
    }
    return html`
      <p>Everybody is put out, and the link ends.</p>
      <div class="pair">
        <button type="button" class="button danger" @click=${() => this.attempt(() => this.room.moderation.delete())}>Delete</button>
        <button type="button" class="button secondary" @click=${() => (this.deleting = false)}>Cancel</button>
      </div>
    `;
  }

  private decide(peerId: string, allow: boolean): void {
    void this.attempt(() => this.room.admit(peerId, allow));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.deleting = false;
    await act().catch((thrown) => this.tell('said', sentenceOf(thrown)));
  }

  private tell(type: 'close' | 'share' | 'actions' | 'said', detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function role(name: Role): TemplateResult | typeof nothing {
  return ROLES[name] ? html`<span class="badge">${ROLES[name]}</span>` : nothing;
}

customElements.define('parley-people-panel', PeoplePanel);
