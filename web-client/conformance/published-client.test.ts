import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Bus, SERVER, type Transport } from './bus.ts';
import { eventually, Member } from './member.ts';

if (!SERVER) throw new Error('PARLEY_URL is missing: set it to the base URL of a running node, http://127.0.0.1:8080');

const TRANSPORTS: readonly Transport[] = ['websocket', 'xhr-streaming', 'xhr-polling'];
const SIGNALS = 20;

/** An offer's size, with everything that JSON can get wrong. */
const payload = (n: number) => ({ type: 'offer', n, sdp: `v=0\r\n"\\ü€😀\u2028${randomBytes(680).toString('hex')}` });
const freshRoom = () => `conf-${randomBytes(8).toString('hex')}`;

describe.each(TRANSPORTS)('the published client over %s', (transport) => {
  const open: { readonly bus: Bus }[] = [];
  const join = async (roomId: string, name: string) => {
    const member = await Member.join(transport, roomId, name);
    open.push(member);
    return member;
  };
  const connect = async () => {
    const bus = await Bus.open(transport);
    open.push({ bus });
    return bus;
  };

  afterEach(() => {
    const buses = open.splice(0).map(({ bus }) => bus);
    for (const bus of buses) bus.close();
    expect(buses.map(({ strays }) => strays)).toEqual(buses.map(() => []));
  });

  it('meets another one in a room, signals, chats and leaves', async () => {
    const roomId = freshRoom();
    const ann = await join(roomId, 'Ann');
    expect(ann.joined.peers).toEqual([]);
    const bob = await join(roomId, 'Bob');
    expect(bob.joined.peers.map(({ peerId, displayName }) => [peerId, displayName])).toEqual([[ann.peerId, 'Ann']]);
    await eventually(() => expect(ann.of('peer-joined').map(({ peer }) => peer.peerId)).toEqual([bob.peerId]));

    const data = Array.from({ length: SIGNALS }, (_, n) => payload(n));
    for (const [index, item] of data.entries()) {
      expect(await ann.signal(bob, index + 1, item)).toEqual({ accepted: true });
      expect(await bob.signal(ann, index + 1, item)).toEqual({ accepted: true });
    }
    await ann.bus.request('rooms.request.chat', { roomId, id: 'c1', text: 'hello' });
    await eventually(() => expect(bob.of('chat').length).toBe(1));
    await eventually(() => expect([ann.signals.length, bob.signals.length]).toEqual([SIGNALS, SIGNALS]));

    for (const [from, to] of [[ann, bob] as const, [bob, ann] as const]) {
      expect(to.signals.map((signal) => signal.data)).toEqual(data);
      expect(to.signals.map(({ id }) => id)).toEqual(data.map((_, index) => index + 1));
      expect(new Set(to.signals.map((signal) => signal.from))).toEqual(new Set([from.peerId]));
    }
    expect(bob.of('chat')).toMatchObject([{ from: ann.peerId, text: 'hello', id: 'c1' }]);

    await bob.bus.request('rooms.request.leave', { roomId });
    await eventually(() => expect(ann.of('peer-left')).toMatchObject([{ peerId: bob.peerId, reason: 'left' }]));
    for (const member of [ann, bob]) member.expectOneStream();
    // one's own join is not pushed, one's own chat is
    expect([bob.of('peer-joined').length, ann.of('chat').length]).toEqual([0, 1]);
  });

  it('keeps the order of signals sent in one go', async () => {
    const roomId = freshRoom();
    const ann = await join(roomId, 'Ann');
    const bob = await join(roomId, 'Bob');
    const sent = Array.from({ length: SIGNALS }, (_, n) =>
      ann.bus.request(`webrtc.signal.${roomId}.${bob.peerId}`, {
        id: n + 1,
        base: 1,
        epoch: ann.joined.epoch,
        data: n,
      }),
    );
    expect(await Promise.all(sent)).toEqual(sent.map(() => ({ accepted: true })));
    await eventually(() => expect(bob.signals.map(({ data }) => data)).toEqual(sent.map((_, n) => n)));
  });

  it('delivers a repeated signal once', async () => {
    const roomId = freshRoom();
    const ann = await join(roomId, 'Ann');
    const bob = await join(roomId, 'Bob');
    await ann.signal(bob, 1, 'first');
    await ann.signal(bob, 1, 'first');
    await ann.signal(bob, 2, 'second');
    await eventually(() => expect(bob.signals.map(({ data }) => data)).toEqual(['first', 'second']));
    bob.expectOneStream();
  });

  it('is told what it may not do', async () => {
    const bus = await connect();
    expect((await bus.refusal('rooms.request.join', { roomId: freshRoom() })).message).toBe('not_open');
    await bus.request('session.open', { protocol: 1 });
    for (const address of ['rooms.lane.1', '__vertx.subs', 'webrtc.signal', 'nonsense']) {
      expect((await bus.refusal(address, {})).message, address).toBe('access_denied');
    }
    const { errors } = bus.collect('webrtc.signal.somebody.else');
    await eventually(() => expect(errors.map(({ message }) => message)).toEqual(['access_denied']));
    expect((await bus.refusal('rooms.request.get', { roomId: 'r_unknown' })).message).toBe('room_unknown');
    expect((await bus.refusal('rooms.request.join', { roomId: 'not a room' })).message).toBe('invalid_argument');
    expect((await bus.refusal('session.open', { protocol: 999 })).message).toBe('unsupported_protocol');
    expect((await bus.refusal('session.open', { protocol: 1, token: 'forged' })).message).toBe('token_invalid');
  });

  it('cannot signal into a room it is not in, nor to a peer that is not there', async () => {
    const roomId = freshRoom();
    const ann = await join(roomId, 'Ann');
    const stranger = await join(freshRoom(), 'Stranger');
    const body = { id: 1, base: 1, data: {} };
    expect((await stranger.bus.refusal(`webrtc.signal.${roomId}.${ann.peerId}`, body)).message).toBe('not_member');
    expect((await ann.bus.refusal(`webrtc.signal.${roomId}.${stranger.peerId}`, body)).message).toBe('peer_unknown');
    expect(ann.signals).toEqual([]);
  });
});
