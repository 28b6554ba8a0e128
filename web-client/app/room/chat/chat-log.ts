import type { ChatMessage } from '../../../sdk/index.ts';

/** Older messages are let go. */
const MOST = 500;
/** Messages of one person within that time stand under one name, milliseconds. */
const TOGETHER_MS = 60_000;

/** What was written, and how much of it is unread. */
export class ChatLog {
  private list: readonly ChatMessage[] = [];
  private news = 0;
  private open = false;

  get messages(): readonly ChatMessage[] {
    return this.list;
  }

  get unread(): number {
    return this.news;
  }

  /** @returns whether it is news to the reader */
  receive(message: ChatMessage): boolean {
    if (this.list.some(({ id, from }) => id === message.id && from === message.from)) return false;
    this.list = [...this.list, message].slice(-MOST);
    const unread = !this.open && !message.own;
    if (unread) this.news += 1;
    return unread;
  }

  /** The panel opens or closes; who sees it has read everything. */
  show(open: boolean): void {
    this.open = open;
    if (open) this.news = 0;
  }
}

/** Whether a message needs no name of its own. */
export function goesOn(message: ChatMessage, before: ChatMessage | undefined): boolean {
  if (before?.from !== message.from || newDay(message, before)) return false;
  return message.at.getTime() - before.at.getTime() < TOGETHER_MS;
}

/** Whether a date belongs above a message: above the first one only if that is not of today. */
export function newDay(message: ChatMessage, before: ChatMessage | undefined, today = new Date()): boolean {
  return message.at.toDateString() !== (before?.at ?? today).toDateString();
}
