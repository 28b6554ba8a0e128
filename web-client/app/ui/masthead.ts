import { html, nothing, type TemplateResult } from 'lit';
import markUrl from '../assets/mark.svg';
import { t } from '../i18n/i18n.ts';
import { account } from '../server.ts';
import { signInUrl } from './next.ts';
import { View } from './view.ts';
import '../account/account-menu.ts';
import './icon.ts';

/** The head of every page but the call itself: the way home, to the settings, and to one's account. */
class Masthead extends View {
  private stopListening = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopListening = account.on('change', () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
  }

  protected override render() {
    return html`
      <header class="masthead">
        <a class="brand" href="index.html"><img src=${markUrl} alt="" width="36" height="36"><span>Parley</span></a>
        <nav class="masthead-nav" aria-label=${t('page.navigation')}>${account.user ? menu() : visitor()}</nav>
      </header>
    `;
  }
}

function menu(): TemplateResult {
  return html`<parley-account-menu></parley-account-menu>`;
}

function visitor(): TemplateResult {
  const signingIn = document.querySelector('parley-sign-in');
  return html`
    <a class="plain" href="settings.html" title=${t('settings.title')} aria-label=${t('settings.title')}>
      <parley-icon name="settings"></parley-icon>
    </a>
    ${signingIn ? nothing : html`<a class="button secondary" href=${signInUrl('login.html', location.href)}>${t('common.signIn')}</a>`}
  `;
}

customElements.define('parley-masthead', Masthead);
