export interface BackoffOptions {
  /** Upper bound of the first delay, milliseconds: 10,000 clients of a lost node are 10 new sockets a millisecond. */
  readonly baseMs?: number;
  /** Upper bound of every delay, milliseconds. */
  readonly capMs?: number;
}

/**
 * Exponential back-off with full jitter: each delay is anywhere between zero and a bound that doubles, so that the
 * clients of a lost node do not come back in step.
 */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly random: () => number,
    private readonly options: BackoffOptions = {},
  ) {}

  /** @param atLeastMs what the server asked for, if anything; the jitter comes on top of it */
  next(atLeastMs = 0): number {
    const { baseMs = 1_000, capMs = 15_000 } = this.options;
    const bound = Math.min(capMs, baseMs * 2 ** this.attempt);
    this.attempt += 1;
    return atLeastMs + Math.floor(this.random() * bound);
  }

  reset(): void {
    this.attempt = 0;
  }
}
