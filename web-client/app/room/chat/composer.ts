import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n.ts';
import { props, View } from '../../ui/view.ts';
import { LARGEST, sizeText } from '../files/size.ts';
import { filesOf } from '../files/tray.ts';
import type { ChatDesk } from './chat-desk.ts';
import '../../ui/icon.ts';

/** The server takes 4 KiB; one letter may need four bytes. */
const LONGEST = 1_000;

/** Where one writes, and chooses files. */
class Composer extends View {
  static override properties = props('desk', 'turn');
  declare desk: ChatDesk;
  declare turn: number;

  override focus(): void {
    this.querySelector('textarea')?.focus();
  }

  protected override render() {
    const { draft, files: shared, tray } = this.desk;
    const attach = t('files.attach', { size: sizeText(LARGEST) });
    return html`
      <form class="chat-form" @submit=${this.submit} @paste=${this.pasted} @keydown=${this.keys}>
        <p class="problem" role="alert">${tray.problem || shared.problem || nothing}</p>
        ${tray.files.length > 0 ? this.chosen(tray.files) : nothing}
        <div class="chat-row">
          <input type="file" multiple hidden @change=${this.picked}>
          <button type="button" class="plain attach" aria-label=${attach} title=${attach} @click=${this.pick}><parley-icon name="attach"></parley-icon></button>
          <label class="visually-hidden" for="chat-text">${t('chat.to')}</label>
          <textarea id="chat-text" rows="1" maxlength=${LONGEST} placeholder=${t('chat.to')} enterkeyhint="send" .value=${draft}
            @input=${(event: Event) => this.desk.write((event.target as HTMLTextAreaElement).value)}></textarea>
          <button class="round send" aria-label=${t('chat.send')} title=${t('chat.send')} ?disabled=${!draft.trim() && tray.files.length === 0}>
            <parley-icon name="send"></parley-icon>
          </button>
        </div>
      </form>
    `;
  }

  private chosen(files: readonly File[]): TemplateResult {
    return html`
      <ul class="tray" aria-label=${t('files.chosen')}>
        ${files.map((file) => {
          const label = t('files.remove', { file: file.name });
          return html`
            <li class="tray-file">
              <parley-icon name="file"></parley-icon><span class="file-name" dir="auto" title=${file.name}>${file.name}</span>
              <span class="hint">${sizeText(file.size)}</span>
              <button type="button" class="plain" aria-label=${label} title=${label} @click=${() => this.takeOut(file)}><parley-icon name="close"></parley-icon></button>
            </li>
          `;
        })}
      </ul>
    `;
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.desk.send();
    this.dispatchEvent(new CustomEvent('sent'));
  }

  private keys(event: KeyboardEvent): void {
    const inText = event.target instanceof HTMLTextAreaElement;
    if (inText && event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  private pick(): void {
    this.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  private picked({ target }: Event): void {
    const input = target as HTMLInputElement;
    this.desk.tray.add([...(input.files ?? [])]);
    // the same one again is a change, too
    input.value = '';
    this.focus();
  }

  private pasted(event: ClipboardEvent): void {
    const { files, folders } = filesOf(event.clipboardData);
    if (files.length === 0 && !folders) return;
    event.preventDefault();
    this.desk.tray.add(files, folders);
  }

  private takeOut(file: File): void {
    this.desk.tray.remove(file);
    this.focus();
  }
}

customElements.define('parley-composer', Composer);
