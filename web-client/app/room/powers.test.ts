import { describe, expect, it } from 'vitest';
import { powersOver } from './powers.ts';

describe('powers', () => {
  it.each([
    ['host', 'guest', true, true],
    ['host', 'moderator', true, true],
    ['host', 'host', false, false],
    ['moderator', 'guest', true, false],
    ['moderator', 'moderator', false, false],
    ['moderator', 'host', false, false],
    ['guest', 'guest', false, false],
  ] as const)('of a %s over a %s: moderate %s, promote %s', (self, peer, moderate, promote) => {
    expect(powersOver({ role: self }, { role: peer })).toEqual({ moderate, promote });
  });
});
