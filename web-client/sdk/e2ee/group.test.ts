import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { Group, type GroupKey } from './group.ts';
import type { Tag } from './identity.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Members who tell each other of keys over lines that may be slow, and hear of comings and goings at different times. */
class Town {
  readonly clock = new FakeClock();
  readonly groups = new Map<Tag, Group>();
  readonly made: { by: Tag; key: GroupKey }[] = [];
  /** Whose announcements never arrive. */
  readonly mute = new Set<Tag>();
  delay: (from: Tag, to: Tag) => number = () => 10;
  private count = 0;

  join(tag: Tag, lag: (tag: Tag) => number = () => 0): void {
    this.count += 1;
    const since = this.count;
    const group = new Group(tag, since, this.clock, {
      random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)) as Bytes,
      announce: (to, key) => this.announce(tag, to, key),
      changed: () => {},
    });
    for (const [other, otherGroup] of this.groups) {
      const otherSince = Number(other.split('#')[1]);
      group.arrive(other);
      otherGroup.arrive(tag);
      this.clock.setTimer(
        () => this.groups.get(other) === otherGroup && group.verify(other, otherSince),
        20 + lag(tag),
      );
      this.clock.setTimer(() => this.groups.get(tag) === group && otherGroup.verify(tag, since), 20 + lag(other));
    }
    this.groups.set(tag, group);
  }

  /** @param lag how much later each of the others hears of it, milliseconds */
  leave(tag: Tag, lag: (tag: Tag) => number = () => 0): Group {
    const left = this.groups.get(tag) as Group;
    this.groups.delete(tag);
    for (const [other, group] of this.groups) this.clock.setTimer(() => group.leave(tag), lag(other));
    return left;
  }

  private announce(from: Tag, to: Tag, key: GroupKey): void {
    if (!this.made.some((other) => other.key === key)) this.made.push({ by: from, key });
    if (this.mute.has(from)) return;
    this.clock.setTimer(() => this.groups.get(to)?.take(from, key), this.delay(from, to));
  }

  agreed(): GroupKey {
    const all = [...this.groups.values()];
    expect(new Set(all.map(({ sending }) => sending?.id)).size).toBe(1);
    const key = all[0]?.sending as GroupKey;
    expect([...key.known].sort()).toEqual([...this.groups.keys()].sort());
    for (const group of all) expect(group.opening.some(({ id }) => id === key.id)).toBe(true);
    return key;
  }
}

async function townOf(size: number): Promise<Town> {
  const town = new Town();
  for (let n = 1; n <= size; n += 1) town.join(`m${n}#${n}`);
  await town.clock.advance(1_000);
  return town;
}

describe('a group', () => {
  it('has no key while nobody else is there', async () => {
    const town = await townOf(1);
    const [alone] = [...town.groups.values()];
    expect([alone?.current, alone?.sending]).toEqual([undefined, undefined]);
  });

  it('is given one key by whoever is there longest, for many who come at once', async () => {
    const town = await townOf(5);
    const key = town.agreed();
    expect(town.made.map(({ by }) => by)).toEqual(['m1#1']);
    expect(key.generation).toBe(1);
  });

  it('has another key once somebody left, which that one never gets', async () => {
    const town = await townOf(4);
    const before = town.agreed();
    const left = town.leave('m1#1');
    await town.clock.advance(1_000);
    const after = town.agreed();
    expect(town.made.at(-1)?.by).toBe('m2#2');
    expect(after.generation).toBe(before.generation + 1);
    expect(left.opening.some(({ id }) => id === after.id)).toBe(false);
  });

  it('is served by the next in line when the first one fails, and stops sending until then', async () => {
    const town = await townOf(4);
    town.mute.add('m1#1');
    town.leave('m4#4');
    await town.clock.advance(1_000);
    // the muted one goes on with a key that nobody else has
    expect(town.groups.get('m2#2')?.sending?.known).toContain('m4#4');
    await town.clock.advance(1_500);
    expect(town.groups.get('m2#2')?.sending?.known).toEqual(['m2#2', 'm1#1', 'm3#3']);
    expect(town.groups.get('m3#3')?.sending).toEqual(town.groups.get('m2#2')?.sending);
  });

  it('sends nothing at all when no new key comes, five seconds after the one who has it left', async () => {
    const town = await townOf(2);
    const group = town.groups.get('m1#1') as Group;
    town.leave('m2#2');
    await town.clock.advance(4_900);
    expect(group.sending).toBeDefined();
    await town.clock.advance(200);
    expect([group.sending, group.current]).toEqual([undefined, undefined]);
  });

  it('does not use a former key for longer because more people leave', async () => {
    const town = await townOf(5);
    for (const tag of ['m2#2', 'm3#3', 'm4#4', 'm5#5']) town.mute.add(tag);
    town.mute.add('m1#1');
    const group = town.groups.get('m2#2') as Group;
    for (const tag of ['m5#5', 'm4#4', 'm3#3', 'm1#1']) {
      town.leave(tag);
      await town.clock.advance(1_300);
    }
    expect(group.sending?.known ?? []).not.toContain('m5#5');
  });

  it('forgets former keys', async () => {
    const town = await townOf(3);
    town.leave('m3#3');
    await town.clock.advance(1_000);
    expect(town.groups.get('m1#1')?.opening.length).toBe(2);
    await town.clock.advance(11_000);
    expect(town.groups.get('m1#1')?.opening.length).toBe(1);
  });

  it('takes no key that is not for it, nor one that uses the numbers up', () => {
    const group = new Group('me#2', 2, new FakeClock(), {
      random: (length) => new Uint8Array(length),
      announce: () => {},
      changed: () => {},
    });
    const key = { generation: 1, id: 1, raw: new Uint8Array(32) };
    expect(() => group.take('ann#1', { ...key, known: ['ann#1'] })).toThrow(/not for us/);
    expect(() => group.take('ann#1', { ...key, known: ['me#2'] })).toThrow(/not for us/);
    expect(() => group.take('ann#1', { ...key, generation: 2 ** 31, known: ['ann#1', 'me#2'] })).toThrow(/ahead/);
    // known to somebody who is not there: kept for opening, never for sending
    group.take('ann#1', { ...key, known: ['ann#1', 'me#2', 'gone#3'] });
    expect([group.current, group.opening.length]).toEqual([undefined, 1]);
  });

  it('agrees after any race of comings and goings, and nobody who left has what is sent then', async () => {
    const step = fc.record({
      leave: fc.boolean(),
      who: fc.nat(20),
      wait: fc.integer({ min: 0, max: 400 }),
      lags: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 8, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(300), async (steps, slow) => {
        const town = await townOf(3);
        town.delay = (from, to) =>
          1 + ((from.length * 7 + Number(from.split('#')[1]) * 31 + Number(to.split('#')[1]) * 17) % (slow + 1));
        const gone: Group[] = [];
        let next = 4;
        for (const { leave, who, wait, lags } of steps) {
          const lag = (tag: Tag) => lags[Number(tag.split('#')[1]) % 8] ?? 0;
          if (leave && town.groups.size > 2)
            gone.push(town.leave([...town.groups.keys()][who % town.groups.size] as Tag, lag));
          else {
            town.join(`m${next}#${next}`, lag);
            next += 1;
          }
          await town.clock.advance(wait);
        }
        await town.clock.advance(20_000);
        const key = town.agreed();
        for (const group of gone) expect(group.opening.some(({ id }) => id === key.id)).toBe(false);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
