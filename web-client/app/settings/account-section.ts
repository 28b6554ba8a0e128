import { html, type TemplateResult } from 'lit';
import type { AccountTask } from '../account/account-dialog.ts';
import type { Reachable } from '../calls/reachable.ts';
import { type PlainKey, t } from '../i18n/i18n.ts';
import { account } from '../server.ts';
import type { IconName } from '../ui/icon.ts';
import { signInUrl } from '../ui/next.ts';
import { state, View } from '../ui/view.ts';
import { section } from './section.ts';
import '../account/account-dialog.ts';

const TASKS: readonly (readonly [AccountTask, IconName, PlainKey])[] = [
  ['password', 'key', 'account.password.title'],
  ['everywhere', 'globe', 'account.everywhere.title'],
  ['delete', 'delete', 'account.delete.title'],
];

/** One's own account: password, sign-out everywhere, end. */
class AccountSection extends View {
  static override properties = state('task');
  declare task: AccountTask | undefined;

  protected override render() {
    return section('account', t('settings.account'), account.user ? this.tasks() : signedOut());
  }

  private tasks(): TemplateResult {
    const client = document.querySelector<Reachable>('parley-reachable')?.client;
    return html`
      <p class="settings-user"><b>${account.user?.displayName}</b> <span class="hint">${account.user?.username}</span></p>
      <div class="settings-tasks">
        ${TASKS.map(
          ([task, icon, label]) => html`
            <button type="button" class="button secondary ${task === 'delete' ? 'quiet-danger' : ''}" @click=${() => (this.task = task)}>
              <parley-icon name=${icon}></parley-icon>${t(label)}
            </button>
          `,
        )}
        <button type="button" class="button secondary" @click=${() => account.signOut()}>
          <parley-icon name="sign-out"></parley-icon>${t('account.signOut')}
        </button>
      </div>
      <parley-account-dialog .client=${client} .task=${this.task} @close=${() => (this.task = undefined)}></parley-account-dialog>
    `;
  }
}

function signedOut(): TemplateResult {
  return html`
    <p class="hint">${t('settings.signedOut')}</p>
    <a class="button primary" href=${signInUrl('login.html', location.href)}>${t('common.signIn')}</a>
  `;
}

customElements.define('parley-account-section', AccountSection);
