import type { Clock, Timer } from '../environment.ts';

const SETTLE_MS = 10_000;
const LONGEST_MS = 60_000;
/** After the network changed, `disconnected` is not waited for during this time. */
const EAGER_MS = 30_000;
/** Some browsers tell of the network every few seconds: a try is given that long before the next for such a reason. */
const APART_MS = 5_000;

/**
 * Brings a connection back that failed or never came up. `disconnected` often heals by itself, so it is only waited
 * for; `failed` does not.
 */
export class Recovery {
  private timer: Timer;
  private waitMs = SETTLE_MS;
  private eagerUntil = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly pc: RTCPeerConnection,
    private readonly retry: () => void,
  ) {}

  /** Call when a negotiation starts and at every change of `connectionState`. */
  check(): void {
    const state = this.pc.connectionState;
    if (state === 'connected') this.settled();
    else if (state === 'failed' || (state === 'disconnected' && this.eager)) this.again();
    else if (state !== 'closed' && this.timer === undefined) this.watch();
  }

  /** Does not wait any longer: what kept the connection down may be gone. */
  now(): void {
    this.again();
  }

  /**
   * The network changed: what is down is brought back at once.
   *
   * @param surely then so is what goes down soon
   */
  moved(surely: boolean): void {
    const now = this.clock.now();
    if (surely) this.eagerUntil = now + EAGER_MS;
    const { connectionState } = this.pc;
    const down = connectionState === 'disconnected' || connectionState === 'failed';
    if (!down || now - this.triedAt < APART_MS) return;
    this.waitMs = SETTLE_MS;
    this.again();
  }

  stop(): void {
    this.clock.clearTimer(this.timer);
    this.timer = undefined;
  }

  private get eager(): boolean {
    return this.clock.now() < this.eagerUntil;
  }

  private settled(): void {
    this.stop();
    this.waitMs = SETTLE_MS;
  }

  private watch(): void {
    this.timer = this.clock.setTimer(() => this.again(), this.waitMs);
  }

  private again(): void {
    this.stop();
    if (this.pc.connectionState === 'connected' || this.pc.connectionState === 'closed') return;
    this.triedAt = this.clock.now();
    this.retry();
    this.waitMs = Math.min(LONGEST_MS, this.waitMs * 2);
    this.watch();
  }
}
