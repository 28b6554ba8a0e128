import { html } from 'lit';
import { account } from '../server.ts';
import { avatar } from '../ui/face.ts';
import { signInUrl } from '../ui/next.ts';
import { View } from '../ui/view.ts';

/** In a page's header: who is signed in, or the way to sign in. */
class AccountLink extends View {
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
    const { user } = account;
    if (!user) return html`<a class="button secondary" href=${signInUrl('login.html', location.href)}>Sign in</a>`;
    return html`
      <a class="account-link" href="people.html" aria-label=${`${user.displayName}: people and calls`}>
        ${avatar(user.id, user.displayName)}<span>${user.displayName}</span>
      </a>
    `;
  }
}

customElements.define('parley-account-link', AccountLink);
