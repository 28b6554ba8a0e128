import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage } from '../../../sdk/index.ts';
import { t } from '../../i18n/i18n.ts';
import { props, state, View } from '../../ui/view.ts';
import { messageView } from './message.ts';
import '../../ui/icon.ts';

/** The server takes 4 KiB; one letter may need four bytes. */
const LONGEST = 1_000;
/** Whoever is that near to the end reads the newest, pixels. */
const NEAR = 60;

/** Written messages. Emits `send` with the text and `close`. */
class Chat extends View {
  static override properties = { ...props('messages'), ...state('draft', 'behind') };
  declare messages: readonly ChatMessage[];
  declare draft: string;
  /** Whether something new stands below what is seen. */
  declare behind: boolean;
  private atEnd = true;

  constructor() {
    super();
    this.draft = '';
    this.behind = false;
  }

  protected override firstUpdated(): void {
    this.querySelector('textarea')?.focus();
    this.scrollDown();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('messages')) return;
    if (this.atEnd || this.messages.at(-1)?.own) this.scrollDown();
    else this.behind = true;
  }

  protected override render() {
    return html`
      <aside class="panel" aria-labelledby="chat-title" @keydown=${this.keys}>
        <header class="panel-head">
          <h2 id="chat-title">${t('chat.title')}</h2>
          <button type="button" class="plain" aria-label=${t('chat.close')} title=${t('chat.close')} @click=${this.close}><parley-icon name="close"></parley-icon></button>
        </header>
        ${this.list()}
        <form class="chat-form" @submit=${this.submit}>
          <label class="visually-hidden" for="chat-text">${t('chat.to')}</label>
          <textarea id="chat-text" rows="1" maxlength=${LONGEST} placeholder=${t('chat.to')} enterkeyhint="send" .value=${this.draft}
            @input=${(event: Event) => (this.draft = (event.target as HTMLTextAreaElement).value)}></textarea>
          <button class="round send" aria-label=${t('chat.send')} ?disabled=${!this.draft.trim()}><parley-icon name="send"></parley-icon></button>
        </form>
      </aside>
    `;
  }

  private list() {
    const { messages } = this;
    return html`
      <div class="messages" role="log" tabindex="0" aria-label=${t('chat.messages')} @scroll=${this.scrolled}>
        ${messages.length === 0 ? html`<p class="chat-empty">${t('chat.empty')}</p>` : nothing}
        ${repeat(
          messages,
          ({ id, from }) => `${from} ${id}`,
          (message, index) => messageView(message, messages[index - 1]),
        )}
        ${this.behind ? html`<button type="button" class="button primary small below" @click=${this.scrollDown}>${t('chat.below')}</button>` : nothing}
      </div>
    `;
  }

  private keys(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
    const inText = event.target instanceof HTMLTextAreaElement;
    if (inText && event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text) return;
    this.dispatchEvent(new CustomEvent('send', { detail: text }));
    this.draft = '';
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  private scrolled({ currentTarget }: Event): void {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget as HTMLElement;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.behind = false;
  }

  private scrollDown(): void {
    const list = this.querySelector('.messages');
    if (list) list.scrollTop = list.scrollHeight;
  }
}

customElements.define('parley-chat', Chat);
