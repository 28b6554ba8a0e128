import { Emitter } from '../emitter.ts';
import type { ParleyError } from '../wire/codes.ts';

export interface Progress {
  /** Bytes that the receiver has put away, as far as this side knows. */
  readonly bytes: number;
  readonly size: number;
}

export type TransferEvents = {
  progress: [progress: Progress];
  /** The connection is lost; it goes on by itself where it was when there is one again. */
  paused: [];
  resumed: [];
  failed: [error: ParleyError];
};

/** A file on its way between two peers. */
export abstract class Transfer<Result> extends Emitter<TransferEvents> {
  /** Rejects with `file_refused`, `file_cancelled`, `file_too_large`, `file_corrupt`, `peer_unknown` or `closed`. */
  readonly done: Promise<Result>;
  private resolve: (result: Result) => void = () => {};
  private reject: (error: ParleyError) => void = () => {};
  private over = false;
  private progressed = 0;
  private gate: { readonly opened: Promise<void>; open(): void } | undefined;

  protected constructor(
    /** The other side. */
    readonly peerId: string,
    readonly name: string,
    /** Bytes in all. */
    readonly size: number,
    readonly type: string,
  ) {
    super();
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // whoever does not wait for it hears of it by `failed`
    this.done.catch(() => {});
  }

  get ended(): boolean {
    return this.over;
  }

  get progress(): Progress {
    return { bytes: this.progressed, size: this.size };
  }

  /** Whether this side paused it. */
  get held(): boolean {
    return this.gate !== undefined;
  }

  /** Nothing more is sent, or put away, until `resume`; what is on its way already (1 MiB at most) still arrives. */
  pause(): void {
    if (this.over || this.gate) return;
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.gate = { opened, open };
  }

  resume(): void {
    this.gate?.open();
    this.gate = undefined;
  }

  /** Ends it on both sides. */
  abstract cancel(): void;

  /** Settles when nobody here holds it any more. */
  protected async unheld(): Promise<void> {
    while (this.gate) await this.gate.opened;
  }

  protected advance(bytes: number): void {
    this.progressed = bytes;
    this.emit('progress', this.progress);
  }

  protected finish(result: Result): void {
    if (this.over) return;
    this.over = true;
    this.resume();
    this.resolve(result);
  }

  /** @returns false if it was over already */
  protected fail(error: ParleyError): boolean {
    if (this.over) return false;
    this.over = true;
    this.resume();
    this.reject(error);
    this.emit('failed', error);
    return true;
  }
}
