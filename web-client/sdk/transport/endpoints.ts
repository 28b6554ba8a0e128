/** A node that drains is left out for this long: the time that it has to end. */
const DRAINING_MS = 30_000;
/** So much longer than the fastest may an endpoint take and still count as one of the fast, milliseconds and factor. */
const CLOSE_BY_MS = 25;
const CLOSE_BY_FACTOR = 1.5;

interface Known {
  /** Connections to it that worked and were lost. */
  drops: number;
  /** How long it took to answer, milliseconds; not finite when it did not. `undefined` until it was measured. */
  time: number | undefined;
}

/**
 * The nodes a client may connect to: those it was given and those the cluster told it of. What could not be opened is
 * left out for the rest of the session or until it was measured to be well, what drains until it has ended. Among the
 * others those that dropped the fewest connections come first, and of these the fast ones; chance decides between
 * nodes that are about as fast, so that a cluster's clients spread over it.
 */
export class EndpointPool {
  private readonly known = new Map<string, Known>();
  /** Until when each is left out, the latest last. */
  private readonly excluded = new Map<string, number>();

  constructor(
    configured: readonly string[],
    private readonly random: () => number,
    private readonly now: () => number,
  ) {
    this.learn(configured);
    if (this.known.size === 0) throw new TypeError('at least one endpoint is needed');
  }

  get size(): number {
    return this.known.size;
  }

  /** Those of which a measurement would tell something new: never measured, silent when they were, or left out. */
  get doubtful(): readonly string[] {
    const failed = (url: string) => this.excluded.get(url) === Number.POSITIVE_INFINITY;
    return [...this.known].filter(([url, { time }]) => !Number.isFinite(time) || failed(url)).map(([url]) => url);
  }

  /** Adds endpoints not known yet; what is known of the others stays. */
  learn(endpoints: readonly string[]): void {
    for (const endpoint of endpoints) {
      const url = normalized(endpoint);
      if (url && !this.known.has(url)) this.known.set(url, { drops: 0, time: undefined });
    }
  }

  /** The endpoint to try next; when all are excluded, all but the latest get another chance. */
  next(): string {
    this.readmit();
    const usable = [...this.known].filter(([url]) => !this.excluded.has(url));
    const fewest = Math.min(...usable.map(([, { drops }]) => drops));
    const steady = usable.filter(([, { drops }]) => drops === fewest);
    const fastest = Math.min(...steady.map(([, { time }]) => time ?? Number.POSITIVE_INFINITY));
    const fast = steady.filter(([, { time }]) => (time ?? Number.POSITIVE_INFINITY) <= closeBy(fastest));
    // where nothing answered, that of which nothing is known is worth more than what is known to be silent
    const unknown = steady.filter(([, { time }]) => time === undefined);
    const best = Number.isFinite(fastest) || unknown.length === 0 ? fast : unknown;
    return (best[Math.floor(this.random() * best.length)] as [string, Known])[0];
  }

  /** @param time how long a cheap request took, milliseconds; `undefined` when it was not answered */
  measured(endpoint: string, time: number | undefined): void {
    const known = this.known.get(endpoint);
    if (!known) return;
    known.time = time ?? Number.POSITIVE_INFINITY;
    // it failed once in this session, but is well again
    if (time !== undefined && this.excluded.get(endpoint) === Number.POSITIVE_INFINITY) this.excluded.delete(endpoint);
  }

  /** It could not be opened, or answered that it cannot serve. */
  failed(endpoint: string): void {
    this.exclude(endpoint, Number.POSITIVE_INFINITY);
  }

  /** It is about to end, and may be back after that. */
  draining(endpoint: string): void {
    this.exclude(endpoint, this.now() + DRAINING_MS);
  }

  /** A connection that worked was lost: it may be the network, so the endpoint only moves back. */
  dropped(endpoint: string): void {
    const known = this.known.get(endpoint);
    if (known) known.drops += 1;
  }

  private exclude(endpoint: string, until: number): void {
    this.excluded.delete(endpoint);
    this.excluded.set(endpoint, until);
  }

  private readmit(): void {
    for (const [url, until] of this.excluded) if (until <= this.now()) this.excluded.delete(url);
    if (this.excluded.size < this.known.size) return;
    const latest = [...this.excluded].slice(-1);
    this.excluded.clear();
    if (this.known.size > 1) for (const [url, until] of latest) this.excluded.set(url, until);
  }
}

const closeBy = (fastest: number): number => fastest * CLOSE_BY_FACTOR + CLOSE_BY_MS;

function normalized(endpoint: string): string | undefined {
  try {
    const { protocol, origin, pathname } = new URL(endpoint);
    return /^https?:$/.test(protocol) ? (origin + pathname).replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}
