import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBytes, toBytes } from '../e2ee/message.ts';
import { settle } from '../testing/fake-clock.ts';
import type { FakeDataChannel } from '../testing/fake-data-channel.ts';
import { FakeMeeting, type Guest, until } from '../testing/fake-meeting.ts';
import type { Channel } from './channel.ts';
import { fromWire, toWire } from './payload.ts';

const named = (guest: Guest, name: string, connection = 0): FakeDataChannel =>
  guest.connections[connection]?.channels.find(({ label }) => label === name) as FakeDataChannel;

function heard(channel: Channel): unknown[] {
  const messages: unknown[] = [];
  channel.on('message', ({ id }, data) => messages.push([id, data]));
  return messages;
}

async function three() {
  const meeting = new FakeMeeting();
  const [ann, bob, cid] = [await meeting.join('ann'), await meeting.join('bob'), await meeting.join('cid')];
  await until(() =>
    [ann, bob, cid].every(({ room }) => room.peers.every(({ connection }) => connection === 'connected')),
  );
  return { meeting, ann, bob, cid };
}

describe('a channel', () => {
  it('carries JSON and bytes to all others, in order', async () => {
    const { ann, bob, cid } = await three();
    const logs = [bob, cid].map(({ room }) => heard(room.channel('game')));
    await ann.room.channel('game').send({ move: [1, 2] });
    await ann.room.channel('game').send(new Uint8Array([1, 2, 3]).subarray(1));
    await settle();
    const bytes = new Uint8Array([2, 3]).buffer;
    for (const log of logs) {
      expect(log).toEqual([
        ['ann', { move: [1, 2] }],
        ['ann', bytes],
      ]);
    }
  });

  it('sends to one peer alone when asked', async () => {
    const { ann, bob, cid } = await three();
    const [atBob, atCid] = [heard(bob.room.channel('x')), heard(cid.room.channel('x'))];
    await ann.room.channel('x').send('psst', { to: 'bob' });
    await settle();
    expect([atBob, atCid]).toEqual([[['ann', 'psst']], []]);
    await expect(ann.room.channel('x').send('psst', { to: 'nobody' })).rejects.toMatchObject({ code: 'peer_unknown' });
  });

  it('needs no second negotiation, the first one asked for late included', async () => {
    const { ann, bob } = await three();
    ann.room.channel('late');
    await settle();
    const offers = [...ann.connections, ...bob.connections].map(({ history }) => history.length);
    expect(offers.every((steps) => steps === 2)).toBe(true);
    expect(ann.room.channel('late').peers).toEqual(['bob', 'cid']);
  });

  it('is made with the delivery that was asked for', async () => {
    const { ann } = await three();
    ann.room.channel('lossy', { ordered: false, maxRetransmits: 0 });
    expect(named(ann, 'lossy').options).toEqual({ ordered: false, maxRetransmits: 0 });
    expect(() => ann.room.channel('both', { maxRetransmits: 0, maxPacketLifeTime: 5 })).toThrow(/one limit/);
    expect(() => ann.room.channel('')).toThrow(/1 to 64/);
    expect(() => ann.room.channel('parley.chat')).toThrow(/taken/);
  });

  it('keeps what comes before anybody listens', async () => {
    const { ann, bob } = await three();
    await ann.room.channel('early').send('first');
    await settle();
    expect(heard(bob.room.channel('early'))).toEqual([['ann', 'first']]);
  });

  it('keeps what waits for a connection, up to a bound, and names those who miss the rest', async () => {
    const meeting = new FakeMeeting();
    meeting.meddle = () => [];
    const ann = await meeting.join('ann');
    await meeting.join('bob');
    await settle();
    const channel = ann.room.channel('x');
    const waiting = Array.from({ length: 256 }, (_, n) => channel.send(n));
    await expect(channel.send('too much')).rejects.toMatchObject({ code: 'channel_full', extras: { peers: ['bob'] } });
    await expect(channel.send('too much', { to: 'bob' })).rejects.toMatchObject({ code: 'channel_full' });
    meeting.drop('bob');
    await settle();
    await expect(Promise.all(waiting)).resolves.toHaveLength(256);
  });

  it('bounds what waits by bytes too', async () => {
    const meeting = new FakeMeeting();
    meeting.meddle = () => [];
    const ann = await meeting.join('ann');
    await meeting.join('bob');
    await settle();
    const channel = ann.room.channel('x');
    const big = new Uint8Array(60_000);
    for (let n = 0; n < 17; n += 1) channel.send(big).catch(() => {});
    await expect(channel.send(big)).rejects.toMatchObject({ code: 'channel_full' });
    await expect(channel.send(new Uint8Array(65_536))).rejects.toMatchObject({ code: 'frame_too_large' });
    await expect(channel.send(undefined)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('waits for the network when the browser’s buffer is full', async () => {
    const { ann, bob } = await three();
    const log = heard(bob.room.channel('x'));
    const channel = ann.room.channel('x');
    await settle();
    const wire = named(ann, 'x');
    wire.congested = true;
    let handedOn = 0;
    for (let n = 0; n < 10; n += 1)
      void channel.send(new Uint8Array(60_000), { to: 'bob' }).then(() => (handedOn += 1));
    await settle();
    expect(handedOn).toBe(5);
    await wire.drain();
    expect(handedOn).toBe(10);
    expect(log.length).toBe(10);
  });

  it('opens again on a connection made anew, and loses nothing that waited', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await meeting.join('ann'), await meeting.join('bob')];
    const channel = ann.room.channel('x');
    const diary: string[] = [];
    channel.on('open', ({ id }) => diary.push(`open ${id}`));
    channel.on('close', ({ id }) => diary.push(`close ${id}`));
    const log = heard(bob.room.channel('x'));
    await until(() => channel.peers.length === 1);
    await channel.send('before');
    await settle();
    await ann.room.signal('bob', { type: 'bye' });
    meeting.inject('bob', 'ann', { type: 'bye' }, 500);
    await settle();
    expect(channel.peers).toEqual([]);
    ann.connections.at(-1)?.turn('failed');
    await channel.send('between');
    await settle();
    expect(diary).toEqual(['open bob', 'close bob', 'open bob']);
    expect(log).toEqual([
      ['ann', 'before'],
      ['ann', 'between'],
    ]);
  });

  it('refuses when the room is left', async () => {
    const { ann } = await three();
    const channel = ann.room.channel('x');
    await ann.room.leave();
    await expect(channel.send('late', { to: 'bob' })).rejects.toMatchObject({ code: 'peer_unknown' });
    expect(() => ann.room.channel('y')).toThrow(/left/);
  });

  it('takes nothing that is no JSON, and not more than 32 names that nobody asked for', async () => {
    const { ann, bob } = await three();
    const log = heard(bob.room.channel('x'));
    ann.room.channel('x');
    await settle();
    named(ann, 'x').send('{no json');
    for (let n = 0; n < 40; n += 1) await ann.room.channel(`n${n}`).send(n);
    await settle();
    expect(log).toEqual([]);
    expect(heard(bob.room.channel('n31'))).toEqual([['ann', 31]]);
    expect(heard(bob.room.channel('n39'))).toEqual([]);
  });
});

describe('a payload', () => {
  it('comes out as it went in, with and without a seal around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wire = toWire(value);
        const plain = JSON.parse(JSON.stringify(value));
        expect(fromWire(wire)).toEqual({ data: plain });
        expect(fromBytes(toBytes(wire))).toEqual(plain);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(new Uint8Array(fromBytes(toBytes(toWire(bytes))) as ArrayBuffer)).toEqual(bytes);
      }),
    );
  });

  it('of an unknown kind is refused', () => {
    expect(() => fromBytes(new Uint8Array([9]))).toThrow(/unknown kind/);
  });
});
