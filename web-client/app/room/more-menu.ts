import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { IconName } from '../ui/icon.ts';
import { ModalView } from '../ui/modal.ts';
import { props } from '../ui/view.ts';
import type { Command } from './commands.ts';
import type { ViewMode } from './layout/focus-choice.ts';

export interface MenuState {
  readonly mode: ViewMode;
  readonly screen: boolean;
  readonly hand: boolean;
  readonly fullScreen: boolean;
  readonly recording: boolean;
  readonly waiting: number;
  readonly can: {
    readonly screen: boolean;
    readonly fullScreen: boolean;
    readonly pip: boolean;
    readonly record: boolean;
    readonly safety: boolean;
    readonly link: boolean;
  };
}

/** What the bar has no room for. Emits `command` and `close`. */
class MoreMenu extends ModalView {
  static override properties = props('menu');
  /** `undefined`: closed. */
  declare menu: MenuState | undefined;

  protected override render() {
    const { menu } = this;
    if (!menu) return html``;
    const { can } = menu;
    return html`
      <dialog class="card menu call-menu" aria-label=${t('menu.title')} @close=${this.closed} @click=${this.outside}>
        ${this.narrow(menu)}
        ${this.item('view', menu.mode === 'grid' ? 'speaker' : 'grid', t(menu.mode === 'grid' ? 'menu.speaker' : 'menu.grid'))}
        ${can.pip ? this.item('pip', 'pip', t('menu.pip')) : nothing}
        ${can.fullScreen ? this.item('full-screen', menu.fullScreen ? 'end-full-screen' : 'full-screen', t(menu.fullScreen ? 'menu.endFullScreen' : 'menu.fullScreen')) : nothing}
        ${can.record ? this.item('record', menu.recording ? 'end-record' : 'record', t(menu.recording ? 'menu.endRecord' : 'menu.record')) : nothing}
        ${can.safety ? this.item('safety', 'moderator', t('menu.safety')) : nothing}
        ${can.link ? this.item('share', 'link', t('menu.link')) : nothing}
        ${this.item('settings', 'settings', t('menu.devices'))} ${this.item('help', 'keys', t('menu.keys'))}
      </dialog>
    `;
  }

  /** What a wide bar shows itself. */
  private narrow({ can, screen, hand, waiting }: MenuState): TemplateResult {
    const news = waiting > 0 ? t('bar.waiting', { label: t('bar.people'), count: waiting }) : t('bar.people');
    return html`
      <div class="menu-narrow">
        ${this.item('people', 'people', news)}
        ${this.item('hand', 'hand', t(hand ? 'menu.lowerHand' : 'bar.handLong'))} ${this.item('react', 'react', t('bar.reactLong'))}
        ${can.screen ? this.item('screen', screen ? 'end-screen' : 'screen', t(screen ? 'menu.endScreen' : 'bar.screenLong')) : nothing}
      </div>
    `;
  }

  private item(command: Command, icon: IconName, label: string): TemplateResult {
    return html`
      <button type="button" class="menu-item" @click=${() => this.choose(command)}><parley-icon name=${icon}></parley-icon>${label}</button>
    `;
  }

  private choose(command: Command): void {
    // gives the focus back; its own event comes too late, when what is rendered meanwhile has opened it again
    this.querySelector('dialog')?.close();
    this.closed();
    this.dispatchEvent(new CustomEvent('command', { detail: command }));
  }

  /** A click beside the menu closes it: the dialog itself has no place of its own but its backdrop's. */
  private outside({ target, clientX, clientY }: MouseEvent): void {
    if (!(target instanceof HTMLDialogElement)) return;
    const { left, right, top, bottom } = target.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) target.close();
  }
}

customElements.define('parley-more-menu', MoreMenu);
