/** A node that drains is left out for this long: the time that it has to end. */
const DRAINING_MS = 30_000;

/**
 * The nodes a client may connect to: those it was given and those the cluster told it of. What could not be opened is
 * left out for the rest of the session, what drains until it has ended; among the others those that never dropped a
 * connection come first.
 */
export class EndpointPool {
  private readonly drops = new Map<string, number>();
  /** Until when each is left out, the latest last. */
  private readonly excluded = new Map<string, number>();

  constructor(
    configured: readonly string[],
    private readonly random: () => number,
    private readonly now: () => number,
  ) {
    this.learn(configured);
    if (this.drops.size === 0) throw new TypeError('at least one endpoint is needed');
  }

  /** Adds endpoints not known yet; what is known of the others stays. */
  learn(endpoints: readonly string[]): void {
    for (const endpoint of endpoints) {
      const url = normalized(endpoint);
      if (url && !this.drops.has(url)) this.drops.set(url, 0);
    }
  }

  /** The endpoint to try next; when all are excluded, all but the latest get another chance. */
  next(): string {
    this.readmit();
    const usable = [...this.drops].filter(([url]) => !this.excluded.has(url));
    const fewest = Math.min(...usable.map(([, drops]) => drops));
    const best = usable.filter(([, drops]) => drops === fewest).map(([url]) => url);
    return best[Math.floor(this.random() * best.length)] as string;
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
    this.drops.set(endpoint, (this.drops.get(endpoint) ?? 0) + 1);
  }

  private exclude(endpoint: string, until: number): void {
    this.excluded.delete(endpoint);
    this.excluded.set(endpoint, until);
  }

  private readmit(): void {
    for (const [url, until] of this.excluded) if (until <= this.now()) this.excluded.delete(url);
    if (this.excluded.size < this.drops.size) return;
    const latest = [...this.excluded].slice(-1);
    this.excluded.clear();
    if (this.drops.size > 1) for (const [url, until] of latest) this.excluded.set(url, until);
  }
}

function normalized(endpoint: string): string | undefined {
  try {
    const { protocol, origin, pathname } = new URL(endpoint);
    return /^https?:$/.test(protocol) ? (origin + pathname).replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}
