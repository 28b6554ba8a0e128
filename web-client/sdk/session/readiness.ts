import { abortable } from '../abort.ts';
import type { Clock } from '../environment.ts';
import { ParleyError } from '../wire/codes.ts';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: ParleyError) => void;
}

/** Lets requests wait for the session; once it failed for good, nobody waits any more. */
export class Readiness {
  private readonly waiters = new Set<Waiter>();
  private failure: ParleyError | undefined;

  constructor(private readonly clock: Clock) {}

  /** Rejects with `unavailable` after the deadline, `aborted`, or with what ended the session. */
  wait(deadlineMs: number, signal?: AbortSignal): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    return abortable(this.waiter(deadlineMs), signal);
  }

  private waiter(deadlineMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (then: () => void) => {
        this.waiters.delete(waiter);
        this.clock.clearTimer(timer);
        then();
      };
      const waiter: Waiter = { resolve: () => done(resolve), reject: (error) => done(() => reject(error)) };
      const late = () => waiter.reject(new ParleyError('unavailable', 'The server cannot be reached.'));
      const timer = this.clock.setTimer(late, deadlineMs);
      this.waiters.add(waiter);
    });
  }

  open(): void {
    for (const waiter of [...this.waiters]) waiter.resolve();
  }

  fail(error: ParleyError): void {
    this.failure = error;
    for (const waiter of [...this.waiters]) waiter.reject(error);
  }
}
