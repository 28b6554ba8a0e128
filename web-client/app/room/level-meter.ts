import { html } from 'lit';
import type { LocalMedia } from '../../sdk/index.ts';
import { LevelMeter } from '../../sdk/media/index.ts';
import { t } from '../i18n/i18n.ts';
import { props, View } from '../ui/view.ts';

const PERIOD_MS = 80;

/** Shows that the microphone hears something. */
class LevelBar extends View {
  static override properties = props('local');
  declare local: LocalMedia;
  private meter: LevelMeter | undefined;
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
    this.meter?.close();
  }

  protected override render() {
    return html`<meter class="level" min="0" max="1" aria-label=${t('prejoin.level')}></meter>`;
  }

  private follow(): void {
    this.meter?.close();
    const track = this.local.track('audio');
    this.meter = track ? new LevelMeter(track) : undefined;
  }

  private show(): void {
    const bar = this.querySelector('meter');
    if (bar) bar.value = this.local.active('audio') ? (this.meter?.level() ?? 0) : 0;
  }
}

customElements.define('parley-level-meter', LevelBar);
