import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../sdk/index.ts';
import { dateText, timeText } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { goesOn, newDay } from './chat-log.ts';
import { pieces } from './links.ts';

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;

export function messageView(message: ChatMessage, before: ChatMessage | undefined): TemplateResult {
  const { at, own, name } = message;
  const head = html`<p class="message-head"><b>${own ? t('chat.you') : name}</b> <time datetime=${at.toISOString()}>${timeText(at)}</time></p>`;
  return html`
    ${newDay(message, before) ? html`<p class="message-day">${dateText(at, DAY)}</p>` : nothing}
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
