import type { Clock, Timer } from '../environment.ts';
import { ParleyError } from '../wire/codes.ts';
import { type ErrFrame, errorOf, type RecFrame } from '../wire/frames.ts';

interface Pending {
  readonly resolve: (body: unknown) => void;
  readonly reject: (error: ParleyError) => void;
  readonly timer: Timer;
}

/** Open requests of one socket, by reply address. Every one ends: by its answer, its deadline or the socket's close. */
export class Requests {
  private readonly pending = new Map<string, Pending>();
  private count = 0;

  constructor(private readonly clock: Clock) {}

  /** @returns the reply address to send along, and the answer's body */
  open(deadlineMs: number): { replyAddress: string; answer: Promise<unknown> } {
    this.count += 1;
    // unique on the socket is enough: reply addresses never leave it
    const replyAddress = `r${this.count}`;
    const answer = new Promise<unknown>((resolve, reject) => {
      const expire = () =>
        this.take(replyAddress)?.reject(new ParleyError('timeout', 'The server did not answer in time.'));
      this.pending.set(replyAddress, { resolve, reject, timer: this.clock.setTimer(expire, deadlineMs) });
    });
    return { replyAddress, answer };
  }

  /** @returns whether the frame answered an open request */
  settle(frame: RecFrame | ErrFrame): boolean {
    const pending = frame.address === undefined ? undefined : this.take(frame.address);
    if (frame.type === 'rec') pending?.resolve(frame.body);
    else pending?.reject(errorOf(frame));
    return pending !== undefined;
  }

  failAll(error: ParleyError): void {
    for (const replyAddress of [...this.pending.keys()]) this.take(replyAddress)?.reject(error);
  }

  private take(replyAddress: string): Pending | undefined {
    const pending = this.pending.get(replyAddress);
    this.pending.delete(replyAddress);
    this.clock.clearTimer(pending?.timer);
    return pending;
  }
}
