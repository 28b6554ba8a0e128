import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gathering, listed } from './gathering.ts';
import { Hands } from './hands.ts';
import { EMOJI, Reactions, SHOWN_MS } from './reactions.ts';

describe('reactions', () => {
  const thumb = (at: number) => ({ emoji: EMOJI[0], at });

  it('are shown once each, for a while', () => {
    const reactions = new Reactions();
    reactions.meet('a', undefined);
    expect(reactions.observe('a', thumb(1), 0)).toBe('👍');
    expect(reactions.observe('a', thumb(1), 10)).toBeUndefined();
    expect(reactions.observe('a', thumb(2), 20)).toBe('👍');
    expect(reactions.current(30)).toHaveLength(2);
    expect(reactions.current(SHOWN_MS + 20)).toHaveLength(0);
  });

  it('from before one came are not shown', () => {
    const reactions = new Reactions();
    reactions.meet('a', thumb(7));
    expect(reactions.observe('a', thumb(7), 0)).toBeUndefined();
  });

  it.each([
    null,
    'x',
    { emoji: '<b>', at: 1 },
    { emoji: '👍'.repeat(900), at: 1 },
    { emoji: '👍' },
    { emoji: '👍', at: '1' },
    { emoji: '👍', at: Number.NaN },
  ])('that are none (%j) show nothing', (value) => {
    const reactions = new Reactions();
    expect(reactions.observe('a', value, 0)).toBeUndefined();
    expect(reactions.current(0)).toEqual([]);
  });

  it('are bounded, and go with their peer', () => {
    const reactions = new Reactions();
    for (let at = 0; at < 1_000; at += 1) reactions.observe(`p${at % 3}`, thumb(at), 0);
    expect(reactions.current(0).length).toBeLessThanOrEqual(24);
    reactions.leave('p1');
    expect(reactions.current(0).some(({ peer }) => peer === 'p1')).toBe(false);
  });

  it('of one’s own go out at most so often', () => {
    const reactions = new Reactions();
    expect([reactions.mayReact(0), reactions.mayReact(100), reactions.mayReact(900)]).toEqual([true, false, true]);
  });
});

describe('raised hands', () => {
  it('stand in the order in which they went up', () => {
    const hands = new Hands();
    for (const id of ['b', 'a', 'c']) expect(hands.observe(id, true)).toBe(true);
    expect(hands.observe('a', true)).toBe(false);
    hands.observe('b', false);
    hands.observe('b', true);
    expect(hands.order).toEqual(['a', 'c', 'b']);
  });
});

describe('comings and goings', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function told(...changes: readonly (readonly ['joined' | 'left', string])[]): string[] {
    const said: string[] = [];
    const gathering = new Gathering((sentence) => said.push(sentence));
    for (const [change, name] of changes) gathering[change](name);
    vi.runAllTimers();
    return said;
  }

  it('are told in one sentence', () => {
    expect(told(['joined', 'Ann'])).toEqual(['Ann joined.']);
    expect(told(...['Ann', 'Ben', 'Cem', 'Dee', 'Eva'].map((name) => ['joined', name] as const))).toEqual([
      'Ann, Ben and 3 others joined.',
    ]);
    expect(told(['joined', 'Ann'], ['left', 'Ben'])).toEqual(['Ann joined.', 'Ben left.']);
  });

  it('of who was back at once are not told', () => {
    expect(told(['left', 'Ann'], ['joined', 'Ann'])).toEqual([]);
  });

  it('are told again later', () => {
    const said: string[] = [];
    const gathering = new Gathering((sentence) => said.push(sentence));
    gathering.joined('Ann');
    vi.runAllTimers();
    gathering.left('Ann');
    vi.runAllTimers();
    expect(said).toEqual(['Ann joined.', 'Ann left.']);
  });

  it('name up to three', () => {
    expect(listed(['A', 'B', 'C'])).toBe('A, B and C');
    expect(listed(['A', 'B'])).toBe('A and B');
  });
});
