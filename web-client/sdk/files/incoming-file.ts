import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ParleyError } from '../wire/codes.ts';
import type { FileNote, StopReason } from './notes.ts';
import { stopError } from './outgoing-file.ts';
import { BlobSink, type FileSink } from './sink.ts';
import { Transfer } from './transfer.ts';

/** How often the sender is told what is put away, bytes. */
const TELL = 131_072;

export interface IncomingPort {
  note(note: FileNote): Promise<void>;
  /** It is over; the last word, should the sender ask again. */
  ended(last: FileNote): void;
}

/** A file that a peer offers. `done` gives a Blob, or `undefined` where a sink of one's own took the bytes. */
export class IncomingFile extends Transfer<Blob | undefined> {
  private sink: FileSink | undefined;
  private readonly digest = sha256.create();
  /** Bytes that came, in order; those that the sink has are in `progress`. */
  private came = 0;
  private told = 0;
  private writing: Promise<unknown> = Promise.resolve();

  /** @internal */
  constructor(
    readonly id: number,
    offer: Extract<FileNote, { t: 'offer' }>,
    peerId: string,
    private readonly port: IncomingPort,
  ) {
    super(peerId, offer.name, offer.size, offer.type);
  }

  /**
   * Wants it. The bytes go to the sink, else a Blob is made of them. Larger files than `maxBytes` were refused before
   * anybody was asked.
   */
  accept(sink: FileSink = new BlobSink(this.type)): void {
    if (this.sink || this.ended) return;
    this.sink = sink;
    this.want();
  }

  refuse(): void {
    this.stop('refused');
  }

  override cancel(): void {
    this.stop('cancelled');
  }

  /** @internal there is a connection again */
  reopened(): void {
    if (!this.sink || this.ended) return;
    this.want();
    this.emit('resumed');
  }

  /** @internal */
  disconnected(): void {
    if (this.sink && !this.ended) this.emit('paused');
  }

  /** @internal */
  note(note: FileNote): void {
    if (note.t === 'end' && this.sink) this.writing = this.writing.then(() => this.complete(note.sha256));
    if (note.t === 'stop') this.end(stopError(note.why));
  }

  /** @internal */
  chunk(offset: number, bytes: Uint8Array<ArrayBuffer>): void {
    // what a former connection still brought is not next
    if (!this.sink || this.ended || offset !== this.came) return;
    if (offset + bytes.length > this.size) return this.stop('too_large');
    this.came += bytes.length;
    this.writing = this.writing.then(() => this.write(bytes));
  }

  /** @internal the peer or the room is gone */
  lost(error: ParleyError): void {
    this.end(error);
  }

  private want(): void {
    this.port.note({ t: 'want', id: this.id, from: this.came }).catch(() => {});
  }

  private async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.unheld();
    if (this.ended) return;
    try {
      this.digest.update(bytes);
      await this.sink?.write(bytes);
      this.advance(this.progress.bytes + bytes.length);
      this.tell();
    } catch {
      // the disk is full, or the sink was closed
      this.stop('cancelled');
    }
  }

  private tell(): void {
    const { bytes } = this.progress;
    if (bytes - this.told < TELL && bytes < this.size) return;
    this.told = bytes;
    this.port.note({ t: 'have', id: this.id, upTo: bytes }).catch(() => {});
  }

  private async complete(expected: string): Promise<void> {
    if (this.ended || this.came < this.size) return;
    if (bytesToHex(this.digest.clone().digest()) !== expected) return this.stop('corrupt');
    await this.sink?.close();
    const done: FileNote = { t: 'done', id: this.id };
    this.port.ended(done);
    this.port.note(done).catch(() => {});
    this.finish(this.sink instanceof BlobSink ? this.sink.blob : undefined);
  }

  private stop(why: StopReason): void {
    if (this.ended) return;
    const stop: FileNote = { t: 'stop', id: this.id, of: 'receiver', why };
    this.port.ended(stop);
    this.port.note(stop).catch(() => {});
    this.end(stopError(why));
  }

  private end(error: ParleyError): void {
    if (this.fail(error)) void this.sink?.abort();
  }
}
