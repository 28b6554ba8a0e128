import type { Clock } from '../environment.ts';

interface FakeTimer {
  readonly at: number;
  readonly run: () => void;
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  private time = 1_000;
  private readonly timers = new Set<FakeTimer>();

  now = (): number => this.time;

  setTimer = (run: () => void, delayMs: number): FakeTimer => {
    const timer = { at: this.time + delayMs, run };
    this.timers.add(timer);
    return timer;
  };

  clearTimer = (timer: unknown): void => {
    this.timers.delete(timer as FakeTimer);
  };

  /** Runs what falls due, in the order of time, with promises settled in between. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    await settle();
    for (let next = this.due(until); next; next = this.due(until)) {
      this.time = next.at;
      this.timers.delete(next);
      next.run();
      await settle();
    }
    this.time = until;
  }

  private due(until: number): FakeTimer | undefined {
    return [...this.timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
