import { html, nothing } from 'lit';
import type { Parley, ParleyError } from '../../sdk/index.ts';
import { account, newClient } from '../server.ts';
import { state, View } from '../ui/view.ts';
import './ringing.ts';

/** Lets calls ring on a page that needs no connection otherwise, for as long as somebody is signed in. */
export class Reachable extends View {
  static override properties = state('client');
  declare client: Parley | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    account.on('change', () => this.connect());
    window.addEventListener('pagehide', ({ persisted }) => persisted || this.client?.close());
    this.connect();
  }

  protected override render() {
    return this.client ? html`<parley-ringing .client=${this.client}></parley-ringing>` : nothing;
  }

  private connect(): void {
    this.client?.close();
    // a token that ended may have been renewed in another tab
    const onEnded = ({ code }: ParleyError) => code === 'token_invalid' && account.user && this.connect();
    this.client = account.user ? newClient({ onEnded }) : undefined;
    // it keeps trying by itself
    this.client?.connect().catch(() => {});
  }
}

customElements.define('parley-reachable', Reachable);
