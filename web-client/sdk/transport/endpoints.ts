/**
 * The nodes a client may connect to: those it was given and those the cluster told it of. What could not be opened is
 * left out for the rest of the session; among the others those that never dropped a connection come first.
 */
export class EndpointPool {
  private readonly drops = new Map<string, number>();
  private readonly excluded = new Set<string>();

  constructor(
    configured: readonly string[],
    private readonly random: () => number,
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

  /** The endpoint to try next; when all are excluded, all get another chance. */
  next(): string {
    if (this.excluded.size === this.drops.size) this.excluded.clear();
    const usable = [...this.drops].filter(([url]) => !this.excluded.has(url));
    const fewest = Math.min(...usable.map(([, drops]) => drops));
    const best = usable.filter(([, drops]) => drops === fewest).map(([url]) => url);
    return best[Math.floor(this.random() * best.length)] as string;
  }

  /** It could not be opened, or answered that it cannot serve. */
  failed(endpoint: string): void {
    this.excluded.add(endpoint);
  }

  /** A connection that worked was lost: it may be the network, so the endpoint only moves back. */
  dropped(endpoint: string): void {
    this.drops.set(endpoint, (this.drops.get(endpoint) ?? 0) + 1);
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
