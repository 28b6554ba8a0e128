import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, contain, crop, layout } from './layout.ts';

const size = { width: fc.integer({ min: 200, max: 4_000 }), height: fc.integer({ min: 200, max: 4_000 }) };
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x + 0.01 ||
  b.x + b.width <= a.x + 0.01 ||
  a.y + a.height <= b.y + 0.01 ||
  b.y + b.height <= a.y + 0.01;

describe('the places of tiles', () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [9, 3],
  ])('of %d stand in %d columns on a wide picture', (count, columns) => {
    const [first] = layout(count, 1280, 720);
    expect(layout(count, 1280, 720).filter(({ y }) => y === first?.y).length).toBe(columns);
  });

  it('centre a last row that is not full', () => {
    const [a, b, c] = layout(3, 1280, 720) as [Box, Box, Box];
    expect(c.x + c.width / 2).toBeCloseTo(640);
    expect((a.x + b.x + b.width) / 2).toBeCloseTo(640);
  });

  it('are inside, of one size and never on top of each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.record(size), (count, { width, height }) => {
        const boxes = layout(count, width, height);
        expect(boxes.length).toBe(count);
        for (const [index, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
          expect(box.y + box.height).toBeLessThanOrEqual(height + 0.01);
          expect(box.width).toBeCloseTo(boxes[0]?.width ?? 0);
          expect(boxes.slice(index + 1).every((other) => apart(box, other))).toBe(true);
        }
      }),
    );
  });
});

describe('a picture in its place', () => {
  const box = { x: 10, y: 20, width: 160, height: 90 };

  it('fills it with its middle', () => {
    expect(crop({ width: 640, height: 480 }, box)).toEqual({ x: 0, y: 60, width: 640, height: 360 });
    expect(crop({ width: 320, height: 90 }, box)).toEqual({ x: 80, y: 0, width: 160, height: 90 });
  });

  it('is seen as a whole where nothing may be cut off', () => {
    expect(contain({ width: 90, height: 90 }, box)).toEqual({ x: 45, y: 20, width: 90, height: 90 });
    expect(contain({ width: 320, height: 90 }, box)).toEqual({ x: 10, y: 42.5, width: 160, height: 45 });
  });
});
