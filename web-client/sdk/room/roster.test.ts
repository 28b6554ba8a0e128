import { describe, expect, it } from 'vitest';
import { peer } from '../testing/fake-environment.ts';
import { Roster } from './roster.ts';

const ids = (peers: readonly { peerId: string }[]) => peers.map(({ peerId }) => peerId);

describe('Roster', () => {
  it('tells from a snapshot who left, who joined and who stayed', () => {
    const roster = new Roster();
    roster.replace([peer('ann'), peer('bob')]);
    const change = roster.replace([peer('bob'), peer('cid')]);
    expect([change.left, ids(change.joined), ids(change.stayed)]).toEqual([['ann'], ['cid'], ['bob']]);
    expect(ids(roster.all)).toEqual(['bob', 'cid']);
  });

  it('takes a peer that joined again meanwhile for one that left and came', () => {
    const roster = new Roster();
    roster.add(peer('ann', { joinedAt: 1 }));
    const change = roster.replace([peer('ann', { joinedAt: 2 })]);
    expect([change.left, ids(change.joined)]).toEqual([['ann'], ['ann']]);
  });

  it('is not moved by the same join told twice', () => {
    const roster = new Roster();
    roster.add(peer('ann'));
    expect(roster.add(peer('ann'))).toMatchObject({ left: [], joined: [] });
  });
});
