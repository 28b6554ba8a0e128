import { html } from 'lit';
import type { Parley } from '../../sdk/index.ts';
import { account } from '../server.ts';
import { avatar } from '../ui/face.ts';
import { props, state, View } from '../ui/view.ts';
import type { AccountTask } from './account-dialog.ts';
import './account-dialog.ts';

/** One's own account: password, sign-out here and everywhere, end. */
class AccountMenu extends View {
  static override properties = { ...props('client'), ...state('task') };
  declare client: Parley;
  declare task: AccountTask | undefined;

  protected override render() {
    const { user } = account;
    if (!user) return html``;
    return html`
      <button type="button" class="account-link" popovertarget="account-menu" aria-label=${`Account of ${user.displayName}`}>
        ${avatar(user.id, user.displayName)}<span>${user.displayName}</span>
      </button>
      <div class="card menu" id="account-menu" popover>
        <p class="menu-head"><b>${user.displayName}</b><span class="hint">${user.username}</span></p>
        ${this.item('key', 'Change password', () => (this.task = 'password'))}
        ${this.item('sign-out', 'Sign out', () => account.signOut())}
        ${this.item('globe', 'Sign out everywhere', () => (this.task = 'everywhere'))}
        ${this.item('delete', 'Delete account', () => (this.task = 'delete'))}
      </div>
      <parley-account-dialog .client=${this.client} .task=${this.task} @close=${() => (this.task = undefined)}></parley-account-dialog>
    `;
  }

  private item(icon: string, label: string, act: () => void) {
    const choose = () => {
      this.querySelector<HTMLElement>('#account-menu')?.hidePopover();
      act();
    };
    return html`<button type="button" class="menu-item" @click=${choose}><parley-icon name=${icon}></parley-icon>${label}</button>`;
  }
}

customElements.define('parley-account-menu', AccountMenu);
