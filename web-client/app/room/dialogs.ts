import { html } from 'lit';
import type { LocalMedia } from '../../sdk/index.ts';
import { roomUrl } from '../ui/room-link.ts';
import { props, View } from '../ui/view.ts';
import './device-pickers.ts';
import './level-meter.ts';
import '../ui/icon.ts';

/** The room's dialogs: devices, and the link where it cannot be copied. Emits `close` and `problem`. */
class Dialogs extends View {
  static override properties = props('local', 'roomId', 'open');
  declare local: LocalMedia;
  declare roomId: string;
  declare open: 'devices' | 'link' | undefined;

  protected override render() {
    if (this.open === 'devices') return this.dialog('Devices', this.devices());
    if (this.open === 'link') return this.dialog('Link to this room', this.link());
    return html``;
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  private dialog(title: string, content: unknown) {
    return html`
      <dialog class="card dialog" aria-labelledby="dialog-title" @close=${this.closed}>
        <header class="dialog-head">
          <h2 id="dialog-title">${title}</h2>
          <form method="dialog"><button class="plain" aria-label="Close"><parley-icon name="close"></parley-icon></button></form>
        </header>
        ${content}
      </dialog>
    `;
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

  private closed(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('parley-dialogs', Dialogs);
