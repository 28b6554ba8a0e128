import { html, nothing, type TemplateResult } from 'lit';
import type { CancelReason, IncomingCall, Parley } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { avatar } from '../ui/face.ts';
import { ModalView } from '../ui/modal.ts';
import { props, state } from '../ui/view.ts';
import { sentenceFor, sentenceOf } from '../ui/words.ts';
import { enterCall } from './call-note.ts';
import { Names } from './names.ts';
import { tellOfCall } from './notice.ts';
import { RingTone } from './ring-tone.ts';

const SHOWN_MS = 5_000;

/** Rings when somebody calls. A signed-in page holds one; `prepare` ends what one does there before a call is taken. */
class Ringing extends ModalView {
  static override properties = { ...props('client', 'prepare', 'busy'), ...state('invitations', 'outcome', 'taking') };
  declare client: Parley;
  declare prepare: (() => Promise<void>) | undefined;
  /** Whether one is in a call already. */
  declare busy: boolean;
  /** Those that ring, the first to come first. */
  declare invitations: readonly IncomingCall[];
  /** What became of the call that rang last, for a moment. */
  declare outcome: string;
  declare taking: boolean;
  private readonly tone = new RingTone();
  private readonly names = new Names(
    () => this.client,
    () => this.requestUpdate(),
  );
  private heard: Parley | undefined;
  private stopListening = () => {};
  private readonly notices = new Map<string, () => void>();
  private timer = 0;

  constructor() {
    super();
    this.invitations = [];
    this.outcome = '';
    this.taking = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
    this.tone.stop();
  }

  protected override willUpdate(): void {
    if (this.heard === this.client) return;
    this.stopListening();
    this.heard = this.client;
    this.stopListening = this.client.on('invitation', (invitation) => this.ring(invitation));
  }

  protected override render() {
    const [invitation] = this.invitations;
    return html`
      ${invitation ? this.call(invitation) : nothing}
      <p class="ring-outcome" role="status">${this.outcome || nothing}</p>
    `;
  }

  /** The title has the focus: whoever is typing just then must not take a call by it. */
  private call(invitation: IncomingCall): TemplateResult {
    const { inviter, type: callType } = invitation;
    const name = this.names.of(inviter);
    return html`
      <dialog class="card ringing" aria-labelledby="ringing-title" @cancel=${this.silence} @close=${() => this.requestUpdate()}>
        <div class="ringing-face">${avatar(inviter, name)}</div>
        <h2 id="ringing-title" tabindex="-1" autofocus>${t('call.rings', { name })}</h2>
        <p class="hint">${t(`call.${callType}`)}${name === inviter ? nothing : ` · ${inviter}`}</p>
        <div class="ringing-actions">
          ${callType === 'video' ? this.button('primary', 'camera', t('call.accept'), () => this.accept(invitation, true)) : nothing}
          ${this.button(
            callType === 'video' ? 'secondary' : 'primary',
            ...([
              'phone',
              t(callType === 'video' ? 'call.audioOnly' : 'call.accept'),
              () => this.accept(invitation, false),
            ] as const),
          )}
          ${this.button('danger', 'leave', t('call.decline'), () => this.decline(invitation))}
        </div>
      </dialog>
    `;
  }

  private button(look: string, icon: string, label: string, act: () => void): TemplateResult {
    return html`
      <button type="button" class="button ${look}" ?disabled=${this.taking} @click=${act}>
        <parley-icon name=${icon}></parley-icon>${label}
      </button>
    `;
  }

  private ring(invitation: IncomingCall): void {
    const others = this.invitations.filter(({ id }) => id !== invitation.id);
    invitation.on('cancelled', (reason) => this.cancelled(invitation, reason));
    if (others.length === 0) this.tone.start('incoming');
    this.invitations = [...others, invitation];
    this.notify(invitation);
    this.say('');
  }

  private notify({ id, inviter, type }: IncomingCall): void {
    this.notices.get(id)?.();
    this.notices.set(id, tellOfCall(this.names.of(inviter), t(`call.${type}`), id));
  }

  /** Escape ends the noise, not the call. */
  private silence(event: Event): void {
    event.preventDefault();
    this.tone.stop();
  }

  private cancelled(invitation: IncomingCall, reason: CancelReason): void {
    if (this.invitations.includes(invitation))
      this.over(invitation, outcomeOf(this.names.of(invitation.inviter), reason));
  }

  private async accept(invitation: IncomingCall, camera: boolean): Promise<void> {
    this.taking = true;
    this.tone.stop();
    try {
      const { type: callType, id: callId = '', roomId = '' } = await invitation.accept();
      await this.prepare?.();
      enterCall({ callId, roomId, callType, others: [this.names.of(invitation.inviter)], camera });
    } catch (thrown) {
      this.over(invitation, sentenceOf(thrown));
    }
    this.taking = false;
  }

  private async decline(invitation: IncomingCall): Promise<void> {
    this.over(invitation, '');
    await invitation.reject(this.busy ? 'busy' : 'declined').catch(() => this.say(sentenceFor('unavailable')));
  }

  private over(invitation: IncomingCall, outcome: string): void {
    this.invitations = this.invitations.filter((other) => other !== invitation);
    this.notices.get(invitation.id)?.();
    this.notices.delete(invitation.id);
    if (this.invitations.length === 0) this.tone.stop();
    this.say(outcome);
    this.dispatchEvent(new CustomEvent('over'));
  }

  private say(outcome: string): void {
    clearTimeout(this.timer);
    this.outcome = outcome;
    if (outcome) this.timer = window.setTimeout(() => this.say(''), SHOWN_MS);
  }
}

function outcomeOf(inviter: string, reason: CancelReason): string {
  if (reason === 'answered_elsewhere') return t('call.answeredElsewhere');
  if (reason === 'rejected_elsewhere') return t('call.declinedElsewhere');
  return t(reason === 'timeout' ? 'call.missedFrom' : 'call.hungUp', { name: inviter });
}

customElements.define('parley-ringing', Ringing);
