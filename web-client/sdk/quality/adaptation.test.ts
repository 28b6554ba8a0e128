import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORDED } from '../testing/recorded-stats.ts';
import { type Adaptation, adapt, FRESH, type Sample } from './adaptation.ts';
import { qualityOf } from './quality.ts';
import { type Reading, read } from './reading.ts';
import { CAMERA_STEPS, LAST, SCREEN_STEPS } from './steps.ts';

const GOOD: Sample = { loss: 0 };
const lossy = (loss: number): Sample => ({ loss });
const times = (count: number, one: Sample): Sample[] => Array.from({ length: count }, () => one);
const minutes = (count: number, one: Sample) => times(count * 12, one);

/** The step after each sample. */
function steps(samples: readonly Sample[], from = FRESH): number[] {
  let state: Adaptation = from;
  return samples.map((sample) => {
    state = adapt(state, sample);
    return state.step;
  });
}
const changes = (list: readonly number[]) => list.filter((step, index) => step !== (list[index - 1] ?? 0)).length;

describe('the adaptation', () => {
  it('does nothing on a good network, as recorded in Chromium', () => {
    type Stats = Parameters<typeof read>[0];
    const readings = RECORDED.map((dump) => read(dump as unknown as Stats)) as Reading[];
    const samples = readings.slice(1).map((now, index) => {
      const quality = qualityOf(readings[index] as Reading, now);
      return { loss: quality?.out.loss ?? 1, rttMs: quality?.rttMs, jitterMs: quality?.out.jitterMs };
    });
    expect(steps(samples)).toEqual([0, 0]);
    expect(changes(steps(minutes(60, GOOD)))).toBe(0);
  });

  it('goes down one step after ten seconds of a step loss, and on while it lasts', () => {
    expect(steps([...times(3, GOOD), ...times(6, lossy(0.08))])).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 3]);
  });

  it('goes down two steps at once when a fifth is lost', () => {
    expect(steps(times(4, lossy(0.3)))).toEqual([2, 4, 6, 6]);
  });

  it('keeps the picture while the voice can be heard', () => {
    expect(steps(minutes(10, lossy(0.07))).at(-1)).toBe(LAST - 1);
    expect(steps(minutes(10, lossy(0.12))).at(-1)).toBe(LAST);
    const thin: Sample = { loss: 0.06, available: 60_000, limitedBy: 'bandwidth' };
    expect(steps(minutes(10, thin)).at(-1)).toBe(LAST);
  });

  it('follows a slow ramp step by step, and never goes up on the way', () => {
    const ramp = Array.from({ length: 60 }, (_, index) => lossy(index * 0.002));
    const all = steps(ramp);
    expect(all.slice(0, 25)).toEqual(times(25, GOOD).map(() => 0));
    expect(all.every((step, index) => step >= (all[index - 1] ?? 0))).toBe(true);
    expect(all.at(-1)).toBeGreaterThan(3);
  });

  it('does not mind single spikes of jitter, delay or loss', () => {
    const spikes = Array.from({ length: 240 }, (_, index) =>
      index % 3 === 0 ? { loss: 0.1, jitterMs: 400, rttMs: 1_500 } : GOOD,
    );
    expect(changes(steps(spikes))).toBe(0);
    const trembling: Sample = { loss: 0, jitterMs: 200 };
    expect(steps([trembling, trembling]).at(-1)).toBe(1);
  });

  it('takes a full line for one, though nothing is lost', () => {
    const full: Sample = { loss: 0, available: 120_000, limitedBy: 'bandwidth' };
    expect(steps(times(2, full)).at(-1)).toBe(1);
    expect(steps(times(9, { ...full, limitedBy: 'none' })).at(-1)).toBe(0);
  });

  it('comes back after trouble, slower than it went', () => {
    const down = times(3, lossy(0.3));
    const all = steps([...down, ...minutes(5, GOOD)]);
    expect(all.at(-1)).toBe(0);
    const back = all.lastIndexOf(LAST) - all.indexOf(LAST) + 1;
    expect(back).toBeGreaterThanOrEqual(4);
    expect(all.indexOf(0, 4)).toBeGreaterThanOrEqual(2 + LAST * 4);
  });

  it('waits while things are neither good nor bad', () => {
    const down = steps(times(2, lossy(0.1)));
    expect(steps([...times(2, lossy(0.1)), ...minutes(30, lossy(0.03))]).at(-1)).toBe(down.at(-1));
  });

  it('waits longer after each step up that proved wrong, and forgives after five calm minutes', () => {
    let state = FRESH;
    const feed = (samples: readonly Sample[]) => {
      for (const sample of samples) state = adapt(state, sample);
      return state.patience;
    };
    feed(times(2, lossy(0.1)));
    const mistakes = [1, 2, 3, 4, 5].map(() => feed([...times(state.patience, GOOD), ...times(2, lossy(0.1))]));
    expect(mistakes).toEqual([8, 16, 32, 32, 32]);
    expect(feed(minutes(5, GOOD))).toBe(4);
  });

  it.each([1, 2, 3, 6, 12, 24])('changes seldom on a network that comes and goes every %d × 5 s', (period) => {
    const hour = Array.from({ length: 720 }, (_, index) => (Math.floor(index / period) % 2 ? lossy(0.25) : GOOD));
    expect(changes(steps(hour))).toBeLessThanOrEqual(25);
  });

  it('stays on the ladder and rests between changes, whatever is measured', () => {
    const sample = fc.record({
      loss: fc.double({ min: 0, max: 1, noNaN: true }),
      rttMs: fc.option(fc.double({ min: 0, max: 3_000, noNaN: true }), { nil: undefined }),
      jitterMs: fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 400 }), (samples) => {
        const all = steps(samples);
        const ups = all.filter((step, index) => step < (all[index - 1] ?? 0));
        expect(all.every((step) => step >= 0 && step <= LAST)).toBe(true);
        // four good intervals for each step up, and no more steps down than those allow
        expect(ups.length).toBeLessThanOrEqual(samples.length / 4);
        expect(changes(all)).toBeLessThanOrEqual(LAST + 2 * ups.length);
      }),
    );
  });
});

it('both ladders give up more with each step, and end with the voice alone', () => {
  for (const ladder of [CAMERA_STEPS, SCREEN_STEPS]) {
    expect(ladder.length).toBe(LAST + 1);
    expect(ladder[0]?.name).toBe('full');
    expect(ladder[LAST]?.name).toBe('audio-only');
    const bitrates = ladder.map(({ bitrate }) => bitrate);
    expect(bitrates).toEqual([...bitrates].sort((a, b) => b - a));
  }
});
