import type { Clock, Environment, Timer } from '../environment.ts';

/** ICE servers as the cluster gives them. */
export interface IceGrant {
  readonly iceServers: readonly RTCIceServer[];
  /** How long the credentials live, seconds. */
  readonly ttl?: number;
}

/** The server renews at 80 % of the credentials' life; a client whose event did not come asks for itself. */
const ASK_AT = 0.9;
const AGAIN_MS = 15_000;
/** Whatever clocks say: it is not asked more often than this, and credentials live an hour at most. */
const [SHORTEST_MS, LONGEST_MS] = [30_000, 3_600_000];

/**
 * When time-limited TURN credentials end, as their user name `<seconds since 1970>:<peer>` tells ("A REST API for
 * access to TURN services", draft-uberti-behave-turn-rest-00, 2.2); `undefined` for servers without such.
 */
export function expiryOf(iceServers: readonly RTCIceServer[]): number | undefined {
  const ends = iceServers.flatMap(({ username }) => {
    const seconds = /^(\d{9,11}):/.exec(username ?? '')?.[1];
    return seconds ? [Number(seconds) * 1_000] : [];
  });
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Sees to it that TURN credentials are replaced before they end, also when the server's own event is lost. */
export class IceRenewal {
  private timer: Timer;

  constructor(
    private readonly env: Clock & Pick<Environment, 'wallTime'>,
    private readonly ask: () => Promise<IceGrant>,
    private readonly use: (grant: IceGrant) => void,
  ) {}

  /** The servers that count from now on. */
  granted({ iceServers, ttl }: IceGrant): void {
    this.stop();
    const ends = expiryOf(iceServers);
    if (ends === undefined) return;
    const lifeMs = ttl === undefined ? ends - this.env.wallTime() : ttl * 1_000;
    this.wait(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, lifeMs * ASK_AT)));
  }

  stop(): void {
    this.env.clearTimer(this.timer);
    this.timer = undefined;
  }

  private wait(delayMs: number): void {
    this.timer = this.env.setTimer(() => void this.renew(), delayMs);
  }

  private async renew(): Promise<void> {
    const waiting = this.timer;
    const grant = await this.ask().catch(() => undefined);
    // stopped or granted meanwhile
    if (this.timer !== waiting) return;
    if (grant) this.use(grant);
    else this.wait(AGAIN_MS);
  }
}
