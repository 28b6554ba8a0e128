import type { ChatMessage } from '../room/events.ts';

/** A message as a peer hands it to a newcomer. */
export interface PastMessage {
  readonly id: string;
  readonly from: string;
  readonly name: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What peers say to each other about the chat. */
export type ChatNote =
  | { readonly t: 'say'; readonly id: string; readonly text: string; readonly at: number }
  | { readonly t: 'got'; readonly id: string }
  | { readonly t: 'typing'; readonly on: boolean }
  | { readonly t: 'ask' }
  | { readonly t: 'past'; readonly messages: readonly PastMessage[] };

/** Bytes of UTF-8; the server takes no more. */
const TEXT = 4_096;
const ID = 64;
const NAME = 128;
/** Characters of JSON in one piece of history, unless a single message has more: 24 KiB at most, all of it escaped. */
const PIECE = 8_192;
/** Messages that one piece may bring. */
const TAKEN = 256;

/** Reads a note of a peer, which may hold anything; `undefined` for what is none. */
export function readNote(data: unknown): ChatNote | undefined {
  const note = data as Partial<Record<string, unknown>> | null;
  if (typeof note !== 'object' || note === null) return undefined;
  if (note.t === 'ask') return { t: 'ask' };
  if (note.t === 'got' && isId(note.id)) return { t: 'got', id: note.id };
  if (note.t === 'typing' && typeof note.on === 'boolean') return { t: 'typing', on: note.on };
  if (note.t === 'say' && isId(note.id) && isText(note.text) && isTime(note.at)) {
    return { t: 'say', id: note.id, text: note.text, at: note.at };
  }
  if (note.t === 'past' && Array.isArray(note.messages)) {
    return { t: 'past', messages: note.messages.slice(0, TAKEN).filter(isPast) };
  }
  return undefined;
}

/** A history in pieces that each fit into one message. */
export function pieces(history: readonly ChatMessage[]): ChatNote[] {
  const groups: PastMessage[][] = [];
  let room = 0;
  for (const { id, from, name, text, at } of history) {
    const past = { id, from, name, text, at: at.getTime() };
    room -= JSON.stringify(past).length;
    if (room < 0) {
      groups.push([]);
      room = PIECE - JSON.stringify(past).length;
    }
    groups.at(-1)?.push(past);
  }
  return groups.map((messages) => ({ t: 'past', messages }));
}

function isPast(value: unknown): value is PastMessage {
  const { id, from, name, text, at } = (value ?? {}) as Partial<PastMessage>;
  return isId(id) && isId(from) && typeof name === 'string' && name.length <= NAME && isText(text) && isTime(at);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= ID;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && new TextEncoder().encode(value).length <= TEXT;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
