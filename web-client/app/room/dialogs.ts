import { html } from 'lit';
import type { LocalMedia } from '../../sdk/index.ts';
import { ModalView } from '../ui/modal.ts';
import { roomUrl } from '../ui/room-link.ts';
import { props } from '../ui/view.ts';
import './device-pickers.ts';
import './level-meter.ts';

/** The room's dialogs: devices, and the link where it cannot be copied. Emits `close` and `problem`. */
class Dialogs extends ModalView {
  static override properties = props('local', 'roomId', 'open');
  declare local: LocalMedia;
  declare roomId: string;
  declare open: 'devices' | 'link' | undefined;

  protected override render() {
    if (this.open === 'devices') return this.modal('Devices', this.devices());
    if (this.open === 'link') return this.modal('Link to this room', this.link());
    return html``;
  }

  private devices() {
    return html`
      <parley-device-pickers id="call" .local=${this.local} @problem=${this.problem}></parley-device-pickers>
      <parley-level-meter .local=${this.local}></parley-level-meter>
    `;
  }

  private link() {
    return html`
      <div class="field">
        <label for="link">Copy it and send it to whoever should come</label>
        <input id="link" readonly .value=${roomUrl(this.roomId)} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
      </div>
    `;
  }

  private problem({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('problem', { detail }));
  }
}

customElements.define('parley-dialogs', Dialogs);
