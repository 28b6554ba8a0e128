import { Emitter } from '../emitter.ts';
import { codeOf, ParleyError } from '../wire/codes.ts';
import type { RecordingSink } from './sinks.ts';

export type RecordingState = 'recording' | 'paused' | 'stopped';

export type RecordingEvents = {
  state: [state: RecordingState];
  /** Bytes that the sink has taken so far. */
  progress: [bytes: number];
  /** It ended by itself: the sink takes no more, or the browser's recorder failed. */
  failed: [error: ParleyError];
};

type Recorder = Pick<
  MediaRecorder,
  'start' | 'stop' | 'pause' | 'resume' | 'ondataavailable' | 'onstop' | 'onerror' | 'mimeType' | 'state'
>;

/** How often a piece is handed to the sink, milliseconds: what a crash of the page costs at most. */
const PIECE_MS = 2_000;

/** A recording under way. Pieces reach the sink in order, one at a time. */
export class Recording extends Emitter<RecordingEvents> {
  private present: RecordingState = 'recording';
  private bytes = 0;
  private writing: Promise<void> = Promise.resolve();
  private failure: ParleyError | undefined;
  private readonly ended: Promise<void>;

  constructor(
    private readonly recorder: Recorder,
    private readonly sink: RecordingSink,
    pieceMs = PIECE_MS,
  ) {
    super();
    this.ended = new Promise((resolve) => {
      recorder.onstop = () => resolve(this.finish());
    });
    recorder.ondataavailable = ({ data }) => this.take(data);
    recorder.onerror = (event) => this.fail((event as ErrorEvent).error ?? new Error('The recorder failed.'));
    recorder.start(pieceMs);
  }

  get state(): RecordingState {
    return this.present;
  }

  /** Bytes that the sink has taken so far. */
  get size(): number {
    return this.bytes;
  }

  /** As which type it is written, with its codecs. */
  get mimeType(): string {
    return this.recorder.mimeType;
  }

  /** What ended it before its time. */
  get error(): ParleyError | undefined {
    return this.failure;
  }

  pause(): void {
    if (this.present !== 'recording') return;
    this.recorder.pause();
    this.become('paused');
  }

  resume(): void {
    if (this.present !== 'paused') return;
    this.recorder.resume();
    this.become('recording');
  }

  /** Resolves when the sink has everything and is closed; rejects with `recording_full` or `media_failed`. */
  async stop(): Promise<void> {
    this.halt();
    await this.ended;
    if (this.failure) throw this.failure;
  }

  private halt(): void {
    if (this.present === 'stopped') return;
    this.become('stopped');
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  private take(piece: Blob): void {
    if (piece.size === 0) return;
    this.writing = this.writing.then(() => this.write(piece)).catch((thrown) => this.fail(thrown));
  }

  private async write(piece: Blob): Promise<void> {
    // after a piece that is missing the others are worth nothing
    if (this.failure) return;
    await this.sink.write(piece);
    this.bytes += piece.size;
    this.emit('progress', this.bytes);
  }

  private fail(thrown: unknown): void {
    if (this.failure) return;
    const code = thrown instanceof ParleyError ? codeOf(thrown) : 'media_failed';
    this.failure = new ParleyError(code, (thrown as Error).message);
    this.emit('failed', this.failure);
    this.halt();
  }

  private async finish(): Promise<void> {
    // all recorded tracks ended, or somebody stopped it
    if (this.present !== 'stopped') this.become('stopped');
    await this.writing;
    await this.sink.close().catch((thrown) => this.fail(thrown));
  }

  private become(state: RecordingState): void {
    this.present = state;
    this.emit('state', state);
  }
}
