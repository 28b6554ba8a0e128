import type { IncomingFile, OutgoingFile } from '../../../sdk/files/index.ts';
import { codeOf, type ErrorCode } from '../../../sdk/index.ts';

/** `asked`: nobody took it yet; `cut`: the connection is lost, it goes on by itself. */
export type Stage = 'asked' | 'going' | 'held' | 'cut' | 'done' | 'failed';

/** How a file comes along between oneself and one peer. */
export class Passage {
  error: ErrorCode | undefined;
  private begun = false;
  private cut = false;
  private through = false;

  constructor(
    readonly transfer: IncomingFile | OutgoingFile,
    /** Of the peer. */
    readonly name: string,
    private readonly changed: (now: boolean) => void,
  ) {
    transfer.on('progress', () => this.goes(false));
    transfer.on('resumed', () => this.goes(true));
    transfer.on('paused', () => this.isCut());
    const done: Promise<unknown> = transfer.done;
    done.then(
      () => this.ends(undefined),
      (thrown) => this.ends(codeOf(thrown)),
    );
  }

  get stage(): Stage {
    if (this.error) return 'failed';
    if (this.through) return 'done';
    if (this.transfer.held) return 'held';
    if (!this.begun) return 'asked';
    return this.cut ? 'cut' : 'going';
  }

  get over(): boolean {
    return this.through || this.error !== undefined;
  }

  /** Bytes that the receiver has. */
  get bytes(): number {
    return this.transfer.progress.bytes;
  }

  /** The receiver wants it. */
  begin(): void {
    this.begun = true;
    this.changed(true);
  }

  hold(on: boolean): void {
    if (on) this.transfer.pause();
    else this.transfer.resume();
    this.changed(true);
  }

  private goes(now: boolean): void {
    this.begun = true;
    this.cut = false;
    this.changed(now);
  }

  private isCut(): void {
    this.cut = true;
    this.changed(true);
  }

  private ends(error: ErrorCode | undefined): void {
    this.error = error;
    this.through = error === undefined;
    this.changed(true);
  }
}
