import type { ChatMessage } from '../../../sdk/index.ts';

/** Older messages are let go. */
const MOST = 500;
/** Messages of one person within that time stand under one name, milliseconds. */
const TOGETHER_MS = 60_000;

/** Something that stands in the chat at its time. */
export interface Spoken {
  /** The peer it is of. */
  readonly from: string;
  readonly at: Date;
  /** The peer who told us of it, when it was said before we came. */
  readonly handedBy?: string;
}

/** What was written, in the order of time, and how much of it is unread. */
export class ChatLog {
  private list: readonly ChatMessage[] = [];
  private news = 0;
  private open = false;
  /** How far the clock that dates messages is ahead of ours, milliseconds. */
  private ahead: number;

  /** @param since when we joined, by the server's clock: what was said before is no news */
  constructor(private readonly since = new Date()) {
    this.ahead = since.getTime() - Date.now();
  }

  get messages(): readonly ChatMessage[] {
    return this.list;
  }

  get unread(): number {
    return this.news;
  }

  /** Now, by the clock of the messages. */
  get now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** @returns whether it is news to the reader */
  receive(message: ChatMessage): boolean {
    if (this.list.some(({ id, from }) => id === message.id && from === message.from)) return false;
    if (!message.handedBy) this.ahead = message.at.getTime() - Date.now();
    const after = this.list.findLastIndex(({ at }) => at.getTime() <= message.at.getTime());
    this.list = this.list.toSpliced(after + 1, 0, message).slice(-MOST);
    return !message.own && !this.old(message) && this.note();
  }

  /** Something else came that wants to be seen. @returns whether it is news to the reader */
  note(): boolean {
    if (this.open) return false;
    this.news += 1;
    return true;
  }

  /** The panel opens or closes; who sees it has read everything. */
  show(open: boolean): void {
    this.open = open;
    if (open) this.news = 0;
  }

  /** What we missed while we had lost the room is told by others too, but is new. */
  private old({ handedBy, at }: ChatMessage): boolean {
    return handedBy !== undefined && at.getTime() < this.since.getTime();
  }
}

/** Whether something needs no name of its own. */
export function goesOn(spoken: Spoken, before: Spoken | undefined): boolean {
  if (before?.from !== spoken.from || newDay(spoken, before) || spoken.handedBy !== before.handedBy) return false;
  return spoken.at.getTime() - before.at.getTime() < TOGETHER_MS;
}

/** Whether a date belongs above it: above the first one only if that is not of today. */
export function newDay(spoken: Spoken, before: Spoken | undefined, today = new Date()): boolean {
  return spoken.at.toDateString() !== (before?.at ?? today).toDateString();
}
