import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { IconName } from '../ui/icon.ts';
import { state, View } from '../ui/view.ts';
import { examine } from './examination.ts';
import { type Advice, adviceOn, CHECKS, type Check, type Findings, type Verdict, verdictOf } from './findings.ts';
import '../ui/icon.ts';

const ICONS: Readonly<Record<Verdict, IconName>> = { good: 'check', fair: 'warning', bad: 'close', unknown: 'unknown' };

/** Looks at browser, devices and network when asked to, and says in plain words what it found and what to do. */
class Doctor extends View {
  static override properties = state('findings', 'running');
  declare findings: Partial<Findings> | undefined;
  declare running: boolean;

  constructor() {
    super();
    this.running = false;
  }

  protected override render() {
    const { findings } = this;
    const advice = CHECKS.map((check) => findings && adviceOn(check, findings));
    return html`
      <p class="hint">${t('doctor.lead')}</p>
      <div role="status">${findings ? this.verdict(advice.filter((each) => each !== undefined)) : nothing}</div>
      ${findings ? html`<ul class="doctor-list" aria-busy=${this.running}>${CHECKS.map((check, index) => item(check, advice[index]))}</ul>` : nothing}
      <button type="button" class="button secondary doctor-start" aria-disabled=${this.running} @click=${this.start}>
        <parley-icon name="check-up"></parley-icon>${t(this.running ? 'doctor.running' : findings ? 'doctor.again' : 'doctor.start')}
      </button>
    `;
  }

  private verdict(advice: readonly Advice[]): TemplateResult | typeof nothing {
    if (this.running) return html`<span class="visually-hidden">${t('doctor.running')}</span>`;
    const verdict = verdictOf(advice);
    return html`<p class="doctor-verdict ${verdict}"><parley-icon name=${ICONS[verdict]}></parley-icon>${t(`doctor.verdict.${verdict}`)}</p>`;
  }

  private async start(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.findings = {};
    await examine((found) => {
      this.findings = { ...this.findings, ...found };
    });
    this.running = false;
  }
}

function item(check: Check, advice: Advice | undefined): TemplateResult {
  const verdict = advice?.verdict;
  return html`
    <li class="doctor-item ${verdict ?? 'pending'}">
      <span class="doctor-mark"><parley-icon name=${verdict ? ICONS[verdict] : 'pending'}></parley-icon></span>
      <div>
        <p class="doctor-name"><b>${t(`doctor.${check}`)}</b>${verdict ? html`<span class="visually-hidden">: ${t(`doctor.${verdict}`)}.</span>` : nothing}</p>
        <p class="hint">${advice ? t(advice.says) : t('doctor.running')}</p>
      </div>
    </li>
  `;
}

customElements.define('parley-doctor', Doctor);
