import { describe, expect, it } from 'vitest';
import { hueOf, initials } from './words.ts';

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
