import { html, nothing } from 'lit';
import { ParleyError } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { props, state, View } from './view.ts';
import { duration, sentenceOf } from './words.ts';

const SECOND_MS = 1_000;

/** Says what went wrong, and counts down where the server said when to try again. Emits `again` when that time has come. */
class Problem extends View {
  static override properties = { ...props('error'), ...state('waitMs') };
  declare error: unknown;
  /** What is left of the wait, milliseconds. */
  declare waitMs: number;
  private until = 0;
  private timer = 0;

  constructor() {
    super();
    this.waitMs = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('error')) return;
    clearInterval(this.timer);
    this.waitMs = waitOf(this.error);
    if (this.waitMs === 0) return;
    this.until = performance.now() + this.waitMs;
    this.timer = window.setInterval(() => this.tick(), SECOND_MS);
  }

  protected override render() {
    return html`
      <p class="problem" role="alert">${this.error ? sentenceOf(this.error) : nothing}</p>
      ${this.waitMs > 0 ? html`<p class="hint" role="timer">${t('common.waitFor', { time: duration(this.waitMs + SECOND_MS - 1) })}</p>` : nothing}
    `;
  }

  private tick(): void {
    this.waitMs = Math.max(0, this.until - performance.now());
    if (this.waitMs > 0) return;
    clearInterval(this.timer);
    this.dispatchEvent(new CustomEvent('again'));
  }
}

/** How long the server asks to wait, milliseconds; what takes less than a second is not worth a word. */
export function waitOf(error: unknown): number {
  const wait = error instanceof ParleyError ? (error.extras.retryAfterMs ?? 0) : 0;
  return wait >= SECOND_MS ? wait : 0;
}

customElements.define('parley-problem', Problem);
