import { html, type TemplateResult } from 'lit';
import type { Parley } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar } from '../ui/face.ts';
import { ModalView } from '../ui/modal.ts';
import { props, state } from '../ui/view.ts';
import { enterCall, namesOf } from './call-note.ts';
import { Names } from './names.ts';
import { type CallWish, Outgoing } from './outgoing.ts';
import { RingTone } from './ring-tone.ts';

/** The screen of a call that one makes, until somebody answers. Emits `over` when it closes. */
export class OutgoingScreen extends ModalView {
  static override properties = { ...props('client'), ...state('outgoing') };
  declare client: Parley;
  declare outgoing: Outgoing | undefined;
  private readonly tone = new RingTone();
  private readonly names = new Names(
    () => this.client,
    () => this.requestUpdate(),
  );
  private readonly onLeave = ({ persisted }: PageTransitionEvent) => persisted || this.outgoing?.call.cancel();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.onLeave);
    this.tone.stop();
  }

  call(wish: CallWish): void {
    this.outgoing?.call.cancel();
    const outgoing: Outgoing = new Outgoing(this.client, wish, () => outgoing === this.outgoing && this.changed());
    this.outgoing = outgoing;
  }

  protected override render() {
    const { outgoing } = this;
    if (!outgoing) return html``;
    const { invitees, callType } = outgoing.wish;
    const names = invitees.map((name) => this.names.of(name));
    const over = outgoing.state.phase === 'over';
    return html`
      <dialog class="card ringing" aria-labelledby="outgoing-title" @cancel=${this.cancel} @close=${this.leave}>
        <div class="ringing-face ${over ? 'still' : ''}">${names.slice(0, 3).map((name, index) => avatar(invitees[index] ?? '', name))}</div>
        <h2 id="outgoing-title">${namesOf(names)}</h2>
        <p role="status">${this.status(t(`call.${callType}`))}</p>
        <div class="ringing-actions">${over ? this.afterwards(outgoing.wish) : this.hangUp()}</div>
      </dialog>
    `;
  }

  private status(kind: string): string {
    const { state } = this.outgoing ?? {};
    if (state?.phase === 'over') return state.outcome;
    if (state?.phase === 'accepted') return t('call.connecting');
    return t(state?.phase === 'ringing' ? 'call.ringing' : 'call.calling', { kind });
  }

  private hangUp(): TemplateResult {
    return html`
      <button type="button" class="button danger" @click=${this.cancel}><parley-icon name="leave"></parley-icon>${t('room.hangUp')}</button>
    `;
  }

  private afterwards(wish: CallWish): TemplateResult {
    return html`
      <button type="button" class="button primary" @click=${() => this.call(wish)}><parley-icon name="phone"></parley-icon>${t('call.again')}</button>
      <button type="button" class="button secondary" @click=${this.leave}>${t('common.close')}</button>
    `;
  }

  private changed(): void {
    const { state, call, wish } = this.outgoing as Outgoing;
    if (state.phase === 'ringing') this.tone.start('outgoing');
    else this.tone.stop();
    if (state.phase === 'accepted') {
      const { id: callId = '', roomId = '' } = call;
      const others = wish.invitees.map((name) => this.names.of(name));
      enterCall({ callId, roomId, callType: wish.callType, others, camera: wish.callType === 'video' });
    }
    this.requestUpdate();
  }

  private cancel(event: Event): void {
    event.preventDefault();
    if (this.outgoing?.state.phase !== 'accepted') this.leave();
  }

  private leave(): void {
    this.outgoing?.call.cancel();
    this.outgoing = undefined;
    this.tone.stop();
    this.dispatchEvent(new CustomEvent('over'));
  }
}

customElements.define('parley-outgoing', OutgoingScreen);
