import { describe, expect, it } from 'vitest';
import { duration, hueOf, initials } from './words.ts';

describe('initials', () => {
  it.each([
    ['Ann', 'A'],
    ['ann b. cole', 'AC'],
    ['  ', '?'],
    ['😀 Smile', '😀S'],
  ])('of %j are %j', (name, letters) => expect(initials(name)).toBe(letters));
});

describe('hueOf', () => {
  it('is one of eight and stays the same', () => {
    expect(hueOf('peer')).toBe(hueOf('peer'));
    for (const id of ['a', 'bb', 'ccc', '']) expect(hueOf(id)).toSatisfy((hue: number) => hue >= 0 && hue < 8);
  });
});

describe('duration', () => {
  it.each([
    [0, '0:00'],
    [61_000, '1:01'],
    [3_661_000, '1:01:01'],
  ])('of %i ms is %s', (ms, text) => expect(duration(ms)).toBe(text));
});
