import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallWish } from '../calls/outgoing.ts';
import { t } from '../i18n/i18n.ts';
import { Acquaintances } from './acquaintances.ts';
import { callRow } from './call-row.ts';
import { personRow, type RowActions } from './person-row.ts';
import { SignedInPage } from './signed-in-page.ts';
import './dial-form.ts';
import '../ui/masthead.ts';

/** How many of the newest calls stand beside the people. */
const NEWEST = 5;

/** Whom one may call, and whom one has called lately. */
class PeoplePage extends SignedInPage {
  private readonly known = new Acquaintances(this.client, this.log, this.username);
  private readonly actions: RowActions = {
    call: (wish) => this.call(wish),
    block: (username, blocked) => void this.attempt(() => this.known.block(username, blocked)),
  };

  protected override render() {
    return html`
      <parley-masthead></parley-masthead>
      <main class="people">
        <parley-dial @call=${({ detail }: CustomEvent<CallWish>) => this.call(detail)}></parley-dial>
        <div class="people-lists">
          <parley-problem .error=${this.error}></parley-problem>
          ${this.recent()} ${this.history()}
        </div>
      </main>
      ${this.calling()}
    `;
  }

  protected override loaded(): Promise<void> {
    return this.known.lookUp();
  }

  private recent(): TemplateResult | typeof nothing {
    const { recent } = this.known;
    if (recent.length === 0) return nothing;
    return html`
      <section aria-labelledby="recent-title">
        <h2 id="recent-title">${t('people.title')}</h2>
        <ul class="rows">${repeat(
          recent,
          ({ username }) => username,
          (each) => personRow(each, this.actions),
        )}</ul>
      </section>
    `;
  }

  private history(): TemplateResult {
    const { entries } = this.log;
    return html`
      <section aria-labelledby="history-title">
        <div class="section-head">
          <h2 id="history-title">${t('history.title')}</h2>
          ${entries?.length ? html`<a class="more-link" href="history.html">${t('history.link')}<parley-icon name="arrow-right"></parley-icon></a>` : nothing}
        </div>
        ${entries === undefined ? html`<p class="empty" role="status">${t(this.error ? 'history.notLoaded' : 'common.loading')}</p>` : nothing}
        ${entries?.length === 0 ? html`<p class="empty">${t('history.empty')}</p>` : nothing}
        <ul class="rows">${repeat(
          (entries ?? []).slice(0, NEWEST),
          ({ callId }) => callId,
          (entry) => callRow(entry, this.username, (name) => this.known.nameOf(name), this.actions),
        )}</ul>
      </section>
    `;
  }
}

customElements.define('parley-people', PeoplePage);
