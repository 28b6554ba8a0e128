import { describe, expect, it } from 'vitest';
import { caller, diaryOf, invited } from '../testing/fake-caller.ts';

const INVITATION = { invitationId: 'i1', roomId: 'daily', inviter: 'bob', inviterId: 'u_bob', callType: 'video' };

describe('a call that one makes', () => {
  it('rings, is accepted, takes place in its room, and ends for everybody', async () => {
    const { client, clock, push, sent, network } = await caller();
    const call = client.call(['bob'], { video: true });
    const diary = diaryOf(call);
    expect([call.state, call.id]).toEqual(['starting', undefined]);
    const room = call.room({ name: 'Ann', media: {} });
    await clock.advance(0);
    expect([call.state, call.id, call.roomId]).toEqual(['ringing', 'c1', 'daily']);
    push('invitation_accepted', { acceptedBy: 'bob' });
    expect((await room).id).toBe('daily');
    expect(await call.room()).toBe(await room);
    await call.hangUp();
    expect(diary).toEqual(['ringing', 'accepted by bob', 'finished after 7']);
    expect(sent('create')).toMatchObject([{ invitees: ['bob'], callType: 'video' }]);
    expect([sent('end').length, sent('cancel').length, network.last.sends('rooms.request.leave').length]).toEqual([
      1, 0, 1,
    ]);
  });

  it('ends when another one hangs up, and its room is left', async () => {
    const { client, clock, push, network } = await caller();
    const call = client.call(['bob']);
    const diary = diaryOf(call);
    await clock.advance(0);
    push('invitation_accepted', { callId: 'another', acceptedBy: 'cyd' });
    push('invitation_accepted', { acceptedBy: 'bob' });
    const room = await call.room({ media: {} });
    const ended = new Promise<string>((resolve) => room.on('ended', ({ reason }) => resolve(reason)));
    push('call_ended', { endedBy: 'bob', duration: 61 });
    expect(await ended).toBe('left');
    expect(diary).toEqual(['ringing', 'accepted by bob', 'finished by bob after 61']);
    await clock.advance(0);
    expect(network.last.sends('rooms.request.leave').length).toBe(1);
  });

  it('is accepted also when the answer overtakes the reply', async () => {
    const { client, clock, push, network } = await caller();
    network.on(/^calls\.request\.create$/, () => {});
    const call = client.call(['bob']);
    await clock.advance(0);
    push('invitation_accepted', { acceptedBy: 'bob' });
    expect(call.state).toBe('starting');
    const [request] = network.last.sends('calls.request.create');
    network.last.reply(request as never, { callId: 'c1', roomId: 'daily' });
    await clock.advance(0);
    expect(call.state).toBe('accepted');
  });

  it.each([
    [['declined', 'busy'], 'declined'],
    [['busy', 'busy'], 'busy'],
  ] as const)('rings on until the last one says no: %o is %s', async ([first, second], outcome) => {
    const { client, clock, push } = await caller();
    const call = client.call(['bob', 'cyd']);
    const diary = diaryOf(call);
    await clock.advance(0);
    push('invitation_rejected', { rejectedBy: 'bob', reason: first });
    push('invitation_rejected', { rejectedBy: 'bob', reason: first });
    expect(call.state).toBe('ringing');
    push('invitation_rejected', { rejectedBy: 'cyd', reason: second });
    expect(diary).toEqual(['ringing', `bob ${first}`, `cyd ${second}`, outcome]);
    await expect(call.room()).rejects.toMatchObject({ code: 'call_over' });
  });

  it('is unanswered when the server says so', async () => {
    const { client, clock, push, sent } = await caller();
    const call = client.call(['bob']);
    await clock.advance(0);
    push('invitation_cancelled', { invitationId: 'i1', reason: 'timeout' });
    expect([call.over, sent('cancel').length]).toEqual([{ outcome: 'unanswered' }, 0]);
  });

  it('is given up when nobody says anything', async () => {
    const { client, clock, sent, network } = await caller();
    const call = client.call(['bob']);
    const room = expect(call.room()).rejects.toMatchObject({ code: 'call_over' });
    for (let i = 0; i < 8; i += 1) {
      network.last.push({ type: 'pong' });
      await clock.advance(10_000);
    }
    await room;
    expect([call.over, sent('cancel')]).toEqual([{ outcome: 'unanswered' }, [{ callId: 'c1' }]]);
  });

  it('that is cancelled before the server knows it is cancelled once it does', async () => {
    const { client, clock, sent } = await caller();
    const call = client.call(['bob']);
    const diary = diaryOf(call);
    call.cancel();
    call.cancel();
    expect(call.state).toBe('ended');
    await clock.advance(0);
    expect([diary, sent('cancel')]).toEqual([['cancelled'], [{ callId: 'c1' }]]);
  });

  it('ends with a signal while it rings, and not afterwards', async () => {
    const { client, clock, push, sent } = await caller();
    const stop = new AbortController();
    const call = client.call(['bob'], { signal: stop.signal });
    await clock.advance(0);
    stop.abort();
    expect([call.over?.outcome, sent('cancel').length]).toEqual(['cancelled', 1]);
    const later = new AbortController();
    const other = client.call(['bob'], { signal: later.signal });
    await clock.advance(0);
    push('invitation_accepted', { acceptedBy: 'bob' });
    later.abort();
    expect(other.state).toBe('accepted');
    expect(client.call(['bob'], { signal: stop.signal }).over).toEqual({ outcome: 'cancelled' });
    expect(sent('create').length).toBe(2);
  });

  it('tells of a refusal, and of the end of its client', async () => {
    const { client, clock, network } = await caller();
    const second = client.call(['bob']);
    await clock.advance(0);
    network.on(/^calls\.request\.create$/, (frame, socket) => socket.fail(frame, 'user_unknown'));
    const first = client.call(['nobody']);
    const diary = [diaryOf(first), diaryOf(second)];
    const room = expect(first.room()).rejects.toMatchObject({ code: 'user_unknown' });
    await clock.advance(0);
    await room;
    network.last.drop(3502);
    expect(diary).toEqual([['failed user_unknown'], ['failed session_replaced']]);
  });

  it('does not go on ringing when its client is closed', async () => {
    const { client, clock, sent } = await caller();
    const call = client.call(['bob']);
    await clock.advance(0);
    client.close();
    expect([call.over, sent('cancel').length]).toEqual([{ outcome: 'cancelled' }, 1]);
  });

  it('is out of the call within two seconds, whatever the server does', async () => {
    const { client, clock, push, network } = await caller();
    network.on(/^calls\.request\.end$/, () => {});
    const call = client.call(['bob']);
    await clock.advance(0);
    push('invitation_accepted', { acceptedBy: 'bob' });
    const out = call.hangUp();
    await clock.advance(2_000);
    await out;
    expect(call.over).toEqual({ outcome: 'finished' });
  });
});

describe('a call that somebody else makes', () => {
  it('is accepted, and is a call like any other then', async () => {
    const { client, clock, push, sent } = await caller();
    const calls: string[] = [];
    client.on('call', ({ type, state }) => calls.push(`${type} ${state}`));
    const next = invited(client);
    push('invitation', INVITATION);
    const invitation = await next;
    expect([invitation.inviter, invitation.type, invitation.callId, invitation.roomId]).toEqual([
      ...['bob', 'video', 'c1', 'daily'],
    ]);
    const call = await invitation.accept();
    expect([calls, sent('answer')]).toEqual([['video accepted'], [{ invitationId: 'i1', action: 'accept' }]]);
    const room = await call.room({ media: {} });
    push('call_ended', { endedBy: 'bob', duration: 3 });
    await clock.advance(0);
    expect([call.over, room.id]).toEqual([{ outcome: 'finished', by: 'bob', duration: 3 }, 'daily']);
  });

  it('is refused with a reason; where it is over already that is no error', async () => {
    const { client, push, sent, network } = await caller();
    const next = invited(client);
    push('invitation', INVITATION);
    const invitation = await next;
    await invitation.reject('busy');
    expect(sent('reject')).toEqual([{ invitationId: 'i1', reason: 'busy' }]);
    network.on(/^calls\.request\.reject$/, (frame, socket) => socket.fail(frame, 'already_answered'));
    await invitation.reject();
    network.on(/^calls\.request\.reject$/, (frame, socket) => socket.fail(frame, 'access_denied'));
    await expect(invitation.reject()).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('stops ringing once, when it is answered elsewhere', async () => {
    const { client, push } = await caller();
    const next = invited(client);
    push('invitation', INVITATION);
    const reasons: string[] = [];
    (await next).on('cancelled', (reason) => reasons.push(reason));
    push('invitation_cancelled', { invitationId: 'another', reason: 'timeout' });
    push('invitation_cancelled', { invitationId: 'i1', reason: 'answered_elsewhere' });
    push('invitation_cancelled', { invitationId: 'i1', reason: 'timeout' });
    expect(reasons).toEqual(['answered_elsewhere']);
  });

  it('cannot be accepted twice, and rings on when that failed', async () => {
    const { client, push, network } = await caller();
    const next = invited(client);
    push('invitation', INVITATION);
    const invitation = await next;
    network.on(/^calls\.request\.answer$/, (frame, socket) => socket.fail(frame, 'already_answered'));
    await expect(invitation.accept()).rejects.toMatchObject({ code: 'already_answered' });
    const cancelled = new Promise((resolve) => invitation.on('cancelled', resolve));
    push('invitation_cancelled', { invitationId: 'i1', reason: 'answered_elsewhere' });
    expect(await cancelled).toBe('answered_elsewhere');
  });

  it('is taken up again on another page', async () => {
    const { client, sent } = await caller();
    const call = client.ongoingCall({ callId: 'c9', roomId: 'daily', callType: 'audio' });
    expect([call.state, call.id]).toEqual(['accepted', 'c9']);
    await call.hangUp();
    expect(sent('end')).toEqual([{ callId: 'c9' }]);
  });
});
