/** What two peers say to each other about a file; `id` is the sender's number for it. */
export type FileNote =
  | { readonly t: 'offer'; readonly id: number; readonly name: string; readonly size: number; readonly type: string }
  /** The receiver wants what comes from that offset on: at first, and again after a new connection. */
  | { readonly t: 'want'; readonly id: number; readonly from: number }
  /** The receiver has put so many bytes away. */
  | { readonly t: 'have'; readonly id: number; readonly upTo: number }
  | { readonly t: 'end'; readonly id: number; readonly sha256: string }
  | { readonly t: 'done'; readonly id: number }
  /** `of` tells whose transfer the id counts. */
  | { readonly t: 'stop'; readonly id: number; readonly of: 'sender' | 'receiver'; readonly why: StopReason };

export type StopReason = 'refused' | 'cancelled' | 'too_large' | 'corrupt';

const REASONS: ReadonlySet<unknown> = new Set<StopReason>(['refused', 'cancelled', 'too_large', 'corrupt']);
const NAME = 255;
const TYPE = 128;
const HEAD = 12;

/** Reads a note of a peer, which may hold anything; `undefined` for what is none. */
export function readFileNote(data: unknown): FileNote | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const note = data as Record<string, unknown>;
  if (!isCount(note.id) || note.id >= 2 ** 32) return undefined;
  return Object.hasOwn(VALID, String(note.t)) && VALID[note.t as FileNote['t']](note)
    ? (note as unknown as FileNote)
    : undefined;
}

const VALID: Readonly<Record<FileNote['t'], (note: Record<string, unknown>) => boolean>> = {
  offer: ({ name, size, type }) => isText(name, NAME) && isCount(size) && isText(type, TYPE),
  want: ({ from }) => isCount(from),
  have: ({ upTo }) => isCount(upTo),
  end: ({ sha256 }) => typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256),
  done: () => true,
  stop: ({ why, of }) => REASONS.has(why) && (of === 'sender' || of === 'receiver'),
};

/** A piece of a file on its way: id 4 bytes, offset 8 bytes, then the bytes. */
export function writeChunk(id: number, offset: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(HEAD + bytes.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, id);
  view.setUint32(4, Math.floor(offset / 2 ** 32));
  view.setUint32(8, offset >>> 0);
  chunk.set(bytes, HEAD);
  return chunk;
}

export function readChunk(
  data: ArrayBuffer,
): { id: number; offset: number; bytes: Uint8Array<ArrayBuffer> } | undefined {
  if (data.byteLength <= HEAD) return undefined;
  const view = new DataView(data);
  const offset = view.getUint32(4) * 2 ** 32 + view.getUint32(8);
  return { id: view.getUint32(0), offset, bytes: new Uint8Array(data, HEAD) };
}

/** Without what could make a path of it, or hide what it is. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  return last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, NAME) || 'file';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest;
}
