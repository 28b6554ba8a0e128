import type { Environment, Timer } from '../environment.ts';
import type { EndpointPool } from './endpoints.ts';

/** An endpoint that takes longer counts as one that does not answer. */
const ANSWER_MS = 2_000;
/** Once one has answered, the others have this long to show that they are about as fast. */
const GRACE_MS = 100;
/** Between two looks at the endpoints in doubt while connected, on average. Rare: every client of a cluster does it. */
const PERIOD_MS = 300_000;
/** Endpoints a look: a large cluster must not pay for each client's curiosity. */
const PER_LOOK = 4;

type Parts = Pick<Environment, 'fetch' | 'now' | 'setTimer' | 'clearTimer' | 'random'>;

/**
 * Measures how long nodes take to answer `GET …/eventbus/info`, the smallest thing a node serves to pages of other
 * origins: before the first connect, where there is a choice, and rarely afterwards, so that a node which failed once is
 * found to be well again.
 */
export class Survey {
  private timer: Timer;

  constructor(
    private readonly env: Parts,
    private readonly pool: EndpointPool,
  ) {}

  /** Measures all at once; resolves as soon as it is known which are the fastest, at the latest after 2 s. */
  async first(): Promise<void> {
    const answers = this.pool.doubtful.map((endpoint) => this.measure(endpoint));
    const answered = answers.map(async (answer) => (await answer) ?? Promise.reject());
    const grace = () => new Promise<void>((resolve) => this.env.setTimer(resolve, GRACE_MS));
    await Promise.race([Promise.all(answers), Promise.any(answered).then(grace, () => {})]);
  }

  /** Looks at what is in doubt every now and then, until {@link stop}. */
  start(): void {
    this.stop();
    const delayMs = PERIOD_MS * (0.5 + this.env.random());
    this.timer = this.env.setTimer(() => void this.look(), delayMs);
  }

  stop(): void {
    this.env.clearTimer(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    const { timer } = this;
    for (const endpoint of this.pool.doubtful.slice(0, PER_LOOK)) await this.measure(endpoint);
    // stopped, or started anew, meanwhile
    if (timer === this.timer) this.start();
  }

  private async measure(endpoint: string): Promise<number | undefined> {
    const began = this.env.now();
    const abort = new AbortController();
    const deadline = this.env.setTimer(() => abort.abort(), ANSWER_MS);
    const init: RequestInit = { cache: 'no-store', credentials: 'omit', signal: abort.signal };
    const response = await this.env.fetch(`${endpoint}/eventbus/info`, init).catch(() => undefined);
    this.env.clearTimer(deadline);
    const time = response?.ok ? this.env.now() - began : undefined;
    this.pool.measured(endpoint, time);
    return time;
  }
}
