import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, promote, type Wish } from './arrange.ts';
import { cornerAt, nextCorner } from './corner.ts';
import { focusOf } from './focus-choice.ts';
import { bestGrid, gridRects, pageSize, type Rect } from './grid.ts';

const DESKTOP = { width: 1240, height: 640 };
const PHONE = { width: 380, height: 620 };
const LANDSCAPE = { width: 720, height: 330 };
const ids = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

function wish(part: Partial<Wish>): Wish {
  return { ids: ids(5), main: undefined, screen: false, speaker: undefined, page: 0, area: DESKTOP, gap: 12, ...part };
}

function overlap(a: Rect, b: Rect): boolean {
  const [e, f] = [0.01, 0.01];
  return a.x + a.width > b.x + e && b.x + b.width > a.x + e && a.y + a.height > b.y + f && b.y + b.height > a.y + f;
}

describe('the best grid', () => {
  it.each([
    [1, 1],
    [3, 2],
    [4, 2],
    [6, 3],
    [7, 3],
    [12, 4],
  ])('of %i on a wide screen has %i columns', (count, columns) => {
    expect(bestGrid(count, DESKTOP, 12).columns).toBe(columns);
  });

  it.each([
    [1, 1],
    [3, 1],
    [4, 2],
    [7, 2],
    [8, 2],
  ])('of %i on an upright phone has %i columns', (count, columns) => {
    expect(bestGrid(count, PHONE, 6).columns).toBe(columns);
  });

  it.each([
    [3, 3],
    [4, 2],
    [6, 3],
  ])('of %i on a phone that lies has %i columns', (count, columns) => {
    expect(bestGrid(count, LANDSCAPE, 6).columns).toBe(columns);
  });

  it('never lets tiles overlap or leave the stage', () => {
    const size = fc.integer({ min: 120, max: 3_000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), size, size, (count, width, height) => {
        const rects = gridRects(count, { width, height }, 6);
        for (const [index, rect] of rects.entries()) {
          expect(rect.x).toBeGreaterThanOrEqual(-0.01);
          expect(rect.y).toBeGreaterThanOrEqual(-0.01);
          expect(rect.x + rect.width).toBeLessThanOrEqual(width + 0.01);
          expect(rect.y + rect.height).toBeLessThanOrEqual(height + 0.01);
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('puts a row that is not full into the middle', () => {
    const [, , third] = gridRects(3, DESKTOP, 12);
    expect((third?.x ?? 0) + (third?.width ?? 0) / 2).toBeCloseTo(DESKTOP.width / 2);
  });

  it('takes fewer to a page where tiles would be too small', () => {
    expect(pageSize(12, DESKTOP, 12)).toBe(12);
    expect(pageSize(12, PHONE, 6)).toBeLessThan(12);
    expect(pageSize(3, { width: 90, height: 90 }, 6)).toBe(1);
  });
});

describe('an arrangement', () => {
  it('shows everybody on exactly one page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.boolean(), fc.boolean(), (count, phone, focus) => {
        const base = wish({ ids: ids(count), area: phone ? PHONE : DESKTOP, main: focus ? 'p0' : undefined });
        const { pages } = arrange(base);
        const seen = Array.from({ length: pages }, (_, page) => [...arrange({ ...base, page }).places.keys()]).flat();
        const others = seen.filter((id) => id !== base.main);
        expect(new Set(seen).size).toBe(count);
        expect(others.length).toBe(new Set(others).size);
      }),
    );
  });

  it('keeps the large one on every page', () => {
    const base = wish({ ids: ids(20), main: 'p7' });
    const last = arrange({ ...base, page: 99 });
    expect(last.page).toBe(last.pages - 1);
    expect(last.places.get('p7')?.width).toBeGreaterThan(900);
  });

  it('gives a screen all the room beside the strip', () => {
    const { places } = arrange(wish({ main: 'p1', screen: true }));
    expect(places.get('p1')?.height).toBe(DESKTOP.height);
  });

  it('puts the strip below on an upright phone', () => {
    const { places } = arrange(wish({ main: 'p1', area: PHONE }));
    expect(places.get('p0')?.y).toBeGreaterThan(places.get('p1')?.height ?? 0);
  });

  it('has no place for anybody before it knows its size', () => {
    expect(arrange(wish({ area: { width: 0, height: 0 } })).places.size).toBe(0);
  });

  it('brings whoever speaks into sight and moves nobody but one', () => {
    expect(promote(['a', 'b', 'c', 'd'], 2, 'd')).toEqual(['a', 'd', 'c', 'b']);
    expect(promote(['a', 'b', 'c'], 2, 'a')).toEqual(['a', 'b', 'c']);
    expect(promote(['a', 'b', 'c'], 2, 'gone')).toEqual(['a', 'b', 'c']);
  });
});

describe('the large picture', () => {
  const base = { mode: 'grid', peers: ['a', 'b', 'c'], shares: [], pinned: undefined, speaker: undefined } as const;

  it('is the pinned one before a screen before the speaker', () => {
    const all = { ...base, mode: 'speaker', shares: ['b'], pinned: 'c', speaker: 'a' } as const;
    expect(focusOf(all)).toBe('c');
    expect(focusOf({ ...all, pinned: undefined })).toBe('b');
    expect(focusOf({ ...all, pinned: undefined, shares: [] })).toBe('a');
  });

  it('is nobody in a grid, and the other one when there is but one', () => {
    expect(focusOf({ ...base, speaker: 'a' })).toBeUndefined();
    expect(focusOf({ ...base, peers: ['a'] })).toBe('a');
    expect(focusOf({ ...base, peers: [] })).toBeUndefined();
  });

  it('is never somebody who has left', () => {
    expect(focusOf({ ...base, mode: 'speaker', pinned: 'x', shares: ['y'], speaker: 'z' })).toBe('a');
  });
});

describe('the corner of one’s own picture', () => {
  it('is the one next to where it was let go', () => {
    expect(cornerAt(10, 10, DESKTOP)).toBe('top-left');
    expect(cornerAt(1200, 600, DESKTOP)).toBe('bottom-right');
  });

  it('comes round in four steps', () => {
    const [a, b, c, d] = [1, 2, 3, 4].reduce<ReturnType<typeof nextCorner>[]>(
      (all) => [...all, nextCorner(all.at(-1) ?? 'top-left')],
      [],
    );
    expect(new Set([a, b, c, d]).size).toBe(4);
    expect(d).toBe('top-left');
  });
});
