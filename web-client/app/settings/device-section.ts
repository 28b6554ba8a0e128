import { html, type TemplateResult } from 'lit';
import { browserEnvironment, LocalMedia } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { openDevices } from '../room/devices.ts';
import { state, View } from '../ui/view.ts';
import { selection } from './fields.ts';
import { section } from './section.ts';
import { setting } from './settings.ts';
import '../room/device-pickers.ts';
import '../room/preview.ts';

/** Which camera, microphone and picture one begins with; tried out only when asked to. */
class DeviceSection extends View {
  static override properties = state('local', 'problems');
  declare local: LocalMedia | undefined;
  declare problems: readonly string[];

  constructor() {
    super();
    this.problems = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override render() {
    return section(
      'devices',
      t('settings.devices'),
      html`
        ${this.local ? this.trying(this.local) : this.offer()}
        ${this.problems.map((problem) => html`<p class="note" role="status"><parley-icon name="info"></parley-icon>${problem}</p>`)}
        ${selection('preset', t('settings.preset'), [
          ['auto', t('settings.preset.auto')],
          ['low', t('settings.preset.low')],
          ['hd', t('settings.preset.hd')],
          ['fullhd', t('settings.preset.fullhd')],
        ])}
      `,
    );
  }

  private offer(): TemplateResult {
    return html`
      <p class="hint">${t('settings.tryDevicesHint')}</p>
      <button type="button" class="button secondary" @click=${this.open}><parley-icon name="camera"></parley-icon>${t('settings.tryDevices')}</button>
    `;
  }

  private trying(local: LocalMedia): TemplateResult {
    return html`
      <parley-preview .local=${local} .name=${setting('name')} @problem=${this.onProblem}></parley-preview>
      <parley-device-pickers id="settings" .local=${local} @problem=${this.onProblem}></parley-device-pickers>
      <button type="button" class="button secondary" @click=${this.close}>${t('settings.tryOutDone')}</button>
    `;
  }

  private async open(): Promise<void> {
    const local = new LocalMedia(browserEnvironment());
    this.problems = [];
    this.local = local;
    this.problems = await openDevices(local);
  }

  private close(): void {
    this.local?.stop();
    this.local = undefined;
    this.problems = [];
  }

  private onProblem({ detail }: CustomEvent<string>): void {
    this.problems = [...new Set([...this.problems, detail])];
  }
}

customElements.define('parley-device-section', DeviceSection);
