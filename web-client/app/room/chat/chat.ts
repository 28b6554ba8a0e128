import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/i18n.ts';
import { props, state, View } from '../../ui/view.ts';
import type { ChatDesk, Line } from './chat-desk.ts';
import { draftView, lineView } from './message.ts';
import '../../ui/icon.ts';
import './composer.ts';

/** Whoever is that near to the end reads the newest, pixels. */
const NEAR = 60;

/** Written messages and files. Emits `close`. */
class Chat extends View {
  static override properties = { ...props('desk', 'turn'), ...state('behind') };
  declare desk: ChatDesk;
  /** Counts changes. */
  declare turn: number;
  /** Whether something new stands below what is seen. */
  declare behind: boolean;
  private atEnd = true;
  private newest: unknown;

  constructor() {
    super();
    this.behind = false;
  }

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('parley-composer')?.focus());
  }

  protected override updated(): void {
    const newest = keyOf(this.desk.lines.at(-1));
    const more = newest !== this.newest;
    this.newest = newest;
    if (this.atEnd) this.scrollDown();
    else if (more) this.behind = true;
  }

  protected override render() {
    const { encrypted, typists } = this.desk;
    return html`
      <aside class="panel chat" aria-labelledby="chat-title" @keydown=${this.keys}>
        <header class="panel-head">
          <h2 id="chat-title">${t('chat.title')}${encrypted ? html`<parley-icon class="chat-sealed" name="lock" title=${t('head.encrypted')}></parley-icon>` : nothing}</h2>
          <button type="button" class="plain" aria-label=${t('chat.close')} title=${t('chat.close')} @click=${this.close}><parley-icon name="close"></parley-icon></button>
        </header>
        ${this.list()}
        <div class="chat-foot">
          <p class="typing">${typists.sentence}</p>
          <parley-composer .desk=${this.desk} .turn=${this.turn} @sent=${this.scrollDown}></parley-composer>
        </div>
      </aside>
    `;
  }

  private list(): TemplateResult {
    const { desk } = this;
    const { lines, outbox } = desk;
    const { drafts } = outbox;
    const acts = desk.files;
    return html`
      <div class="messages" role="log" aria-relevant="additions" tabindex="0" aria-label=${t('chat.messages')} @scroll=${this.scrolled}>
        ${lines.length + drafts.length === 0 ? this.empty() : nothing}
        ${repeat(lines, keyOf, (line, index) => lineView(line, lines[index - 1], desk, acts))}
        ${drafts.map((draft) =>
          draftView(
            draft,
            () => outbox.again(draft),
            () => outbox.discard(draft.key),
          ),
        )}
        ${this.behind ? html`<button type="button" class="button primary small below" @click=${this.scrollDown}>${t('chat.below')}</button>` : nothing}
      </div>
    `;
  }

  private empty(): TemplateResult {
    const { encrypted } = this.desk;
    return html`
      <div class="chat-empty">
        <parley-icon class="chat-sign" name=${encrypted ? 'lock' : 'chat'}></parley-icon>
        <p><b>${t('chat.empty')}</b></p>
        <p>${t(encrypted ? 'chat.emptySealed' : 'chat.emptyHint')}</p>
      </div>
    `;
  }

  private keys(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
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
    this.atEnd = true;
    this.behind = false;
    const list = this.querySelector('.messages');
    if (list) list.scrollTop = list.scrollHeight;
  }
}

function keyOf(line: Line | undefined): string {
  if (!line) return '';
  return 'file' in line ? line.file.key : `${line.from} ${line.message.id}`;
}

customElements.define('parley-chat', Chat);
