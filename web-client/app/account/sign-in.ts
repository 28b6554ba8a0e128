import { html, nothing, type TemplateResult } from 'lit';
import { account } from '../server.ts';
import { nextOf } from '../ui/next.ts';
import { waitOf } from '../ui/problem.ts';
import { state, View } from '../ui/view.ts';
import '../ui/password-field.ts';

/** Signs in, or makes an account and signs in: `<parley-sign-in mode="register">`. Then goes where `?next=` says. */
class SignIn extends View {
  static override properties = { mode: {}, ...state('error', 'busy', 'waiting') };
  declare mode: 'login' | 'register';
  declare error: unknown;
  declare busy: boolean;
  /** The server asked to wait. */
  declare waiting: boolean;

  constructor() {
    super();
    this.mode = 'login';
    this.busy = false;
    this.waiting = false;
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render() {
    const { words } = this;
    return html`
      <form class="card sign-in" @submit=${this.submit} aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">${words.title}</h1>
        <p class="hint">${words.lead}</p>
        ${this.nameField()} ${this.mode === 'register' ? displayNameField() : nothing}
        <parley-password-field name="password" label="Password" purpose=${words.purpose} shortest=${words.shortest}
          hint=${words.hint}></parley-password-field>
        <label class="check"><input type="checkbox" name="keep"><span>Stay signed in on this device</span></label>
        <parley-problem .error=${this.error} @again=${() => (this.waiting = false)}></parley-problem>
        <button class="button primary wide" ?disabled=${this.busy || this.waiting}>${this.busy ? words.busy : words.action}</button>
        <p class="hint other">${words.question} <a href=${words.page + location.search}>${words.other}</a></p>
      </form>
    `;
  }

  private get words() {
    return WORDS[this.mode];
  }

  private nameField(): TemplateResult {
    return html`
      <div class="field">
        <label for="username">User name</label>
        <input id="username" name="username" required minlength="3" maxlength="32" autocomplete="username" autocapitalize="none"
          spellcheck="false">
      </div>
    `;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.busy = true;
    this.error = undefined;
    try {
      await this.enter(new FormData(form));
      location.replace(nextOf(location.search, location.href));
    } catch (thrown) {
      this.busy = false;
      this.error = thrown;
      this.waiting = waitOf(thrown) > 0;
      form
        .querySelector<HTMLInputElement>(this.mode === 'login' ? 'input[name=password]' : 'input[name=username]')
        ?.select();
    }
  }

  private enter(form: FormData): Promise<void> {
    const text = (name: string) => String(form.get(name) ?? '');
    const keep = form.has('keep');
    const credentials = { username: text('username').trim(), password: text('password') };
    if (this.mode === 'login') return account.login(credentials, keep);
    const displayName = text('displayName').trim();
    return account.register({ ...credentials, ...(displayName && { displayName }) }, keep);
  }
}

const WORDS = {
  login: {
    ...{ title: 'Sign in', lead: 'To call people, and to own the rooms you open.', purpose: 'current-password' },
    ...{ shortest: 0, hint: '', action: 'Sign in', busy: 'Signing in …' },
    ...{ question: 'No account yet?', other: 'Make one', page: 'register.html' },
  },
  register: {
    ...{ title: 'Make an account', lead: 'People call you by your user name.', purpose: 'new-password' },
    ...{ shortest: 8, hint: 'At least 8 characters. A few words that you will remember are best.' },
    ...{ action: 'Make the account', busy: 'Making the account …' },
    ...{ question: 'Do you have one?', other: 'Sign in', page: 'login.html' },
  },
};

function displayNameField(): TemplateResult {
  return html`
    <div class="field">
      <label for="display-name">Name that others see <span class="hint">optional</span></label>
      <input id="display-name" name="displayName" maxlength="64" autocomplete="name">
    </div>
  `;
}

customElements.define('parley-sign-in', SignIn);
