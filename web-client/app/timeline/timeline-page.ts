import { html, nothing, type TemplateResult } from 'lit';
import { codeOf } from '../../sdk/index.ts';
import { dateText, listText } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import { rest } from '../server.ts';
import { state, View } from '../ui/view.ts';
import { type DiagramState, sequence } from './diagram.ts';
import { findings } from './findings.ts';
import { type Diagram, diagramOf, namesOf, type Row, type Timeline, TOPICS, type Topic } from './model.ts';
import { eventTable } from './table.ts';
import { detailText, offsetText, stepText } from './words.ts';
import '../ui/icon.ts';
import '../ui/masthead.ts';
import '../ui/problem.ts';

const NARROW = window.matchMedia('(max-width: 46rem)');
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The course of one call as all nodes saw it: what went wrong first, then who said what to whom. */
class TimelinePage extends View {
  static override properties = state('timeline', 'error', 'busy', 'asTable', 'shown', 'current', 'pitch');
  declare timeline: Timeline | undefined;
  declare error: unknown;
  declare busy: boolean;
  declare asTable: boolean;
  declare shown: ReadonlySet<Topic>;
  /** Index of the event that is looked at, among those shown. */
  declare current: number;
  declare pitch: number;
  private readonly callId = new URLSearchParams(location.search).get('call') ?? '';
  private diagram: Diagram | undefined;
  private names: ReadonlyMap<string, string> = new Map();

  constructor() {
    super();
    this.busy = false;
    this.asTable = false;
    this.shown = new Set(TOPICS.filter((topic) => topic !== 'candidate'));
    this.current = 0;
    this.measure();
    NARROW.addEventListener('change', () => this.measure());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override render() {
    return html`
      <main class="timeline">
        <div class="timeline-head">
          <h1>${t('timeline.title')}</h1>
          <div class="timeline-actions">
            <button type="button" class="button secondary" ?disabled=${this.busy} @click=${this.load}>
              <parley-icon name="again"></parley-icon>${t('timeline.again')}
            </button>
            ${this.timeline ? html`<button type="button" class="button secondary" @click=${this.download}>${t('timeline.download')}</button>` : nothing}
          </div>
        </div>
        ${this.content()}
      </main>
    `;
  }

  private content(): TemplateResult {
    const { timeline, diagram } = this;
    if (codeOf(this.error) === 'call_unknown') return html`<p class="empty" role="alert">${t('timeline.unknown')}</p>`;
    if (this.error) return html`<parley-problem .error=${this.error} @again=${this.load}></parley-problem>`;
    if (!timeline || !diagram) return html`<p class="empty" role="status">${t('timeline.loading')}</p>`;
    const rows = diagram.rows.filter(({ topic }) => this.shown.has(topic));
    return html`
      <p class="timeline-meta">${this.meta(timeline)}</p>
      ${findings(timeline)}
      <section aria-labelledby="course-title">
        <div class="course-head"><h2 id="course-title">${t('timeline.course')}</h2>${this.views()}</div>
        ${this.topics(diagram)}
        ${rows.length === 0 ? html`<p class="empty" role="status">${t('timeline.nothing')}</p>` : this.course(diagram, rows)}
      </section>
    `;
  }

  private meta({ participants, entries }: Timeline): string {
    const names = listText(participants.map(({ username }) => username));
    const first = entries[0];
    const when = first ? dateText(new Date(first.at), { dateStyle: 'medium', timeStyle: 'medium' }) : '';
    return t('timeline.with', { names, when });
  }

  private course(diagram: Diagram, rows: readonly Row[]): TemplateResult {
    const start = diagram.rows[0]?.entry.at ?? 0;
    if (this.asTable) return eventTable(diagram, rows, start, this.names);
    const current = Math.min(this.current, rows.length - 1);
    const parts: DiagramState = {
      ...{ pitch: this.pitch, rows, current, start, names: this.names },
      choose: (index) => {
        this.current = index;
      },
      key: (event) => this.go(event, rows.length, current),
    };
    return html`
      <p class="visually-hidden" id="sequence-keys">${t('timeline.keys')}</p>
      ${this.reading(rows[current], start)}
      <div class="sequence-frame" aria-describedby="sequence-keys">${sequence(diagram, parts)}</div>
    `;
  }

  private reading(row: Row | undefined, start: number): TemplateResult {
    if (!row) return html`<p class="reading">${t('timeline.choose')}</p>`;
    const { entry } = row;
    return html`
      <p class="reading" role="status">
        <strong>${stepText(entry, this.names)}</strong>
        <span>${t('timeline.at', { time: offsetText(entry.at - start) })}</span>
        <span>${detailText(entry)}</span>
      </p>
    `;
  }

  private views(): TemplateResult {
    const option = (table: boolean, label: string) => html`
      <label><input type="radio" name="view" .checked=${this.asTable === table} @change=${() => (this.asTable = table)}><span>${label}</span></label>
    `;
    return html`
      <fieldset class="field choice">
        <legend class="visually-hidden">${t('timeline.view')}</legend>
        ${option(false, t('timeline.diagram'))} ${option(true, t('timeline.table'))}
      </fieldset>
    `;
  }

  /** Legend and choice in one: what each colour is, how much there is of it, and whether it is shown. */
  private topics({ rows }: Diagram): TemplateResult {
    const topic = (name: Topic) => html`
      <label class="topic ${name}">
        <input type="checkbox" .checked=${this.shown.has(name)} @change=${() => this.toggle(name)}>
        <span class="swatch" aria-hidden="true"></span>
        <span>${t(`timeline.topic.${name}`)} <span class="count">${rows.filter((row) => row.topic === name).length}</span></span>
      </label>
    `;
    return html`
      <fieldset class="topics"><legend class="visually-hidden">${t('timeline.shown')}</legend>${TOPICS.map(topic)}</fieldset>
    `;
  }

  private toggle(topic: Topic): void {
    const shown = new Set(this.shown);
    if (!shown.delete(topic)) shown.add(topic);
    this.shown = shown;
  }

  private go(event: KeyboardEvent, count: number, current: number): void {
    const ends: Readonly<Record<string, number>> = { Home: 0, End: count - 1 };
    const step = STEPS[event.key];
    const next = ends[event.key] ?? (step === undefined ? undefined : current + step);
    if (next === undefined) return;
    event.preventDefault();
    this.current = Math.max(0, Math.min(count - 1, next));
    void this.updateComplete.then(() => this.querySelector<SVGGElement>(`[data-index="${this.current}"]`)?.focus());
  }

  private measure(): void {
    this.pitch = NARROW.matches ? 104 : 158;
  }

  private async load(): Promise<void> {
    this.busy = true;
    try {
      this.timeline = await rest.get<Timeline>(`calls/${encodeURIComponent(this.callId)}/timeline`);
      this.diagram = diagramOf(this.timeline);
      this.names = namesOf(this.timeline.entries);
      this.error = undefined;
    } catch (thrown) {
      this.error = thrown;
    }
    this.busy = false;
  }

  private download(): void {
    const url = URL.createObjectURL(new Blob([JSON.stringify(this.timeline, null, 2)], { type: 'application/json' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${this.callId}.json` });
    link.click();
    // the browser has taken it over once the event is done
    setTimeout(() => URL.revokeObjectURL(url), 0);
  }
}

customElements.define('parley-timeline', TimelinePage);
