import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../account/account-menu.ts';
import markUrl from '../assets/mark.svg';
import { namesOf } from '../calls/call-note.ts';
import type { CallWish } from '../calls/outgoing.ts';
import type { OutgoingScreen } from '../calls/outgoing-screen.ts';
import '../calls/outgoing-screen.ts';
import '../calls/ringing.ts';
import { account, newClient } from '../server.ts';
import { signInUrl } from '../ui/next.ts';
import '../ui/problem.ts';
import { state, View } from '../ui/view.ts';
import { Acquaintances } from './acquaintances.ts';
import './dial-form.ts';
import { pastCall } from './past-call.ts';
import { callButtons, personRow, type RowActions } from './person-row.ts';

const REFRESH_MS = 15_000;

/** Whom one may call, and whom one has called. */
class PeoplePage extends View {
  static override properties = state('error', 'busy');
  declare error: unknown;
  declare busy: boolean;
  // a token that ended may have been renewed in another tab
  private readonly client = newClient({
    onEnded: ({ code }) => code === 'token_invalid' && account.user && location.reload(),
  });
  private readonly username = account.user?.username ?? '';
  private readonly known = new Acquaintances(this.client, this.username);
  private timer = 0;
  private readonly actions: RowActions = {
    call: (wish) => this.call(wish),
    block: (username, blocked) => void this.attempt(() => this.known.block(username, blocked)),
  };

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

  protected override render() {
    return html`
      <header class="masthead">
        <a class="brand" href="index.html"><img src=${markUrl} alt="" width="36" height="36"><span>Parley</span></a>
        <parley-account-menu .client=${this.client}></parley-account-menu>
      </header>
      <main class="people">
        <parley-dial @call=${({ detail }: CustomEvent<CallWish>) => this.call(detail)}></parley-dial>
        <div class="people-lists">
          <parley-problem .error=${this.error}></parley-problem>
          ${this.recent()} ${this.history()}
        </div>
      </main>
      <parley-outgoing .client=${this.client} @over=${this.refresh}></parley-outgoing>
      <parley-ringing .client=${this.client} @over=${this.refresh}></parley-ringing>
    `;
  }

  private recent(): TemplateResult | typeof nothing {
    const { recent } = this.known;
    if (recent.length === 0) return nothing;
    return html`
      <section aria-labelledby="recent-title">
        <h2 id="recent-title">People</h2>
        <ul class="rows">${repeat(
          recent,
          ({ username }) => username,
          (each) => personRow(each, this.actions),
        )}</ul>
      </section>
    `;
  }

  private history(): TemplateResult {
    const { calls, more } = this.known;
    return html`
      <section aria-labelledby="history-title">
        <h2 id="history-title">Calls</h2>
        ${calls === undefined ? html`<p class="empty" role="status">${this.error ? 'Not loaded yet. Trying again …' : 'Loading …'}</p>` : nothing}
        ${calls?.length === 0 ? html`<p class="empty">No calls yet. Write somebody’s user name and ring.</p>` : nothing}
        <ul class="rows">${repeat(
          calls ?? [],
          ({ callId }) => callId,
          (call) => this.past(pastCall(call, this.username)),
        )}</ul>
        ${more ? html`<button type="button" class="button secondary wide" ?disabled=${this.busy} @click=${this.showMore}>Show more</button>` : nothing}
      </section>
    `;
  }

  private past({ kind, others, outcome, when, callType }: ReturnType<typeof pastCall>): TemplateResult {
    const names = namesOf(others.map((name) => this.known.nameOf(name)));
    const label = { 'call-in': 'Incoming', 'call-out': 'Outgoing', 'call-missed': 'Missed' }[kind];
    return html`
      <li class="row-card ${kind}">
        <span class="row-icon" title=${label}><parley-icon name=${kind}></parley-icon><span class="visually-hidden">${label}:</span></span>
        <div class="row-text">
          <span class="row-name">${names}</span>
          <span class="row-meta">${outcome}${when ? ` · ${when}` : nothing} · ${callType === 'video' ? 'Video' : 'Audio'}</span>
        </div>
        ${others.length === 1 ? callButtons(others[0] ?? '', names, this.actions) : nothing}
      </li>
    `;
  }

  private call(wish: CallWish): void {
    this.querySelector<OutgoingScreen>('parley-outgoing')?.call(wish);
  }

  private showMore(): Promise<void> {
    return this.attempt(() => this.known.showMore());
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    await this.attempt(() => this.known.refresh());
    await this.known.lookUp();
    this.requestUpdate();
    clearTimeout(this.timer);
    if (document.visibilityState === 'visible') this.timer = window.setTimeout(() => this.refresh(), REFRESH_MS);
  }

  private async attempt(what: () => Promise<void>): Promise<void> {
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

customElements.define('parley-people', PeoplePage);
