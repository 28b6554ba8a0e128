import { describe, expect, it, vi } from 'vitest';
import type { E2eeState } from '../room/guard.ts';
import { settle } from '../testing/fake-clock.ts';
import { FakeMeeting, type Guest, until } from '../testing/fake-meeting.ts';
import { FakeTransforms } from '../testing/fake-transforms.ts';

vi.setConfig({ testTimeout: 20_000 });

const SECRET = 'correct horse battery staple';

interface Sealed extends Guest {
  readonly transforms: FakeTransforms;
  readonly diary: string[];
  readonly e2ee: E2eeState;
}

async function enter(meeting: FakeMeeting, id: string, secret = SECRET): Promise<Sealed> {
  const transforms = new FakeTransforms();
  const guest = await meeting.join(id, { e2ee: { secret, transforms } });
  const { room } = guest;
  const diary: string[] = [];
  room.on('chat', ({ name, text }) => diary.push(`${name}: ${text}`));
  room.on('e2ee:failed', ({ code }, peerId) => diary.push(`${code} ${peerId}`));
  const sealed = { ...guest, transforms, diary, e2ee: room.e2ee as E2eeState };
  return Object.defineProperty(sealed, 'e2ee', { get: () => room.e2ee as E2eeState });
}

/** Lets time pass, and then all must have one key, send under it and be able to open what the others send. */
async function agreed(meeting: FakeMeeting, guests: readonly Sealed[]): Promise<void> {
  await meeting.advance(500);
  for (const { e2ee, transforms } of guests) {
    const { sending, opening } = transforms.now;
    expect([...e2ee.peers.values()].filter((trust) => trust === 'verified').length).toBe(guests.length - 1);
    expect(sending?.id).toBe(guests[0]?.transforms.now.sending?.id);
    expect([...opening.values()].filter((keys) => keys.some(({ id }) => id === sending?.id)).length).toBe(
      guests.length - 1,
    );
    expect(e2ee).toMatchObject({ generation: sending?.generation, safetyCode: guests[0]?.e2ee.safetyCode });
    expect(e2ee.safetyCode).toMatch(/^(\d{5} ){5}\d{5}$/);
  }
}

/** Whether a frame of one is heard by the other. */
async function hears(from: Sealed, to: Sealed): Promise<boolean> {
  const frame = await from.transforms.send(new Uint8Array([1, 2, 3, 4]));
  return frame !== undefined && (await to.transforms.receive(from.room.self.peerId, frame)) !== undefined;
}

describe('a room with one secret', () => {
  it('connects, and the server sees nothing but sealed signals', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await until(() => ann.room.peers[0]?.connection === 'connected', 'the connection');
    await agreed(meeting, [ann, bob]);
    expect(new Set(meeting.signals.map(({ data }) => (data as { type: string }).type))).toEqual(new Set(['sealed']));
    expect(JSON.stringify(meeting.signals)).not.toMatch(/sdp|v=0|candidate|horse/);
    expect(ann.e2ee.safetyCode).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect([await hears(ann, bob), await hears(bob, ann)]).toEqual([true, true]);
    expect([ann.e2ee.dropped, ann.diary]).toEqual([{ signals: 0, messages: 0, frames: 0 }, []]);
  });

  it('protects both ends of every transceiver before anything is negotiated', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await until(() => ann.room.peers[0]?.connection === 'connected', 'the connection');
    for (const { connections, transforms } of [ann, bob]) {
      const transceivers = connections.flatMap((pc) => pc.getTransceivers());
      expect(transceivers.length).toBeGreaterThan(0);
      expect(transceivers.every(({ sender }) => transforms.sealed.has(sender))).toBe(true);
      expect(transceivers.every(({ receiver }) => transforms.opened.has(receiver))).toBe(true);
      expect(new Set(transforms.sealed.values()).size).toBe(transforms.sealed.size);
    }
  });

  it('chats between the peers alone, and tells newcomers', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await until(() => bob.room.channel('x').peers.length === 1, 'the channel');
    const id = await ann.room.sendChat('psst');
    await until(() => ann.room.chat.deliveredTo(id).length === 1, 'the delivery');
    const cid = await enter(meeting, 'cid');
    await until(() => cid.diary.length === 1, 'the history');
    expect([ann.diary, bob.diary, cid.diary]).toEqual([['ann: psst'], ['ann: psst'], ['ann: psst']]);
    expect(meeting.chats).toEqual([]);
    const wires = [...ann.connections, ...bob.connections].flatMap(({ channels }) =>
      channels.flatMap(({ sent }) => sent),
    );
    expect(wires.length).toBeGreaterThan(2);
    expect(wires.every((wire) => wire instanceof ArrayBuffer && !Buffer.from(wire).includes('psst'))).toBe(true);
  });

  it('carries channels of every kind of delivery', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    const log: unknown[] = [];
    bob.room.channel('lossy').on('message', (_peer, data) => log.push(data));
    const lossy = ann.room.channel('lossy', { ordered: false });
    await until(() => lossy.peers.length === 1, 'the channel');
    const wire = ann.connections[0]?.channels.find(({ label }) => label === 'lossy');
    const held: unknown[] = [];
    if (wire) wire.meddle = (data) => (held.push(data) === 1 ? [] : [data, held[0], held[0]]);
    await lossy.send('first');
    await lossy.send({ second: new Array(3).fill(0) });
    await until(() => log.length === 2, 'both messages');
    await settle();
    // overtaken is well there, a repeat is not
    expect(log).toEqual([{ second: [0, 0, 0] }, 'first']);
    await until(() => bob.diary.length === 1);
    expect([bob.diary, bob.e2ee.dropped.messages]).toEqual([['e2ee_failed ann'], 1]);
  });
});

describe('a peer with another secret', () => {
  it('is never connected to, and both sides are told once', async () => {
    const meeting = new FakeMeeting();
    const ann = await enter(meeting, 'ann');
    const eve = await enter(meeting, 'eve', 'a wrong guess');
    await until(() => ann.diary.length + eve.diary.length === 2, 'both reports');
    await meeting.clock.advance(20_000);
    expect([ann.diary, eve.diary]).toEqual([['e2ee_failed eve'], ['e2ee_failed ann']]);
    expect([...ann.e2ee.peers]).toEqual([['eve', 'unreadable']]);
    expect([ann.e2ee.generation, ann.e2ee.safetyCode]).toEqual([0, '']);
    expect(ann.room.peers[0]?.connection).toBe('new');
    expect(await ann.transforms.send(new Uint8Array(8))).toBeUndefined();
  });

  it('changes nothing for those who have the right one', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    const eve = await enter(meeting, 'eve', 'a wrong guess');
    await until(() => eve.diary.length === 2, 'both reports');
    await agreed(meeting, [ann, bob]);
    expect([await hears(ann, bob), await hears(ann, eve)]).toEqual([true, false]);
  });

  it('keeps nobody from chatting, however much they have to say', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    const eve = await enter(meeting, 'eve', 'a wrong guess');
    await until(() => eve.diary.length === 2 && ann.room.channel('x').peers.includes('bob'), 'reports and the channel');
    // more than waits for a peer that is merely slow
    for (let n = 0; n < 300; n += 1) await ann.room.sendChat(`line ${n}`);
    await until(() => bob.diary.includes('ann: line 299'), 'the last line');
    await expect(ann.room.channel('x').send('to all')).resolves.toBeUndefined();
    expect(eve.diary.filter((line) => line.startsWith('ann'))).toEqual([]);
  });

  it('that has none at all is refused, and cannot join where the room says so', async () => {
    const meeting = new FakeMeeting();
    const ann = await enter(meeting, 'ann');
    await meeting.join('eve');
    meeting.inject('eve', 'ann', { type: 'offer', sdp: 'v=0\r\no=- 7 2 IN IP4 127.0.0.1\r\nx={"media":[]}\r\n' }, 90);
    meeting.inject('eve', 'ann', { type: 'sealed', v: 1, key: 'x', n: 1, box: 'AAAA' }, 91);
    meeting.inject('eve', 'ann', { type: 'sealed', v: 1, hello: '!', stays: [2, 1] }, 92);
    await until(() => ann.e2ee.dropped.signals === 3, 'the count');
    expect(ann.diary).toEqual(['e2ee_failed eve']);
    expect(ann.connections[0]?.history).toEqual(['local offer']);
  });
});

describe('a server that meddles', () => {
  it('gets nothing by repeating, reordering or changing signals', async () => {
    const meeting = new FakeMeeting();
    let former: unknown;
    meeting.meddle = (_from, _to, data) => {
      const pushed = former ? [data, former, data] : [data];
      former = data;
      return pushed;
    };
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await until(() => ann.room.peers[0]?.connection === 'connected', 'the connection');
    await agreed(meeting, [ann, bob]);
    expect(ann.e2ee.dropped.signals + bob.e2ee.dropped.signals).toBeGreaterThan(3);
    expect([...ann.connections, ...bob.connections].map(({ history }) => history.length)).toEqual([2, 2]);
    expect(await hears(ann, bob)).toBe(true);
  });

  it('breaks the connection at most by changing bytes: they are dropped', async () => {
    const meeting = new FakeMeeting();
    meeting.meddle = (_from, _to, data) => {
      const { box } = data as { box?: string };
      return [box ? { ...(data as object), box: `${box.startsWith('A') ? 'B' : 'A'}${box.slice(1)}` } : data];
    };
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await until(() => ann.e2ee.dropped.signals > 0 && bob.e2ee.dropped.signals > 0, 'the count');
    await meeting.clock.advance(20_000);
    expect([ann.diary, bob.diary]).toEqual([['e2ee_failed bob'], ['e2ee_failed ann']]);
    expect(ann.room.peers[0]?.connection).toBe('new');
    expect(await ann.transforms.send(new Uint8Array(8))).toBeUndefined();
  });

  it('cannot say anything in the chat, nor make a greeting of one peer another’s', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob, cid] = [await enter(meeting, 'ann'), await enter(meeting, 'bob'), await enter(meeting, 'cid')];
    await agreed(meeting, [ann, bob, cid]);
    meeting.tell('chat', { id: 'x', from: 'bob', text: 'forged', at: 1 });
    const greeting = meeting.signals.find(({ from, to }) => from === 'bob' && to === 'cid')?.data;
    meeting.inject('bob', 'ann', greeting, 900);
    meeting.inject('bob', 'ann', { ...(greeting as object), stays: [2, 1] }, 901);
    await until(() => ann.e2ee.dropped.signals === 1, 'the count');
    expect(ann.diary).toEqual(['e2ee_failed bob', 'e2ee_failed bob']);
    expect(ann.e2ee.dropped).toEqual({ signals: 1, messages: 1, frames: 0 });
  });

  it('cannot slip a message into a channel', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    const log: unknown[] = [];
    bob.room.channel('x').on('message', (_peer, data) => log.push(data));
    await until(() => ann.room.channel('x').peers.length === 1, 'the channel');
    const wire = ann.connections[0]?.channels.find(({ label }) => label === 'x');
    if (wire) wire.meddle = (data) => [data, data, '"clear"', new ArrayBuffer(3), flipped(data as ArrayBuffer)];
    await ann.room.channel('x').send('once');
    await until(() => bob.e2ee.dropped.messages === 4, 'the count');
    expect([log, bob.diary]).toEqual([['once'], ['e2ee_failed ann']]);
  });
});

function flipped(data: ArrayBuffer): ArrayBuffer {
  const copy = new Uint8Array(data.slice(0));
  copy[copy.length - 1] = (copy.at(-1) as number) ^ 1;
  copy[8] = 99;
  return copy.buffer;
}

describe('keys of the media', () => {
  it('change when somebody leaves, and the one who left opens nothing that is sent then', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob, cid] = [await enter(meeting, 'ann'), await enter(meeting, 'bob'), await enter(meeting, 'cid')];
    await agreed(meeting, [ann, bob, cid]);
    const before = ann.e2ee;
    expect(await hears(ann, cid)).toBe(true);
    meeting.drop('cid');
    await until(() => ann.room.peers.length === 1);
    await agreed(meeting, [ann, bob]);
    expect(ann.e2ee.generation).toBeGreaterThan(before.generation);
    expect(ann.e2ee.safetyCode).not.toBe(before.safetyCode);
    expect([await hears(ann, bob), await hears(ann, cid)]).toEqual([true, false]);
  });

  it('change when somebody comes, who opens nothing that was sent before', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await agreed(meeting, [ann, bob]);
    const early = (await ann.transforms.send(new Uint8Array(9))) as ArrayBuffer;
    const cid = await enter(meeting, 'cid');
    await agreed(meeting, [ann, bob, cid]);
    expect(await cid.transforms.receive('ann', early)).toBeUndefined();
    expect(await hears(ann, cid)).toBe(true);
  });

  it('are agreed on when the one who was there longest leaves while another comes', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob, cid] = [await enter(meeting, 'ann'), await enter(meeting, 'bob'), await enter(meeting, 'cid')];
    await agreed(meeting, [ann, bob, cid]);
    const coming = enter(meeting, 'dan');
    meeting.drop('ann');
    meeting.drop('bob');
    const dan = await coming;
    await agreed(meeting, [cid, dan]);
    expect([await hears(cid, dan), await hears(dan, cid), await hears(cid, ann)]).toEqual([true, true, false]);
  });

  it('are let go of with the room', async () => {
    const meeting = new FakeMeeting();
    const [ann, bob] = [await enter(meeting, 'ann'), await enter(meeting, 'bob')];
    await agreed(meeting, [ann, bob]);
    await ann.room.leave();
    expect(ann.transforms.closed).toBe(true);
    expect(ann.e2ee.peers.size).toBe(0);
  });
});

describe('two rooms with one secret', () => {
  it('have nothing in common: what is sealed in one cannot be opened in the other', async () => {
    const [daily, other] = [new FakeMeeting(), new FakeMeeting('other')];
    const ann = await enter(daily, 'ann');
    const bob = await enter(other, 'bob');
    await enter(daily, 'bob');
    await enter(other, 'ann');
    await until(() => [...ann.e2ee.peers.values()].includes('verified'), 'trust');
    const greeting = daily.signals.find(({ from }) => from === 'ann')?.data;
    other.inject('ann', 'bob', greeting, 900);
    // the peer ids are the same, and the times of joining can be made the same
    other.inject('ann', 'bob', { ...(greeting as object), stays: [2, 1] }, 901);
    await until(() => bob.e2ee.dropped.signals > 0, 'the count');
  });
});

describe('a room', () => {
  it('is not joined without a secret where it asks for one, nor with an empty one', async () => {
    const meeting = new FakeMeeting();
    meeting.e2ee = true;
    await expect(meeting.join('ann')).rejects.toMatchObject({ code: 'e2ee_required' });
    await expect(enter(meeting, 'ann', '')).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(enter(meeting, 'ann')).resolves.toBeDefined();
  });

  it('is not joined by a browser that cannot seal', async () => {
    const meeting = new FakeMeeting();
    await expect(meeting.join('ann', { e2ee: { secret: SECRET } })).rejects.toMatchObject({ code: 'e2ee_unsupported' });
  });
});
