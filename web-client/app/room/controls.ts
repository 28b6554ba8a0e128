import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { IconName } from '../ui/icon.ts';
import { props, View } from '../ui/view.ts';
import type { Command } from './commands.ts';
import '../ui/icon.ts';

interface Look {
  readonly icon: IconName;
  readonly label: string;
  /** The whole name, where the label is short. */
  readonly name?: string;
  readonly key?: string;
  /** On the bar of wide screens only; the menu has it on narrow ones. */
  readonly wide?: boolean;
}

/** The bar of buttons. Emits `command` with a {@link Command}. */
class Controls extends View {
  static override properties = props(
    ...['microphone', 'camera', 'screen', 'hand', 'canShare', 'reacting', 'panel', 'unread', 'waiting', 'phone'],
  );
  declare microphone: boolean;
  declare camera: boolean;
  declare screen: boolean;
  declare hand: boolean;
  declare canShare: boolean;
  declare reacting: boolean;
  declare panel: 'chat' | 'people' | undefined;
  declare unread: number;
  /** How many wait in the lobby. */
  declare waiting: number;
  /** Whether leaving ends a call for everybody. */
  declare phone: boolean;

  protected override render() {
    const label = t(this.phone ? 'bar.hangUp' : 'bar.leave');
    return html`
      <div class="controls">
        ${this.device('microphone', this.microphone, 'mic', t('bar.mic'), t('bar.microphone'), 'M')}
        ${this.device('camera', this.camera, 'camera', t('bar.camera'), t('bar.camera'), 'V')}
        ${this.canShare ? this.screenButton() : nothing} ${this.handButton()} ${this.reactButton()}
        <span class="controls-gap"></span>
        ${this.panelButton('chat', t('bar.chat'), 'C', this.unread, 'bar.news', false)}
        ${this.panelButton('people', t('bar.people'), 'P', this.waiting, 'bar.waiting', true)}
        ${this.moreButton()}
        <span class="controls-gap"></span>
        <button type="button" class="control leave" aria-label=${label} title=${label} @click=${() => this.command('leave')}>
          <parley-icon name="leave"></parley-icon><span aria-hidden="true">${label}</span>
        </button>
      </div>
    `;
  }

  private device(command: Command, on: boolean, icon: 'mic' | 'camera', label: string, name: string, key: string) {
    return html`
      <button type="button" class="control ${on ? '' : 'off'}" aria-pressed=${on} aria-keyshortcuts=${key}
        title=${t(on ? 'bar.off' : 'bar.on', { label: name, key })} @click=${() => this.command(command)}>
        <parley-icon name=${on ? icon : `${icon}-off`}></parley-icon><span class="device-label">${label}</span>
      </button>
    `;
  }

  private screenButton(): TemplateResult {
    const look = { label: t('bar.screen'), name: t('bar.screenLong'), key: 'S', wide: true } as const;
    return this.button('screen', { ...look, icon: this.screen ? 'end-screen' : 'screen' }, { pressed: this.screen });
  }

  private handButton(): TemplateResult {
    const look = { icon: 'hand', label: t('bar.hand'), name: t('bar.handLong'), key: 'H', wide: true } as const;
    return this.button('hand', look, { pressed: this.hand });
  }

  private reactButton(): TemplateResult {
    const look = { icon: 'react', label: t('bar.react'), name: t('bar.reactName'), key: 'R', wide: true } as const;
    return this.button('react', look, { expanded: this.reacting });
  }

  private moreButton(): TemplateResult {
    const [count, label] = [this.waiting, t('bar.more')];
    const name = count > 0 ? t('bar.waiting', { label, count }) : t('bar.moreLong');
    return this.button('more', { icon: 'ellipsis', label, name }, { popup: true, count });
  }

  private panelButton(
    ...[panel, label, key, count, news, wide]: [
      'chat' | 'people',
      string,
      string,
      number,
      'bar.news' | 'bar.waiting',
      boolean,
    ]
  ) {
    const name = count > 0 ? t(news, { label, count }) : label;
    return this.button(panel, { icon: panel, label, name, key, wide }, { expanded: this.panel === panel, count });
  }

  private button(
    command: Command,
    { icon, label, name = label, key, wide = false }: Look,
    how: { pressed?: boolean; expanded?: boolean; popup?: boolean; count?: number },
  ): TemplateResult {
    const { pressed, expanded, popup, count = 0 } = how;
    return html`
      <button type="button" class="control to-${command} ${wide ? 'wide' : ''}" aria-pressed=${pressed ?? nothing} aria-expanded=${expanded ?? nothing}
        aria-haspopup=${popup ? 'dialog' : nothing} aria-keyshortcuts=${key ?? nothing} aria-label=${name}
        title=${key ? `${name} (${key})` : name} @click=${() => this.command(command)}>
        <parley-icon name=${icon}></parley-icon><span aria-hidden="true">${label}</span>
        ${count > 0 ? html`<span class="unread" aria-hidden="true">${Math.min(count, 99)}</span>` : nothing}
      </button>
    `;
  }

  private command(command: Command): void {
    this.dispatchEvent(new CustomEvent('command', { detail: command }));
  }
}

customElements.define('parley-controls', Controls);
