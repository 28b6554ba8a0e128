import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PeerInfo, RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar } from '../ui/face.ts';
import { props, state, View } from '../ui/view.ts';
import { sentenceOf } from '../ui/words.ts';
import { memberRow, selfRow } from './member.ts';
import { found, inOrder, SEARCH_FROM } from './people-order.ts';
import { leads } from './powers.ts';
import '../ui/icon.ts';
import './door.ts';

/**
 * Who is in and who waits; for hosts the door as well. Emits `close`, `share`, `actions` with a peer and
 * `said` with a sentence.
 */
class PeoplePanel extends View {
  static override properties = { ...props('room', 'peers', 'waiting', 'hands', 'turn'), ...state('search') };
  declare room: Room;
  declare peers: readonly RemotePeer[];
  declare waiting: readonly PeerInfo[];
  /** Ids of those who have raised a hand, the first one first. */
  declare hands: readonly string[];
  declare turn: number;
  declare search: string;

  constructor() {
    super();
    this.search = '';
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.panel-head .plain')?.focus();
  }

  protected override render() {
    const leading = leads(this.room.self);
    const close = () => this.tell('close');
    return html`
      <aside class="panel" aria-labelledby="people-title" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
        <header class="panel-head">
          <h2 id="people-title">${t('members.title')}</h2>
          <button type="button" class="plain" aria-label=${t('members.close')} title=${t('members.close')} @click=${close}><parley-icon name="close"></parley-icon></button>
        </header>
        <div class="panel-body">${leading && this.waiting.length > 0 ? this.lobby() : nothing} ${this.members()}</div>
        <footer class="panel-foot">
          <button type="button" class="button secondary wide" @click=${() => this.tell('share')}><parley-icon name="link"></parley-icon>${t('members.copy')}</button>
          ${leading ? html`<parley-door .room=${this.room} .peers=${this.peers} .turn=${this.turn} @said=${this.onSaid}></parley-door>` : nothing}
        </footer>
      </aside>
    `;
  }

  private lobby(): TemplateResult {
    return html`
      <section aria-labelledby="waiting-title">
        <div class="section-head">
          <h3 id="waiting-title">${t('members.waiting')}</h3>
          ${this.waiting.length > 1 ? html`<button type="button" class="button secondary small" @click=${() => this.letAllIn()}>${t('members.letAllIn')}</button>` : nothing}
        </div>
        <ul class="member-list">
          ${repeat(
            this.waiting,
            ({ peerId }) => peerId,
            (peer) => this.guest(peer),
          )}
        </ul>
      </section>
    `;
  }

  private guest({ peerId, displayName: name }: PeerInfo): TemplateResult {
    return html`
      <li class="member">
        ${avatar(peerId, name)}<span class="member-name">${name}</span>
        <button type="button" class="button primary small" aria-label=${t('members.letInName', { name })} @click=${() => this.decide(peerId, true)}>${t('members.letIn')}</button>
        <button type="button" class="plain" aria-label=${t('members.refuseName', { name })} title=${t('members.refuse')} @click=${() => this.decide(peerId, false)}><parley-icon name="close"></parley-icon></button>
      </li>
    `;
  }

  private members(): TemplateResult {
    const { room, peers, hands, search } = this;
    const many = peers.length >= SEARCH_FROM;
    const shown = found(inOrder(peers, hands), many ? search : '');
    return html`
      <section aria-labelledby="members-title">
        <h3 id="members-title">${t('members.here', { count: peers.length + 1 })}</h3>
        ${many ? this.searchField() : nothing}
        <ul class="member-list">
          ${many && search.trim() ? nothing : selfRow(room.self, room.state)}
          ${repeat(
            shown,
            ({ id }) => id,
            (peer) => memberRow(peer, () => this.tell('actions', peer)),
          )}
        </ul>
        ${shown.length === 0 && search ? html`<p class="hint" role="status">${t('members.nobody')}</p>` : nothing}
      </section>
    `;
  }

  private searchField(): TemplateResult {
    return html`
      <div class="search">
        <parley-icon name="search"></parley-icon>
        <input type="search" aria-label=${t('members.search')} placeholder=${t('members.search')} .value=${this.search}
          @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}>
      </div>
    `;
  }

  private async letAllIn(): Promise<void> {
    for (const { peerId } of this.waiting) await this.decide(peerId, true);
  }

  private async decide(peerId: string, allow: boolean): Promise<void> {
    await this.room.admit(peerId, allow).catch((thrown) => this.tell('said', sentenceOf(thrown)));
  }

  private onSaid({ detail }: CustomEvent<string>): void {
    this.tell('said', detail);
  }

  private tell(type: 'close' | 'share' | 'actions' | 'said', detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('parley-people-panel', PeoplePanel);
