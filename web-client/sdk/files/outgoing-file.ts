import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { codeOf, type ErrorCode, ParleyError } from '../wire/codes.ts';
import { type FileNote, type StopReason, writeChunk } from './notes.ts';
import { Transfer } from './transfer.ts';

/** Bytes of a file in one message: with its head and the seal below what every browser takes. */
const CHUNK = 16_384;
/** Bytes on their way that the receiver has not put away; bounds what it must hold. */
const WINDOW = 1_048_576;

export interface FileWire {
  note(note: FileNote): Promise<void>;
  chunk(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

const CODES: Readonly<Record<StopReason, [ErrorCode, string]>> = {
  refused: ['file_refused', 'The other side does not want the file.'],
  cancelled: ['file_cancelled', 'The transfer was cancelled.'],
  too_large: ['file_too_large', 'The other side does not take files of that size.'],
  corrupt: ['file_corrupt', 'What arrived is not what was sent.'],
};

export function stopError(why: StopReason): ParleyError {
  return new ParleyError(...CODES[why]);
}

/** A file that we send to one peer. At most 1 MiB of it is in memory. */
export class OutgoingFile extends Transfer<void> {
  private position = 0;
  private had = 0;
  /** Counts connections: what was begun for a former one ends. */
  private run = 0;
  private digest = sha256.create();
  private digested = 0;
  private moreRoom: () => void = () => {};

  /** @internal use `files.send` */
  constructor(
    readonly id: number,
    private readonly blob: Blob,
    name: string,
    peerId: string,
    private readonly wire: FileWire,
  ) {
    super(peerId, name, blob.size, blob.type);
  }

  override cancel(): void {
    this.stop('cancelled');
  }

  /** @internal says again what was offered: the other side may not have heard */
  offer(): void {
    const { id, name, size, type } = this;
    this.wire.note({ t: 'offer', id, name, size, type }).catch((thrown) => this.lost(thrown));
  }

  /** @internal */
  note(note: FileNote): void {
    if (this.ended) return;
    if (note.t === 'want' && note.from <= this.size) void this.sendFrom(note.from);
    if (note.t === 'have') this.has(note.upTo);
    if (note.t === 'done') this.completed();
    if (note.t === 'stop') this.fail(stopError(note.why));
  }

  /** @internal */
  disconnected(): void {
    this.run += 1;
    this.moreRoom();
    if (!this.ended) this.emit('paused');
  }

  /** @internal the peer or the room is gone */
  lost(thrown: unknown): void {
    this.fail(thrown instanceof ParleyError ? thrown : new ParleyError(codeOf(thrown), String(thrown)));
    this.moreRoom();
  }

  private stop(why: StopReason): void {
    if (this.fail(stopError(why))) this.wire.note({ t: 'stop', id: this.id, of: 'sender', why }).catch(() => {});
    this.moreRoom();
  }

  private async sendFrom(offset: number): Promise<void> {
    this.run += 1;
    const { run } = this;
    this.position = this.had = offset;
    this.moreRoom();
    if (offset > 0) this.emit('resumed');
    try {
      while (this.position < this.size && (await this.room(run))) await this.sendNext(run);
      if (run === this.run && !this.ended) await this.end();
    } catch (thrown) {
      if (run === this.run) this.lost(thrown);
    }
  }

  private async sendNext(run: number): Promise<void> {
    const offset = this.position;
    const bytes = await this.read(offset, offset + CHUNK);
    if (run !== this.run) return;
    this.digestNext(offset, bytes);
    this.position = offset + bytes.length;
    await this.wire.chunk(writeChunk(this.id, offset, bytes));
  }

  /** What is sent again after a new connection is in the checksum already. */
  private digestNext(offset: number, bytes: Uint8Array): void {
    if (offset + bytes.length <= this.digested) return;
    this.digest.update(bytes.subarray(this.digested - offset));
    this.digested = offset + bytes.length;
  }

  private async end(): Promise<void> {
    const digest = bytesToHex(this.digest.clone().digest());
    await this.wire.note({ t: 'end', id: this.id, sha256: digest });
  }

  private async read(start: number, end: number): Promise<Uint8Array> {
    return new Uint8Array(await this.blob.slice(start, end).arrayBuffer());
  }

  /** @returns false when this run is over */
  private async room(run: number): Promise<boolean> {
    const going = () => run === this.run && !this.ended;
    await this.unheld();
    while (going() && this.position - this.had >= WINDOW) {
      await new Promise<void>((resolve) => {
        this.moreRoom = resolve;
      });
    }
    return going();
  }

  private has(upTo: number): void {
    if (upTo <= this.had || upTo > this.position) return;
    this.had = upTo;
    this.advance(upTo);
    this.moreRoom();
  }

  private completed(): void {
    if (this.digested < this.size) return;
    if (this.progress.bytes < this.size) this.advance(this.size);
    this.finish();
  }
}
