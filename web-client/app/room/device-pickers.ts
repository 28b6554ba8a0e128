import { html, nothing, type TemplateResult } from 'lit';
import type { LocalMedia, MediaKind } from '../../sdk/index.ts';
import { type DeviceList, Devices } from '../../sdk/media/index.ts';
import { t } from '../i18n/i18n.ts';
import { choose, setting } from '../settings/settings.ts';
import { props, state, View } from '../ui/view.ts';
import { chooseDevice } from './devices.ts';

const LABELS = { video: 'common.camera', audio: 'common.microphone', speaker: 'common.speaker' } as const;

/** Which camera, microphone and speaker; emits `problem` with a sentence when one cannot be used, and `speaker` with an id. */
class DevicePickers extends View {
  static override properties = { ...props('local'), ...state('devices') };
  declare local: LocalMedia;
  declare devices: DeviceList | undefined;
  private watch: Devices | undefined;
  private stopListening = () => {};

  protected override firstUpdated(): void {
    this.watch = new Devices({ local: this.local });
    this.watch.on('change', (devices) => {
      this.devices = devices;
    });
    // the same devices, but another one is in use
    this.stopListening = this.local.on('change', () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch?.close();
    this.stopListening();
  }

  protected override render() {
    const { cameras = [], microphones = [], speakers = [] } = this.devices ?? {};
    const using = (kind: MediaKind) => this.local.track(kind)?.getSettings().deviceId;
    return html`
      <div class="pickers">
        ${this.picker('video', cameras, using('video'))} ${this.picker('audio', microphones, using('audio'))}
        ${speakers.length > 1 ? this.picker('speaker', speakers, setting('speaker')) : nothing}
      </div>
    `;
  }

  private picker(
    kind: MediaKind | 'speaker',
    devices: readonly MediaDeviceInfo[],
    current: string | undefined,
  ): TemplateResult {
    const label = t(LABELS[kind]);
    const id = `${this.id || 'pick'}-${kind}`;
    return html`
      <div class="field">
        <label for=${id}>${label}</label>
        <select id=${id} ?disabled=${devices.length === 0} @change=${(event: Event) => this.choose(kind, event)}>
          ${devices.length === 0 ? html`<option>${t('devices.none')}</option>` : nothing}
          ${devices.map(
            ({ deviceId, label: name }, index) => html`
              <option value=${deviceId} .selected=${deviceId === current}>
                ${name || t('devices.numbered', { kind: label, number: index + 1 })}
              </option>
            `,
          )}
        </select>
      </div>
    `;
  }

  private async choose(kind: MediaKind | 'speaker', event: Event): Promise<void> {
    const id = (event.target as HTMLSelectElement).value;
    if (kind === 'speaker') {
      choose('speaker', id);
      return void this.dispatchEvent(new CustomEvent('speaker', { detail: id }));
    }
    const problem = await chooseDevice(this.local, kind, id);
    if (problem) this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
  }
}

customElements.define('parley-device-pickers', DevicePickers);
