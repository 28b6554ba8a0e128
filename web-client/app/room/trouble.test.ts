import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

describe('a tile', () => {
  it.each(['connected', 'relayed'] as const)('says nothing about a connection that is %s', (status) => {
    expect(troubleOf({ status, present: true })).toBeUndefined();
  });

  it.each([
    ['connecting', 'Connecting …'],
    ['interrupted', 'Reconnecting …'],
    ['failed', 'Picture and sound lost, trying again …'],
  ] as const)('whose connection is %s says so', (status, text) => {
    expect(troubleOf({ status, present: false })).toBe(text);
  });

  it('says of whom nothing can be read and who is away', () => {
    expect(troubleOf({ status: 'connected', present: true }, true)).toMatch(/another key/);
    expect(troubleOf({ status: 'connected', present: false })).toMatch(/waiting/);
  });
});
