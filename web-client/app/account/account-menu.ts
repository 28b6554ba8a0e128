import { html } from 'lit';
import { t } from '../i18n/i18n.ts';
import { account } from '../server.ts';
import { avatar } from '../ui/face.ts';
import type { IconName } from '../ui/icon.ts';
import { View } from '../ui/view.ts';

/** Who is signed in, and where one goes from there. */
class AccountMenu extends View {
  protected override render() {
    const { user } = account;
    if (!user) return html``;
    return html`
      <button type="button" class="account-link" popovertarget="account-menu" aria-label=${t('account.menu', { name: user.displayName })}>
        ${avatar(user.id, user.displayName)}<span>${user.displayName}</span>
      </button>
      <div class="card menu" id="account-menu" popover>
        <p class="menu-head"><b>${user.displayName}</b><span class="hint">${user.username}</span></p>
        ${link('people', 'people.html', t('people.page'))} ${link('history', 'history.html', t('history.all'))}
        ${link('settings', 'settings.html', t('settings.title'))}
        <button type="button" class="menu-item" @click=${() => account.signOut()}><parley-icon name="sign-out"></parley-icon>${t('account.signOut')}</button>
      </div>
    `;
  }
}

function link(icon: IconName, page: string, label: string) {
  const here = location.pathname.endsWith(`/${page}`);
  return html`<a class="menu-item" href=${page} aria-current=${here ? 'page' : 'false'}><parley-icon name=${icon}></parley-icon>${label}</a>`;
}

customElements.define('parley-account-menu', AccountMenu);
