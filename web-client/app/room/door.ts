import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { props, state, View } from '../ui/view.ts';
import { sentenceOf } from '../ui/words.ts';
import { powersOver } from './powers.ts';

/** What hosts decide about the whole room. Emits `said` with a sentence. */
class Door extends View {
  static override properties = { ...props('room', 'peers', 'turn'), ...state('deleting') };
  declare room: Room;
  declare peers: readonly RemotePeer[];
  /** Whether the last question before the end of the room is open. */
  declare deleting: boolean;

  protected override render() {
    const { moderation, info, self } = this.room;
    const { locked, lobby } = info;
    return html`
      <details class="door">
        <summary><parley-icon name="settings"></parley-icon>${t('members.room')}</summary>
        ${this.button(locked ? 'unlock' : 'lock', t(locked ? 'members.unlock' : 'members.lock'), () => moderation.lock(!locked), locked)}
        ${this.loud.length > 1 ? this.button('mic-off', t('members.muteAll'), () => this.muteAll()) : nothing}
        ${self.role === 'host' ? this.lobby(lobby) : nothing} ${self.role === 'host' ? this.end() : nothing}
      </details>
    `;
  }

  private button(icon: string, label: string, act: () => Promise<unknown>, pressed?: boolean): TemplateResult {
    return html`
      <button type="button" class="button secondary wide" aria-pressed=${pressed ?? nothing} @click=${() => this.attempt(act)}>
        <parley-icon name=${icon}></parley-icon>${label}
      </button>
    `;
  }

  private lobby(on: boolean): TemplateResult {
    const change = () => this.attempt(() => this.room.moderation.update({ lobby: !on }));
    return html`<label class="check"><input type="checkbox" .checked=${on} @change=${change}><span>${t('members.lobby')}</span></label>`;
  }

  private end(): TemplateResult {
    if (!this.deleting) {
      return html`<button type="button" class="button quiet-danger wide" @click=${() => (this.deleting = true)}><parley-icon name="delete"></parley-icon>${t('members.delete')}</button>`;
    }
    return html`
      <p>${t('members.deleteText')}</p>
      <div class="pair">
        <button type="button" class="button danger" @click=${() => this.attempt(() => this.room.moderation.delete())}>${t('members.reallyDelete')}</button>
        <button type="button" class="button secondary" @click=${() => (this.deleting = false)}>${t('members.cancel')}</button>
      </div>
    `;
  }

  /** Those whom one may ask to mute. */
  private get loud(): readonly RemotePeer[] {
    return this.peers.filter((peer) => peer.state.audio && powersOver(this.room.self, peer).moderate);
  }

  private async muteAll(): Promise<void> {
    await Promise.all(this.loud.map(({ id }) => this.room.moderation.mute(id)));
    this.say(t('members.allMuted'));
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    this.deleting = false;
    await act().catch((thrown) => this.say(sentenceOf(thrown)));
    this.requestUpdate();
  }

  private say(detail: string): void {
    this.dispatchEvent(new CustomEvent('said', { detail }));
  }
}

customElements.define('parley-door', Door);
