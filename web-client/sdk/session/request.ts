/** How long a request is tried, and what gives it up. */
export interface RequestOptions {
  /** Gives it up: it rejects with `aborted` at once. What the server did of it by then is not undone. */
  readonly signal?: AbortSignal;
  /** Milliseconds in all, with every repetition. Default: 15,000. */
  readonly deadlineMs?: number;
}

/** Sends a request to an address and gives the body of its answer. Rejects with a `ParleyError`. */
export type Request = <T>(address: string, body: unknown, options?: RequestOptions) => Promise<T>;
