import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { account } from '../server.ts';
import { nextOf } from '../ui/next.ts';
import { waitOf } from '../ui/problem.ts';
import { state, View } from '../ui/view.ts';
import '../ui/password-field.ts';

/** Signs in, or makes an account and signs in: on `register.html`. Then goes where `?next=` says. */
class SignIn extends View {
  static override properties = state('error', 'busy', 'waiting');
  declare error: unknown;
  declare busy: boolean;
  /** The server asked to wait. */
  declare waiting: boolean;

  constructor() {
    super();
    this.busy = false;
    this.waiting = false;
  }

  private get mode(): 'login' | 'register' {
    return /\/register(\.html)?$/.test(location.pathname) ? 'register' : 'login';
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render() {
    const { mode } = this;
    const registering = mode === 'register';
    return html`
      <form class="card sign-in" @submit=${this.submit} aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">${t(`${mode}.title`)}</h1>
        <p class="hint">${t(`${mode}.lead`)}</p>
        ${this.nameField()} ${registering ? displayNameField() : nothing}
        <parley-password-field name="password" label=${t('common.password')} purpose=${registering ? 'new-password' : 'current-password'}
          shortest=${registering ? 8 : 0} hint=${registering ? t('register.hint') : ''}></parley-password-field>
        <label class="check"><input type="checkbox" name="keep"><span>${t('account.keep')}</span></label>
        <parley-problem .error=${this.error} @again=${() => (this.waiting = false)}></parley-problem>
        <button class="button primary wide" ?disabled=${this.busy || this.waiting}>${t(this.busy ? `${mode}.busy` : `${mode}.action`)}</button>
        <p class="hint other">${t(`${mode}.question`)} <a href=${(registering ? 'login.html' : 'register.html') + location.search}>${t(`${mode}.other`)}</a></p>
      </form>
    `;
  }

  private nameField(): TemplateResult {
    return html`
      <div class="field">
        <label for="username">${t('account.username')}</label>
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

function displayNameField(): TemplateResult {
  return html`
    <div class="field">
      <label for="display-name">${t('register.displayName')} <span class="hint">${t('common.optional')}</span></label>
      <input id="display-name" name="displayName" maxlength="64" autocomplete="name">
    </div>
  `;
}

customElements.define('parley-sign-in', SignIn);
