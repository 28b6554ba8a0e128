import { html, type TemplateResult } from 'lit';
import { type AccountSettings, codeOf, type Parley, ParleyError } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { account } from '../server.ts';
import { ModalView } from '../ui/modal.ts';
import { waitOf } from '../ui/problem.ts';
import { props, state } from '../ui/view.ts';
import '../ui/password-field.ts';

export type AccountTask = 'password' | 'everywhere' | 'delete';

/** What one does to one's account, with a last question where there is no way back. Emits `close`. */
class AccountDialog extends ModalView {
  static override properties = { ...props('client', 'task'), ...state('error', 'busy', 'waiting', 'done') };
  declare client: Parley;
  declare task: AccountTask | undefined;
  declare error: unknown;
  declare busy: boolean;
  declare waiting: boolean;
  declare done: boolean;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('task')) return;
    this.error = undefined;
    this.busy = this.waiting = this.done = false;
  }

  protected override render() {
    if (!this.task) return html``;
    const title = t(`account.${this.task}.title`);
    if (this.done) return this.modal(title, html`<p role="status">${t(`account.${this.task}.done`)}</p>`);
    return this.modal(title, this.form(this.task));
  }

  private form(task: AccountTask): TemplateResult {
    return html`
      <form class="stack" @submit=${this.submit}>
        <p class="hint">${t(`account.${task}.text`)}</p>
        <input class="visually-hidden" name="username" autocomplete="username" readonly tabindex="-1" aria-hidden="true" .value=${account.user?.username ?? ''}>
        ${task === 'everywhere' ? html`` : html`<parley-password-field name="old" label=${t('account.yourPassword')} purpose="current-password"></parley-password-field>`}
        ${task === 'password' ? html`<parley-password-field name="new" label=${t('account.newPassword')} purpose="new-password" shortest="8" hint=${t('account.newPasswordHint')}></parley-password-field>` : html``}
        <parley-problem .error=${this.error} @again=${() => (this.waiting = false)}></parley-problem>
        <button class="button ${task === 'delete' ? 'danger' : 'primary'} wide" ?disabled=${this.busy || this.waiting}>${t(`account.${task}.action`)}</button>
      </form>
    `;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.error = undefined;
    try {
      await this.run(this.client.settings(account), (name) => String(form.get(name) ?? ''));
      this.done = true;
    } catch (thrown) {
      this.error = codeOf(thrown) === 'bad_credentials' ? new ParleyError('wrong_password') : thrown;
      this.waiting = waitOf(thrown) > 0;
    }
    this.busy = false;
  }

  private run(settings: AccountSettings, value: (name: string) => string): Promise<void> {
    if (this.task === 'password') return settings.changePassword(value('old'), value('new'));
    return this.task === 'delete' ? settings.delete(value('old')) : settings.logoutEverywhere();
  }
}

customElements.define('parley-account-dialog', AccountDialog);
