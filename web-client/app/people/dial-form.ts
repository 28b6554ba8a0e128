import { html } from 'lit';
import type { CallType } from '../../sdk/index.ts';
import type { CallWish } from '../calls/outgoing.ts';
import { t } from '../i18n/i18n.ts';
import { state, View } from '../ui/view.ts';
import '../ui/icon.ts';

/** A mesh of more is too much for most lines. */
const MOST = 7;

/** Calls people by their user names. Emits `call` with a {@link CallWish}. */
class DialForm extends View {
  static override properties = state('problem');
  declare problem: string;

  constructor() {
    super();
    this.problem = '';
  }

  protected override render() {
    return html`
      <form class="card dial" @submit=${this.submit} novalidate aria-labelledby="dial-title">
        <h1 id="dial-title">${t('people.dial')}</h1>
        <div class="field">
          <label for="dial-names">${t('account.username')}</label>
          <input id="dial-names" name="names" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"
            placeholder=${t('people.example')} aria-describedby="dial-problem" aria-invalid=${this.problem ? 'true' : 'false'}>
        </div>
        <p class="problem" id="dial-problem" role="alert">${this.problem}</p>
        <div class="dial-actions">
          <button class="button primary" value="video"><parley-icon name="camera"></parley-icon>${t('common.video')}</button>
          <button class="button secondary" value="audio"><parley-icon name="phone"></parley-icon>${t('common.audio')}</button>
        </div>
      </form>
    `;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const names = String(new FormData(event.target as HTMLFormElement).get('names') ?? '');
    const invitees = [...new Set(names.split(/[\s,;]+/).filter(Boolean))];
    this.problem = problemWith(invitees);
    if (this.problem) return this.querySelector('input')?.focus();
    const callType = ((event.submitter as HTMLButtonElement | null)?.value || 'video') as CallType;
    this.dispatchEvent(new CustomEvent<CallWish>('call', { detail: { invitees, callType } }));
  }
}

function problemWith(invitees: readonly string[]): string {
  if (invitees.length === 0) return t('people.nobodyNamed');
  return invitees.length > MOST ? t('people.tooMany', { count: MOST }) : '';
}

customElements.define('parley-dial', DialForm);
