import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeOf, type Impairments, scoreOf } from './score.ts';

const perfect: Impairments = { loss: 0, rttMs: 0, jitterMs: 0, frozen: 0 };
const some = fc.record({
  loss: fc.double({ min: 0, max: 1, noNaN: true }),
  rttMs: fc.double({ min: 0, max: 5_000, noNaN: true }),
  jitterMs: fc.double({ min: 0, max: 1_000, noNaN: true }),
  frozen: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the score', () => {
  // computed by hand from the formula
  it.each([
    [{}, 4.4],
    [{ loss: 0.05 }, 3.91],
    [{ loss: 0.1 }, 3.34],
    [{ rttMs: 600 }, 3.59],
    [{ rttMs: 150, jitterMs: 30 }, 4.33],
    [{ frozen: 0.5 }, 3.25],
    [{ loss: 1 }, 1.16],
  ])('of %j is about %d', (part, score) => {
    expect(scoreOf({ ...perfect, ...part })).toBeCloseTo(score, 1);
  });

  it('lies between 1 and 4.5, and never rises when something gets worse', () => {
    fc.assert(
      fc.property(some, fc.constantFrom('loss', 'rttMs', 'jitterMs', 'frozen'), (one, key) => {
        const score = scoreOf(one);
        expect(score).toBeGreaterThanOrEqual(1);
        expect(score).toBeLessThanOrEqual(4.5);
        expect(scoreOf({ ...one, [key]: one[key as keyof Impairments] * 1.1 })).toBeLessThanOrEqual(score + 1e-9);
      }),
    );
  });

  it('has a word', () => {
    expect([4.4, 3.9, 3, 2].map(gradeOf)).toEqual(['good', 'fair', 'poor', 'bad']);
  });
});
