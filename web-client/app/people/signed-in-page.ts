import { html, type TemplateResult } from 'lit';
import type { CallWish } from '../calls/outgoing.ts';
import type { OutgoingScreen } from '../calls/outgoing-screen.ts';
import { account, newClient } from '../server.ts';
import { signInUrl } from '../ui/next.ts';
import { View } from '../ui/view.ts';
import { CallLog } from './call-log.ts';
import '../calls/outgoing-screen.ts';
import '../calls/ringing.ts';
import '../ui/problem.ts';

const REFRESH_MS = 15_000;

/** What the pages for people with an account share: a client, calls in and out, and a log of calls that stays fresh. */
export abstract class SignedInPage extends View {
  static override properties = { error: { state: true }, busy: { state: true } };
  declare error: unknown;
  declare busy: boolean;
  // a token that ended may have been renewed in another tab
  protected readonly client = newClient({
    onEnded: ({ code }) => code === 'token_invalid' && account.user && location.reload(),
  });
  protected readonly username = account.user?.username ?? '';
  protected readonly log = new CallLog(this.client.calls);
  private timer = 0;

  constructor() {
    super();
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    account.on('change', () => location.replace(account.user ? location.href : signInUrl('login.html', location.href)));
    window.addEventListener('online', () => this.client.reconnect());
    window.addEventListener('pagehide', ({ persisted }) => persisted || this.client.close());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.refresh());
    void this.refresh();
  }

  /** Rings out and in. */
  protected calling(): TemplateResult {
    return html`
      <parley-outgoing .client=${this.client} @over=${this.refresh}></parley-outgoing>
      <parley-ringing .client=${this.client} @over=${this.refresh}></parley-ringing>
    `;
  }

  protected call(wish: CallWish): void {
    this.querySelector<OutgoingScreen>('parley-outgoing')?.call(wish);
  }

  protected async showMore(): Promise<void> {
    await this.attempt(() => this.log.showMore());
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    await this.attempt(() => this.log.refresh());
    await this.loaded();
    this.requestUpdate();
    clearTimeout(this.timer);
    if (document.visibilityState === 'visible') this.timer = window.setTimeout(() => this.refresh(), REFRESH_MS);
  }

  /** What a page asks for once the newest calls are known. */
  protected async loaded(): Promise<void> {}

  protected async attempt(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await what();
      this.error = undefined;
    } catch (thrown) {
      this.error = thrown;
    }
    this.busy = false;
  }
}
