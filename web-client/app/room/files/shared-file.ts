import type { IncomingFile, OutgoingFile } from '../../../sdk/files/index.ts';
import { Passage, type Stage } from './passage.ts';

/** Pictures that browsers draw and that hold no scripts; what else a peer calls a picture is only offered to be saved. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

export interface FileInfo {
  readonly key: string;
  /** Who shared it. */
  readonly from: string;
  readonly whose: string;
  readonly at: Date;
}

type Changed = (now: boolean) => void;

/** A file in the chat, on its way to others or from one of them. */
export abstract class SharedFile implements FileInfo {
  readonly key: string;
  readonly from: string;
  readonly whose: string;
  readonly at: Date;
  /** One for each peer it goes to, or the one it comes from. */
  abstract readonly passages: readonly Passage[];

  protected constructor(
    info: FileInfo,
    readonly name: string,
    /** Bytes. */
    readonly size: number,
  ) {
    this.key = info.key;
    this.from = info.from;
    this.whose = info.whose;
    this.at = info.at;
  }

  get own(): boolean {
    return this instanceof SentFile;
  }

  /** What most needs to be said: what goes on before what is over. */
  get stage(): Stage {
    const stages = this.passages.map(({ stage }) => stage);
    const order = ['going', 'held', 'cut', 'asked', 'done'] as const;
    return order.find((stage) => stages.includes(stage)) ?? 'failed';
  }

  /** From 0 to 1, over all who have not dropped out. */
  get progress(): number {
    const counted = this.passages.filter(({ error }) => error === undefined);
    if (counted.length === 0) return 0;
    const parts = counted.map(({ stage, bytes }) => (stage === 'done' ? 1 : bytes / Math.max(this.size, 1)));
    return parts.reduce((sum, part) => sum + part, 0) / parts.length;
  }

  hold(on: boolean): void {
    for (const passage of this.going) passage.hold(on);
  }

  cancel(): void {
    for (const { transfer } of this.going) transfer.cancel();
  }

  private get going(): Passage[] {
    return this.passages.filter(({ over }) => !over);
  }
}

/** One that we offer to everybody who is in the room. */
export class SentFile extends SharedFile {
  readonly passages: readonly Passage[];

  /** @param transfers each with the name of its receiver */
  constructor(
    info: FileInfo,
    readonly file: File,
    transfers: readonly (readonly [transfer: OutgoingFile, name: string])[],
    changed: Changed,
  ) {
    super(info, transfers[0]?.[0].name ?? file.name, file.size);
    this.passages = transfers.map(([transfer, name]) => new Passage(transfer, name, changed));
  }
}

/** One that a peer offers. */
export class ReceivedFile extends SharedFile {
  readonly passage: Passage;
  readonly passages: readonly Passage[];
  /** Where it can be saved from, once it is whole. */
  url: string | undefined;
  /** Where it can be looked at, for pictures. */
  picture: string | undefined;

  constructor(
    info: FileInfo,
    private readonly incoming: IncomingFile,
    changed: Changed,
    whole: (file: ReceivedFile) => void,
  ) {
    super(info, incoming.name, incoming.size);
    this.passage = new Passage(incoming, info.whose, changed);
    this.passages = [this.passage];
    incoming.done.then((blob) => blob && this.keep(blob, whole)).catch(() => {});
  }

  accept(): void {
    this.incoming.accept();
    this.passage.begin();
  }

  decline(): void {
    this.incoming.refuse();
  }

  /** Lets go of what the browser holds. */
  forget(): void {
    for (const url of [this.url, this.picture]) if (url) URL.revokeObjectURL(url);
    this.url = this.picture = undefined;
  }

  /** Saved as bytes and nothing else: opened in a tab, a page or a drawing would be one of this origin. */
  private keep(blob: Blob, whole: (file: ReceivedFile) => void): void {
    this.url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
    if (PICTURES.has(blob.type)) this.picture = URL.createObjectURL(blob);
    whole(this);
  }
}
