import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { ModalView } from '../ui/modal.ts';
import { props, state } from '../ui/view.ts';
import { sentenceOf } from '../ui/words.ts';
import { powersOver } from './powers.ts';

/**
 * What one may do about one peer: everybody something, hosts more. Emits `close`, `pin` with the peer's id, `connection`
 * with the peer, and `said` with a sentence on what came of it.
 */
class PeerActions extends ModalView {
  static override properties = { ...props('room', 'peer', 'pinned'), ...state('banning') };
  declare room: Room;
  declare peer: RemotePeer | undefined;
  declare pinned: boolean;
  /** Whether the last question before a ban is open. */
  declare banning: boolean;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('peer')) this.banning = false;
  }

  protected override render() {
    const { peer } = this;
    if (!peer) return html``;
    return this.modal(peer.name, this.banning ? this.question(peer) : this.actions(peer));
  }

  private actions(peer: RemotePeer): TemplateResult {
    const { moderation, self } = this.room;
    const { moderate, promote } = powersOver(self, peer);
    const { id, name } = peer;
    const isModerator = peer.role === 'moderator';
    return html`
      ${this.item(this.pinned ? 'unpin' : 'pin', t(this.pinned ? 'tile.unpin' : 'tile.pin', { name }), () => this.tell('pin', id))}
      ${this.item('signal-good', t('quality.title', { name }), () => this.tell('connection', peer))}
      ${moderate ? this.action('mic-off', t('act.mute'), t('act.muted', { name }), () => moderation.mute(id)) : nothing}
      ${promote && !isModerator ? this.action('moderator', t('act.promote'), t('act.promoted', { name }), () => moderation.promote(id, 'moderator')) : nothing}
      ${promote && isModerator ? this.action('no-moderator', t('act.demote'), t('act.demoted', { name }), () => moderation.promote(id, 'guest')) : nothing}
      ${moderate ? this.action('remove', t('act.kick'), t('act.kicked', { name }), () => moderation.kick(id)) : nothing}
      ${moderate ? this.ban() : nothing}
    `;
  }

  private ban(): TemplateResult {
    return html`
      <button type="button" class="menu-item danger" @click=${() => (this.banning = true)}>
        <parley-icon name="ban"></parley-icon>${t('act.ban')}
      </button>
    `;
  }

  private question({ id, name }: RemotePeer): TemplateResult {
    const ban = () => this.run(t('act.banned', { name }), () => this.room.moderation.ban(id));
    return html`
      <div class="stack">
        <p>${t('act.banQuestion', { name })}</p>
        <div class="pair">
          <button type="button" class="button danger" @click=${ban}>${t('act.banReally')}</button>
          <button type="button" class="button secondary" autofocus @click=${() => (this.banning = false)}>${t('members.cancel')}</button>
        </div>
      </div>
    `;
  }

  private action(icon: string, label: string, done: string, act: () => Promise<void>): TemplateResult {
    return this.item(icon, label, () => this.run(done, act));
  }

  private item(icon: string, label: string, act: () => unknown): TemplateResult {
    return html`<button type="button" class="menu-item" @click=${act}><parley-icon name=${icon}></parley-icon>${label}</button>`;
  }

  private async run(done: string, act: () => Promise<void>): Promise<void> {
    // gives the focus back
    this.querySelector('dialog')?.close();
    this.closed();
    const detail = await act().then(() => done, sentenceOf);
    this.tell('said', detail);
  }

  private tell(type: 'pin' | 'connection' | 'said', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('parley-peer-actions', PeerActions);
