import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

describe('Backoff', () => {
  it('doubles the upper bound of each delay up to the cap', () => {
    const backoff = new Backoff(() => 0.999_999, { baseMs: 400, capMs: 3_000 });
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([399, 799, 1599, 2999, 2999]);
  });

  it('starts anew after a reset', () => {
    const backoff = new Backoff(() => 0.999_999, { baseMs: 400, capMs: 3_000 });
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(399);
  });

  it('spreads every delay between what the server asked for and the bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1 }),
        fc.nat(9_000),
        (draws, asked) => {
          let draw = 0;
          const backoff = new Backoff(() => draws[draw++ % draws.length] as number, { baseMs: 100, capMs: 2_000 });
          for (let i = 0; i < draws.length; i += 1) {
            const delay = backoff.next(asked);
            expect(delay).toBeGreaterThanOrEqual(asked);
            expect(delay).toBeLessThan(asked + Math.min(2_000, 100 * 2 ** i));
          }
        },
      ),
    );
  });
});
