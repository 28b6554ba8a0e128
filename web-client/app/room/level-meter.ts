import { html, type PropertyValues } from 'lit';
import type { LocalMedia } from '../../sdk/index.ts';
import { props, View } from '../ui/view.ts';
import { Loudness } from './loudness.ts';

const PERIOD_MS = 80;

/** Shows that the microphone hears something. */
class LevelMeter extends View {
  static override properties = props('local');
  declare local: LocalMedia;
  private loudness: Loudness | undefined;
  private timer = 0;
  private stopListening = () => {};

  protected override firstUpdated(): void {
    this.stopListening = this.local.on('change', (kind) => kind === 'audio' && this.follow());
    this.follow();
    this.timer = window.setInterval(() => this.show(), PERIOD_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.stopListening();
    this.loudness?.close();
  }

  protected override render() {
    return html`<meter class="level" min="0" max="1" aria-label="Microphone level"></meter>`;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return changed.has('local');
  }

  private follow(): void {
    this.loudness?.close();
    const track = this.local.track('audio');
    this.loudness = track ? new Loudness(track) : undefined;
  }

  private show(): void {
    const meter = this.querySelector('meter');
    if (meter) meter.value = this.local.active('audio') ? (this.loudness?.level() ?? 0) : 0;
  }
}

customElements.define('parley-level-meter', LevelMeter);
