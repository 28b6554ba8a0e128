import { html, nothing } from 'lit';
import { type DeviceList, Devices, type LocalMedia, type MediaKind } from '../../sdk/index.ts';
import { props, state, View } from '../ui/view.ts';
import { chooseDevice } from './devices.ts';

const LABELS: Readonly<Record<MediaKind, string>> = { video: 'Camera', audio: 'Microphone' };

/** Which camera and which microphone; emits `problem` with a sentence when one cannot be used. */
class DevicePickers extends View {
  static override properties = { ...props('local'), ...state('devices') };
  declare local: LocalMedia;
  declare devices: DeviceList | undefined;
  private watch: Devices | undefined;

  protected override firstUpdated(): void {
    this.watch = new Devices({ local: this.local });
    this.watch.on('change', (devices) => {
      this.devices = devices;
    });
    // the same devices, but another one is in use
    this.stopListening = this.local.on('change', () => this.requestUpdate());
  }

  private stopListening = () => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch?.close();
    this.stopListening();
  }

  protected override render() {
    return html`<div class="pickers">${this.picker('video')} ${this.picker('audio')}</div>`;
  }

  private picker(kind: MediaKind) {
    const devices = (kind === 'audio' ? this.devices?.microphones : this.devices?.cameras) ?? [];
    const current = this.local.track(kind)?.getSettings().deviceId;
    const id = `${this.id || 'pick'}-${kind}`;
    return html`
      <div class="field">
        <label for=${id}>${LABELS[kind]}</label>
        <select id=${id} ?disabled=${devices.length === 0} @change=${(event: Event) => this.choose(kind, event)}>
          ${devices.length === 0 ? html`<option>None found</option>` : nothing}
          ${devices.map(
            (device, index) => html`
              <option value=${device.deviceId} ?selected=${device.deviceId === current}>
                ${device.label || `${LABELS[kind]} ${index + 1}`}
              </option>
            `,
          )}
        </select>
      </div>
    `;
  }

  private async choose(kind: MediaKind, event: Event): Promise<void> {
    const problem = await chooseDevice(this.local, kind, (event.target as HTMLSelectElement).value);
    if (problem) this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
  }
}

customElements.define('parley-device-pickers', DevicePickers);
