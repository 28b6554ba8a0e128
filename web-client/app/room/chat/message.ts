import { html, nothing, type TemplateResult } from 'lit';
import { dateText, timeText } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { type FileActs, fileCard } from '../files/file-card.ts';
import type { ChatDesk, Line } from './chat-desk.ts';
import { goesOn, newDay } from './chat-log.ts';
import type { Mark } from './delivery.ts';
import { pieces } from './links.ts';
import type { Draft } from './outbox.ts';

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** One line of the chat, with what goes above it. */
export function lineView(line: Line, before: Line | undefined, desk: ChatDesk, acts: FileActs): TemplateResult {
  const own = 'file' in line ? line.file.own : line.message.own;
  const name = 'file' in line ? line.file.whose : line.message.name;
  return html`
    ${newDay(line, before) ? html`<p class="message-day">${dateText(line.at, DAY)}</p>` : nothing} ${divider(line, before, desk)}
    <div class="message ${own ? 'own' : ''}">
      ${goesOn(line, before) ? nothing : head(own ? t('chat.you') : name, line.at)}
      ${'file' in line ? fileCard(line.file, acts) : textOf(line.message.text, markView(desk.markOf(line.message)))}
    </div>
  `;
}

/** A message that is not in the room yet. */
export function draftView(draft: Draft, again: () => void, discard: () => void): TemplateResult {
  const { failed, text } = draft;
  if (!failed) return html`<div class="message own">${textOf(text, mark('clock', t('chat.sending')))}</div>`;
  return html`
    <div class="message own failed">
      ${textOf(text, nothing)}
      <p class="message-problem">
        <parley-icon name="warning"></parley-icon>${t('chat.notSent')}
        <button type="button" class="link-button" @click=${again}>${t('chat.again')}</button>
        <button type="button" class="link-button" @click=${discard}>${t('chat.discard')}</button>
      </p>
    </div>
  `;
}

/** What was said before we came stands on the word of one peer alone: it says so. */
function divider(line: Line, before: Line | undefined, desk: ChatDesk): TemplateResult | typeof nothing {
  if (line.handedBy === before?.handedBy) return nothing;
  const text = line.handedBy ? t('chat.before', { name: desk.nameOf(line.handedBy) }) : t('chat.since');
  return html`<p class="message-divider"><span>${text}</span></p>`;
}

function head(name: string, at: Date): TemplateResult {
  return html`<p class="message-head"><b>${name}</b> <time datetime=${at.toISOString()}>${timeText(at)}</time></p>`;
}

function textOf(text: string, end: TemplateResult | typeof nothing): TemplateResult {
  return html`<p class="message-text" dir="auto">${linked(text)}${end}</p>`;
}

function markView(delivery: Mark | undefined): TemplateResult | typeof nothing {
  if (!delivery) return nothing;
  const { have, of } = delivery;
  if (have === 0) return mark('check', t('chat.markSent'));
  return have < of ? mark('check', t('chat.markSome', { have, of })) : mark('delivered', t('chat.markAll'));
}

/** The words are an attribute: what changes in a log as text is read aloud. */
function mark(icon: 'clock' | 'check' | 'delivered', text: string): TemplateResult {
  return html`<span class="mark ${icon}" role="img" aria-label=${text} title=${text}><parley-icon name=${icon}></parley-icon></span>`;
}

/** Addresses become links; everything stays text. */
function linked(text: string) {
  return pieces(text).map((piece) =>
    piece.href === undefined
      ? piece.text
      : html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`,
  );
}
