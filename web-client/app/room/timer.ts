import { html } from 'lit';
import { View } from '../ui/view.ts';
import { duration } from '../ui/words.ts';

/** How long one has been in the room; from the first second on, for writing a number costs a new page 25 ms and more. */
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
    const ms = performance.now() - this.since;
    return html`<span class="timer" role="timer">${ms < 1_000 ? '' : duration(ms)}</span>`;
  }
}

customElements.define('parley-timer', Timer);
