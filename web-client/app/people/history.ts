import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallEntry } from '../../sdk/index.ts';
import { Names } from '../calls/names.ts';
import { t } from '../i18n/i18n.ts';
import { callRow } from './call-row.ts';
import { pastCall } from './past-call.ts';
import { SignedInPage } from './signed-in-page.ts';
import '../ui/masthead.ts';

/** All of one's calls, a page at a time. */
class HistoryPage extends SignedInPage {
  static override properties = { ...SignedInPage.properties, onlyMissed: { state: true } };
  declare onlyMissed: boolean;
  private readonly names = new Names(
    () => this.client,
    () => this.requestUpdate(),
  );

  constructor() {
    super();
    this.onlyMissed = false;
  }

  protected override render() {
    return html`
      <main class="history">
        <div class="history-head">
          <h1>${t('history.title')}</h1>
          ${this.log.entries?.length ? this.filter() : nothing}
        </div>
        <parley-problem .error=${this.error}></parley-problem>
        ${this.content()}
      </main>
      ${this.calling()}
    `;
  }

  private filter(): TemplateResult {
    const option = (missed: boolean, label: string) => html`
      <label>
        <input type="radio" name="show" .checked=${this.onlyMissed === missed} @change=${() => (this.onlyMissed = missed)}><span>${label}</span>
      </label>
    `;
    return html`
      <fieldset class="field choice">
        <legend class="visually-hidden">${t('history.show')}</legend>
        ${option(false, t('history.all'))} ${option(true, t('history.onlyMissed'))}
      </fieldset>
    `;
  }

  private content(): TemplateResult {
    const { entries, more } = this.log;
    if (entries === undefined)
      return html`<p class="empty" role="status">${t(this.error ? 'history.notLoaded' : 'history.loading')}</p>`;
    if (entries.length === 0) return noCalls();
    const shown = this.onlyMissed ? entries.filter((entry) => this.missed(entry)) : entries;
    return html`
      ${shown.length === 0 && !more ? html`<p class="empty" role="status">${t('history.emptyMissed')}</p>` : nothing}
      <ul class="rows">${repeat(
        shown,
        ({ callId }) => callId,
        (entry) =>
          callRow(entry, this.username, (name) => this.names.of(name), {
            call: (wish) => this.call(wish),
            timeline: true,
          }),
      )}</ul>
      ${
        more
          ? html`<button type="button" class="button secondary wide" ?disabled=${this.busy} @click=${this.showMore}>${t('common.more')}</button>`
          : html`<p class="hint history-end" role="status">${t('history.allShown', { count: entries.length })}</p>`
      }
    `;
  }

  private missed(entry: CallEntry): boolean {
    return pastCall(entry, this.username).kind === 'call-missed';
  }
}

function noCalls(): TemplateResult {
  return html`
    <div class="empty empty-page">
      <parley-icon name="history"></parley-icon>
      <h2>${t('history.emptyPage')}</h2>
      <p>${t('history.emptyHint')}</p>
      <a class="button primary" href="people.html">${t('history.goCall')}</a>
    </div>
  `;
}

customElements.define('parley-history', HistoryPage);
