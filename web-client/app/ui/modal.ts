import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import { View } from './view.ts';
import './icon.ts';

/** A view whose dialogs open as soon as they are rendered. Emits `close` when one was closed. */
export class ModalView extends View {
  protected override updated(_changed?: Map<PropertyKey, unknown>): void {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Nothing behind it can be reached while it is open (HTML, 4.11.4). */
  protected modal(title: string, content: unknown): TemplateResult {
    return html`
      <dialog class="card dialog" aria-labelledby="dialog-title" @close=${this.closed}>
        <header class="dialog-head">
          <h2 id="dialog-title">${title}</h2>
          <form method="dialog"><button class="plain" aria-label=${t('common.close')}><parley-icon name="close"></parley-icon></button></form>
        </header>
        ${content}
      </dialog>
    `;
  }

  protected closed(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
