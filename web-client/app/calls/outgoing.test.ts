import { describe, expect, it } from 'vitest';
import { caller } from '../../sdk/testing/fake-caller.ts';
import { Outgoing } from './outgoing.ts';

async function outgoing(...invitees: string[]) {
  const world = await caller();
  let changes = 0;
  const call = new Outgoing(world.client, { invitees, callType: 'audio' }, () => (changes += 1));
  return { ...world, call, changes: () => changes };
}

describe('a call that one makes', () => {
  it('rings until somebody answers', async () => {
    const { clock, push, call, changes, sent } = await outgoing('bob');
    expect(call.state.phase).toBe('starting');
    await clock.advance(0);
    expect(call.state.phase).toBe('ringing');
    push('invitation_accepted', { acceptedBy: 'bob' });
    expect([call.state.phase, changes()]).toEqual(['accepted', 2]);
    expect(sent('create')).toMatchObject([{ invitees: ['bob'], callType: 'audio' }]);
  });

  it.each([
    [['bob'], 'busy', 'bob is busy.'],
    [['bob'], 'declined', 'bob declined.'],
    [['bob', 'cyd'], 'busy', 'bob and cyd are busy.'],
  ] as const)('of %o who are %s says so', async (invitees, reason, outcome) => {
    const { clock, push, call } = await outgoing(...invitees);
    await clock.advance(0);
    for (const rejectedBy of invitees) push('invitation_rejected', { rejectedBy, reason });
    expect(call.state).toEqual({ phase: 'over', outcome });
  });

  it('that nobody answers says so', async () => {
    const { clock, push, call } = await outgoing('bob');
    await clock.advance(0);
    push('invitation_cancelled', { invitationId: 'i1', reason: 'timeout' });
    expect(call.state).toEqual({ phase: 'over', outcome: 'bob did not answer.' });
  });

  it('that one gives up says so', async () => {
    const { call } = await outgoing('bob');
    call.call.cancel();
    expect(call.state).toEqual({ phase: 'over', outcome: 'You hung up.' });
  });

  it('says why it could not be made', async () => {
    const { client, clock, network } = await outgoing('bob');
    network.on(/^calls\.request\.create$/, (frame, socket) => socket.fail(frame, 'user_unknown'));
    const call = new Outgoing(client, { invitees: ['nobody'], callType: 'audio' }, () => {});
    await clock.advance(0);
    expect(call.state).toMatchObject({ phase: 'over', outcome: expect.stringContaining('Nobody here') });
  });
});
