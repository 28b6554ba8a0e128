import { html } from 'lit';
import { View } from '../ui/view.ts';
import { duration } from '../ui/words.ts';

/** How long one has been in the room. */
class Timer extends View {
  private readonly since = performance.now();
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render() {
    return html`<span class="timer" role="timer">${duration(performance.now() - this.since)}</span>`;
  }
}

customElements.define('parley-timer', Timer);
