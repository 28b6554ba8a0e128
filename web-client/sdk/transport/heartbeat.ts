import type { Clock, Timer } from '../environment.ts';

/** A server silent for this many heartbeats is taken for dead. */
const SILENT_BEATS = 2.5;

/**
 * Answers the server's `pong` with a `ping`, which keeps working in a hidden tab, where timers sleep, and notices a
 * server that fell silent: after a change of network a browser may keep a dead WebSocket open for minutes.
 */
export class Heartbeat {
  private intervalMs = 0;
  private lastHeard = 0;
  private lastPing = Number.NEGATIVE_INFINITY;
  private timer: Timer;

  constructor(
    private readonly clock: Clock,
    private readonly ping: () => void,
    private readonly silent: () => void,
  ) {}

  /** @param intervalMs the server's `heartbeatMs` */
  start(intervalMs: number): void {
    this.intervalMs = intervalMs;
    this.lastHeard = this.clock.now();
    this.watch();
  }

  stop(): void {
    this.clock.clearTimer(this.timer);
    this.intervalMs = 0;
  }

  /** Any frame counts as a sign of life. */
  heard(): void {
    this.lastHeard = this.clock.now();
  }

  pong(): void {
    // a server that answers pings with pongs must not be answered for ever
    if (this.clock.now() - this.lastPing < this.intervalMs / 4) return;
    this.lastPing = this.clock.now();
    this.ping();
  }

  private watch(): void {
    const quiet = this.clock.now() - this.lastHeard;
    const limit = this.intervalMs * SILENT_BEATS;
    if (quiet >= limit) this.silent();
    else this.timer = this.clock.setTimer(() => this.watch(), limit - quiet);
  }
}
