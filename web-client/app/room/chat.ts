import { html, nothing } from 'lit';
import type { ChatMessage } from '../../sdk/index.ts';
import { props, state, View } from '../ui/view.ts';
import '../ui/icon.ts';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
/** The server takes 4 KiB; one letter may need four bytes. */
const LONGEST = 1_000;

/** Written messages. Emits `send` with the text and `close`. */
class Chat extends View {
  static override properties = { ...props('messages'), ...state('draft') };
  declare messages: readonly ChatMessage[];
  declare draft: string;

  constructor() {
    super();
    this.draft = '';
  }

  protected override firstUpdated(): void {
    this.querySelector('textarea')?.focus();
    this.scrollDown();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('messages')) this.scrollDown();
  }

  protected override render() {
    return html`
      <aside class="panel" aria-labelledby="chat-title" @keydown=${this.keys}>
        <header class="panel-head">
          <h2 id="chat-title">Chat</h2>
          <button type="button" class="plain" aria-label="Close the chat" @click=${this.close}><parley-icon name="close"></parley-icon></button>
        </header>
        <ol class="messages" tabindex="0" aria-label="Messages">
          ${this.messages.length === 0 ? html`<li class="chat-empty">No messages yet. Only people who are here now can read what you write.</li>` : nothing}
          ${this.messages.map((message, index) => this.message(message, this.messages[index - 1]))}
        </ol>
        <form class="chat-form" @submit=${this.submit}>
          <label class="visually-hidden" for="chat-text">Message to everybody</label>
          <textarea id="chat-text" rows="1" maxlength=${LONGEST} placeholder="Message to everybody" .value=${this.draft}
            @input=${(event: Event) => (this.draft = (event.target as HTMLTextAreaElement).value)}></textarea>
          <button class="round send" aria-label="Send" ?disabled=${!this.draft.trim()}><parley-icon name="send"></parley-icon></button>
        </form>
      </aside>
    `;
  }

  private message(message: ChatMessage, before: ChatMessage | undefined) {
    const goesOn = before?.from === message.from && message.at.getTime() - before.at.getTime() < 60_000;
    return html`
      <li class="message ${message.own ? 'own' : ''}">
        ${goesOn ? nothing : html`<p class="message-head"><b>${message.own ? 'You' : message.name}</b> <time>${TIME.format(message.at)}</time></p>`}
        <p class="message-text">${message.text}</p>
      </li>
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

  private scrollDown(): void {
    const list = this.querySelector('.messages');
    if (list) list.scrollTop = list.scrollHeight;
  }
}

customElements.define('parley-chat', Chat);
