import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../sdk/index.ts';
import { t } from '../text.ts';
import { goesOn, newDay } from './chat-log.ts';
import { pieces } from './links.ts';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

export function messageView(message: ChatMessage, before: ChatMessage | undefined): TemplateResult {
  const { at, own, name } = message;
  const head = html`<p class="message-head"><b>${own ? t('chat.you') : name}</b> <time datetime=${at.toISOString()}>${TIME.format(at)}</time></p>`;
  return html`
    ${newDay(message, before) ? html`<p class="message-day">${DAY.format(at)}</p>` : nothing}
    <div class="message ${own ? 'own' : ''}">
      ${goesOn(message, before) ? nothing : head}
      <p class="message-text">${linked(message.text)}</p>
    </div>
  `;
}

/** Addresses become links; everything stays text. */
function linked(text: string) {
  return pieces(text).map((piece) =>
    piece.href === undefined
      ? piece.text
      : html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`,
  );
}
