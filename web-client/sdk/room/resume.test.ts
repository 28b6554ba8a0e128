import { describe, expect, it } from 'vitest';
import { openReply, peer } from '../testing/fake-environment.ts';
import { EVENTS, joined, SIGNALS } from '../testing/fake-room.ts';

const ann = peer('ann');
const bob = peer('bob');
const resumedWith = (room: object) => ({
  resumed: true,
  resumeToken: 'token2',
  rooms: [{ roomId: 'daily', ...room }] as never,
});
const SOON = 2_000;

describe('after a lost socket', () => {
  it('a room is resumed where its stream stood, and nobody is seen to leave', async () => {
    const world = await joined({ peers: [ann], seq: 7 });
    world.event('peer-joined', 8, { peer: bob });
    world.open = resumedWith({ resumed: true });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.network.last.sends('session.open')[0]?.body).toMatchObject({
      deviceToken: 'device1',
      resume: { resumeToken: 'token1', rooms: [{ roomId: 'daily', epoch: 'e1', seq: 8 }] },
    });
    expect(world.network.last.registered()).toEqual([EVENTS, SIGNALS]);
    expect(world.diary).toEqual(['+bob', 'reconnecting', 'reconnected resumed']);
  });

  it('names the newest token, which a join brought, and says what guards it saw', async () => {
    const world = await joined({ peers: [ann], resumeToken: 'token-with-seat' });
    world.event('peer-joined', 1, { peer: bob });
    world.event('peer-left', 2, { peerId: 'bob', reason: 'banned' });
    world.open = resumedWith({ resumed: true });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.network.last.sends('session.open')[0]?.body).toMatchObject({
      resume: { resumeToken: 'token-with-seat', rooms: [{ roomId: 'daily', seq: 2, guarded: true }] },
    });
  });

  it.each(['locked', 'hasPassword', 'lobby'])('says that the room is guarded while it is: %s', async (guard) => {
    const world = await joined();
    const room = world.room.info;
    world.open = resumedWith({ resumed: true });
    world.event('room-updated', 1, { room: { ...room, [guard]: true } });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.network.last.sends('session.open')[0]?.body).toMatchObject({ resume: { rooms: [{ guarded: true }] } });
    world.event('room-updated', 2, { room });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.network.last.sends('session.open')[0]?.body).toHaveProperty('resume.rooms', [
      { roomId: 'daily', epoch: 'e1', seq: 2 },
    ]);
  });

  it('does not show a signal twice when its sender comes back after a roster without it', async () => {
    const world = await joined({ peers: [ann] });
    world.signal('ann', 1, 1, { type: 'bye' });
    world.event('resync', 1, { epoch: 'e2', peers: [] });
    world.event('peer-joined', 2, { epoch: 'e2', peer: ann });
    const made = world.connections.length;
    world.signal('ann', 1, 3, { type: 'bye' }, 'e2');
    expect(world.connections.length).toBe(made);
    world.event('resync', 1, { epoch: 'e3', peers: [] });
    world.event('peer-joined', 2, { epoch: 'e3', peer: peer('ann', { joinedAt: 2 }) });
    const again = world.connections.length;
    world.signal('ann', 1, 3, { type: 'bye' }, 'e3');
    expect(world.connections.length).toBe(again + 1);
  });

  it('frames that were read before are dropped, the missed ones are read', async () => {
    const world = await joined({ peers: [ann], seq: 7 });
    world.open = resumedWith({ resumed: true });
    world.network.last.drop();
    await world.clock.advance(SOON);
    world.event('chat', 7, { from: 'ann', text: 'old', at: 1 });
    world.event('chat', 8, { from: 'ann', text: 'new', at: 1 });
    expect(world.diary.at(-1)).toBe('ann: new');
    expect(world.diary).not.toContain('ann: old');
  });

  it('signals not settled are sent again under their numbers', async () => {
    const world = await joined({ peers: [ann] });
    world.network.on(/^webrtc\.signal/, () => {});
    const settled = world.room.signal('ann', 'hello');
    world.open = resumedWith({ resumed: true });
    world.network.on(/^webrtc\.signal/, (frame, socket) => socket.reply(frame, { accepted: true }));
    world.network.last.drop();
    await world.clock.advance(SOON);
    await settled;
    expect(world.network.last.sends('webrtc.signal.daily.ann').map(({ body }) => body)).toEqual([
      { id: 1, base: 1, epoch: 'e1', data: 'hello' },
    ]);
  });

  it('a resync takes the snapshot for true and resends what the former owner had accepted', async () => {
    const world = await joined({ peers: [ann], seq: 7 });
    await world.room.signal('ann', 'hello');
    world.open = resumedWith({ resync: true, epoch: 'e2', seq: 2, peers: [ann, bob] });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.diary).toEqual(['reconnecting', '+bob', 'reconnected resumed']);
    expect(world.network.last.sends('webrtc.signal.daily.ann')[0]?.body).toMatchObject({
      id: 1,
      epoch: 'e2',
      data: 'hello',
    });
    world.event('chat', 3, { epoch: 'e2', from: 'bob', text: 'hi', at: 1 });
    expect(world.diary.at(-1)).toBe('bob: hi');
  });

  it('a room that let go of us is joined anew, with the same door password', async () => {
    const world = await joined({ peers: [ann] });
    world.open = resumedWith({ gone: 'timeout' });
    world.join = { peers: [bob], self: peer('me', { joinedAt: 2 }), epoch: 'e9', seq: 40 };
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.diary).toEqual(['reconnecting', '-ann timeout', '+bob', 'reconnected anew']);
    world.event('chat', 41, { epoch: 'e9', from: 'bob', text: 'hi', at: 1 });
    expect(world.diary.at(-1)).toBe('bob: hi');
  });

  it('a new session joins anew and counts its signals from 1', async () => {
    const world = await joined({ peers: [ann] });
    await world.room.signal('ann', 'before');
    world.open = openReply({ peerId: 'me', resumed: false });
    world.join = { peers: [ann], self: peer('me', { joinedAt: 2 }) };
    world.network.last.drop();
    await world.clock.advance(SOON);
    await world.room.signal('ann', 'after');
    expect(world.network.last.sends('webrtc.signal.daily.ann').map(({ body }) => body)).toMatchObject([
      { id: 1, data: 'after' },
    ]);
  });

  it.each(['kicked', 'banned', 'room-closed'])('a room that is gone because of %s ends', async (gone) => {
    const world = await joined();
    world.open = resumedWith({ gone });
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.diary.at(-1)).toBe(`ended ${gone}`);
  });

  it('a room that does not let us in again ends with the reason', async () => {
    const world = await joined();
    world.open = resumedWith({ gone: 'timeout' });
    world.network.on(/join$/, (frame, socket) => socket.fail(frame, 'room_full'));
    world.network.last.drop();
    await world.clock.advance(SOON);
    expect(world.diary.at(-1)).toBe('ended refused room_full');
  });

  it('a chat message sent meanwhile arrives once the connection is back', async () => {
    const world = await joined();
    world.open = resumedWith({ resumed: true });
    world.network.last.drop();
    const sent = world.room.sendChat('still here');
    await world.clock.advance(SOON);
    await sent;
    expect(world.network.last.sends('rooms.request.chat').length).toBe(1);
  });

  it('a session that goes on elsewhere is not taken back', async () => {
    const world = await joined();
    world.network.last.drop(3502);
    await world.clock.advance(60_000);
    expect(world.diary).toEqual(['ended connection session_replaced']);
    expect(world.network.sockets.length).toBe(1);
  });
});

describe('a stream', () => {
  it('with a gap is resumed from the last number read', async () => {
    const world = await joined({ peers: [ann], seq: 4 });
    world.open = resumedWith({ resumed: true });
    world.event('chat', 6, { from: 'ann', text: 'six', at: 1 });
    await world.clock.advance(SOON);
    expect(world.network.sockets.length).toBe(2);
    expect(world.network.last.sends('session.open')[0]?.body).toMatchObject({ resume: { rooms: [{ seq: 4 }] } });
    world.event('chat', 5, { from: 'ann', text: 'five', at: 1 });
    world.event('chat', 6, { from: 'ann', text: 'six', at: 1 });
    expect(world.diary.slice(-2)).toEqual(['ann: five', 'ann: six']);
  });

  it('whose gap no resume mends goes on instead of resuming for ever', async () => {
    const world = await joined({ peers: [ann], seq: 4 });
    world.open = resumedWith({ resumed: true });
    world.event('chat', 6, { from: 'ann', text: 'six', at: 1 });
    await world.clock.advance(SOON);
    world.event('chat', 7, { from: 'ann', text: 'seven', at: 1 });
    await world.clock.advance(SOON);
    expect(world.network.sockets.length).toBe(2);
    expect(world.diary.at(-1)).toBe('ann: seven');
  });

  it('takes a pushed resync for the start of a new epoch, and what comes of the former one for stale', async () => {
    const world = await joined({ peers: [ann], seq: 4 });
    await world.room.signal('ann', 'hello');
    world.event('resync', 1, { epoch: 'e2', peers: [bob] });
    world.event('chat', 5, { from: 'ann', text: 'late', at: 1 });
    world.event('chat', 2, { epoch: 'e2', from: 'bob', text: 'hi', at: 1 });
    await world.clock.advance(0);
    expect(world.diary).toEqual(['-ann timeout', '+bob', 'bob: hi']);
    const bodies = world.network.last.sends('webrtc.signal.daily.ann').map(({ body }) => body);
    expect(bodies).toMatchObject([
      { id: 1, epoch: 'e1' },
      { id: 1, epoch: 'e2', data: 'hello' },
    ]);
  });

  it('keeps a peer whose media flows while a new owner has not heard of it, and takes it back as the same', async () => {
    const world = await joined({ peers: [ann] });
    world.connections[0]?.turn('connected');
    world.event('resync', 1, { epoch: 'e2', peers: [] });
    await world.clock.advance(5_000);
    expect(world.diary).toEqual([]);
    world.event('peer-joined', 2, { epoch: 'e2', peer: ann });
    await world.clock.advance(60_000);
    expect(world.diary).not.toContain('-ann timeout');
    expect(world.connections.length).toBe(1);
  });

  it('lets such a peer go after the resume window', async () => {
    const world = await joined({ peers: [ann] });
    world.connections[0]?.turn('connected');
    world.event('resync', 1, { epoch: 'e2', peers: [] });
    await world.clock.advance(19_000);
    expect(world.diary).not.toContain('-ann timeout');
    await world.clock.advance(11_000);
    expect(world.diary).toContain('-ann timeout');
  });

  it('does not show a signal twice that its sender had to resend', async () => {
    const world = await joined({ peers: [ann] });
    world.signal('ann', 1, 1, { type: 'bye' });
    const made = world.connections.length;
    world.event('resync', 1, { epoch: 'e2', peers: [ann] });
    world.signal('ann', 1, 2, { type: 'bye' }, 'e2');
    expect(world.connections.length).toBe(made);
    world.signal('ann', 2, 3, { type: 'bye' }, 'e2');
    expect(world.connections.length).toBe(made + 1);
  });

  it('that the room does not know us in is mended by joining again', async () => {
    const world = await joined({ peers: [ann] });
    world.network.on(/^webrtc\.signal/, (frame, socket) => socket.fail(frame, 'not_member'));
    const settled = world.room.signal('ann', 'hello');
    settled.catch(() => {});
    world.join = { peers: [ann], self: peer('me', { joinedAt: 2 }), epoch: 'e2' };
    await world.clock.advance(SOON);
    expect(world.diary).toEqual(['-ann timeout', '+ann', 'reconnected anew']);
    await expect(settled).rejects.toMatchObject({ code: 'closed' });
  });
});
