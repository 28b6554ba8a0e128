import { html } from 'lit';
import type { CallType } from '../../sdk/index.ts';
import type { CallWish } from '../calls/outgoing.ts';
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
        <h1 id="dial-title">Call somebody</h1>
        <div class="field">
          <label for="dial-names">User name</label>
          <input id="dial-names" name="names" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"
            placeholder="bob, or several: bob, cyd" aria-describedby="dial-problem" aria-invalid=${this.problem ? 'true' : 'false'}>
        </div>
        <p class="problem" id="dial-problem" role="alert">${this.problem}</p>
        <div class="dial-actions">
          <button class="button primary" value="video"><parley-icon name="camera"></parley-icon>Video</button>
          <button class="button secondary" value="audio"><parley-icon name="phone"></parley-icon>Audio</button>
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
  if (invitees.length === 0) return 'Write the user name of whoever you want to call.';
  return invitees.length > MOST ? `At most ${MOST} people can be called at once.` : '';
}

customElements.define('parley-dial', DialForm);
