import { html, nothing, type TemplateResult } from 'lit';
import type { IconName } from '../ui/icon.ts';
import { props, View } from '../ui/view.ts';
import '../ui/icon.ts';

export type Command = 'microphone' | 'camera' | 'chat' | 'people' | 'share' | 'settings' | 'leave';

/** The bar of buttons. Emits `command` with a {@link Command}. */
class Controls extends View {
  static override properties = props('microphone', 'camera', 'panel', 'unread', 'waiting', 'phone');
  declare microphone: boolean;
  declare camera: boolean;
  declare panel: 'chat' | 'people' | undefined;
  declare unread: number;
  /** How many wait in the lobby. */
  declare waiting: number;
  /** Whether leaving ends a call for everybody. */
  declare phone: boolean;

  protected override render() {
    return html`
      <div class="controls" role="toolbar" aria-label="Call controls">
        ${this.toggle('microphone', this.microphone, this.microphone ? 'mic' : 'mic-off', 'Microphone', 'M')}
        ${this.toggle('camera', this.camera, this.camera ? 'camera' : 'camera-off', 'Camera', 'V')}
        <span class="controls-gap"></span>
        ${this.panelButton('chat', 'chat', 'Chat', 'C', this.unread, 'new')}
        ${this.panelButton('people', 'people', 'People', 'P', this.waiting, 'waiting')}
        ${this.phone ? nothing : this.plain('share', 'link', 'Copy link')} ${this.plain('settings', 'settings', 'Devices')}
        <span class="controls-gap"></span>
        <button type="button" class="control leave" @click=${() => this.command('leave')}>
          <parley-icon name="leave"></parley-icon><span>${this.phone ? 'Hang up' : 'Leave'}</span>
        </button>
      </div>
    `;
  }

  private toggle(command: Command, on: boolean, icon: IconName, label: string, key: string): TemplateResult {
    return html`
      <button type="button" class="control ${on ? '' : 'off'}" aria-pressed=${on} aria-keyshortcuts=${key}
        title=${`${label} ${on ? 'off' : 'on'} (${key})`} aria-label=${label} @click=${() => this.command(command)}>
        <parley-icon name=${icon}></parley-icon><span aria-hidden="true">${label === 'Microphone' ? 'Mic' : label}</span>
      </button>
    `;
  }

  private panelButton(
    panel: 'chat' | 'people',
    icon: IconName,
    label: string,
    key: string,
    count: number,
    what: string,
  ) {
    const news = count > 0 ? `, ${count} ${what}` : '';
    return html`
      <button type="button" class="control" aria-expanded=${this.panel === panel} aria-keyshortcuts=${key} title=${`${label} (${key})`}
        aria-label=${label + news} @click=${() => this.command(panel)}>
        <parley-icon name=${icon}></parley-icon><span aria-hidden="true">${label}</span>
        ${count > 0 ? html`<span class="unread" aria-hidden="true">${Math.min(count, 99)}</span>` : nothing}
      </button>
    `;
  }

  private plain(command: Command, icon: IconName, label: string): TemplateResult {
    return html`
      <button type="button" class="control ${command}" title=${label} @click=${() => this.command(command)}>
        <parley-icon name=${icon}></parley-icon><span>${label}</span>
      </button>
    `;
  }

  private command(command: Command): void {
    this.dispatchEvent(new CustomEvent('command', { detail: command }));
  }
}

customElements.define('parley-controls', Controls);
