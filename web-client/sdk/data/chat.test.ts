import { describe, expect, it, vi } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { FakeMeeting, type Guest, until } from '../testing/fake-meeting.ts';
import { ChatHistory } from './chat-history.ts';
import { pieces, readNote } from './chat-notes.ts';

const message = (n: number, part: object = {}) => ({
  ...{ id: `m${n}`, from: 'ann', name: 'Ann', own: false, text: `text ${n}`, at: new Date(n) },
  ...part,
});

function diaryOf({ room }: Guest): string[] {
  const diary: string[] = [];
  room.on('chat', ({ name, text, handedBy }) => diary.push(`${name}: ${text}${handedBy ? ` by ${handedBy}` : ''}`));
  room.on('chat:delivered', (_id, { id }) => diary.push(`${id} has it`));
  room.on('chat:typing', ({ id }, on) => diary.push(`${id} ${on ? 'types' : 'stops'}`));
  return diary;
}

async function two() {
  const meeting = new FakeMeeting();
  const [ann, bob] = [await meeting.join('ann'), await meeting.join('bob')];
  await until(() => [ann, bob].every(({ room }) => room.peers[0]?.connection === 'connected'));
  await vi.dynamicImportSettled();
  await settle();
  return { meeting, ann, bob, atAnn: diaryOf(ann), atBob: diaryOf(bob) };
}

describe('the chat of a room', () => {
  it('goes by the server, once to everybody, and tells who has it', async () => {
    const { meeting, ann, atAnn, atBob } = await two();
    const id = await ann.room.sendChat('hello');
    await settle();
    expect(meeting.chats).toEqual([{ from: 'ann', text: 'hello' }]);
    expect(atBob).toEqual(['ann: hello']);
    expect(atAnn).toEqual(['ann: hello', 'bob has it']);
    expect(ann.room.chat.deliveredTo(id)).toEqual(['bob']);
    expect(ann.room.chat.deliveredTo('unknown')).toEqual([]);
  });

  it('is told to those who come later, each message once, whoever tells it', async () => {
    const { meeting, ann, bob } = await two();
    await ann.room.sendChat('one');
    await settle();
    await bob.room.sendChat('two');
    await settle();
    const cid = await meeting.join('cid');
    const atCid = diaryOf(cid);
    await until(() => atCid.length === 2);
    await ann.room.sendChat('three');
    await settle();
    expect(atCid.map((line) => line.replace(/ by .*/, ' by somebody'))).toEqual([
      'ann: one by somebody',
      'bob: two by somebody',
      'ann: three',
    ]);
    expect(cid.room.chat.history.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('takes no history that was not asked for, and no message past the server', async () => {
    const { ann, atAnn, bob, atBob } = await two();
    const sly = bob.room.channels.get('parley.chat');
    await sly.send({ t: 'past', messages: [{ id: 'x', from: 'ann', name: 'ann', text: 'forged', at: 1 }] });
    await sly.send({ t: 'say', id: 'y', text: 'past the server', at: 1 });
    await sly.send({ t: 'got', id: 'never sent' });
    await sly.send('nonsense');
    await settle();
    expect([atAnn, atBob, ann.room.chat.history]).toEqual([[], [], []]);
  });

  it('says who types, until it is sent, taken back or forgotten', async () => {
    const { meeting, ann, atBob } = await two();
    ann.room.chat.typing();
    ann.room.chat.typing();
    await settle();
    await ann.room.sendChat('done');
    await settle();
    expect(atBob.splice(0)).toEqual(['ann types', 'ann: done', 'ann stops']);
    ann.room.chat.typing();
    await settle();
    ann.room.chat.typing(false);
    ann.room.chat.typing(false);
    await settle();
    expect(atBob.splice(0)).toEqual(['ann types', 'ann stops']);
    ann.room.chat.typing();
    await settle();
    await meeting.clock.advance(6_000);
    expect(atBob).toEqual(['ann types', 'ann stops']);
  });

  it('refuses what is too long', async () => {
    const { ann } = await two();
    await expect(ann.room.sendChat('é'.repeat(2_049))).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(ann.room.sendChat('')).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('a history', () => {
  it('is in the order of time, without repeats', () => {
    const history = new ChatHistory();
    expect([3, 1, 2, 1].map((n) => history.add(message(n)))).toEqual([true, true, true, false]);
    expect(history.all.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    expect(history.add(message(1, { from: 'bob' }))).toBe(true);
  });

  it('keeps 200 messages and 256 Ki characters', () => {
    const history = new ChatHistory();
    for (let n = 0; n < 2_500; n += 1) history.add(message(n));
    expect([history.all.length, history.all[0]?.id]).toEqual([200, 'm2300']);
    for (let n = 3_000; n < 3_100; n += 1) history.add(message(n, { text: 'x'.repeat(4_096) }));
    expect(history.all.length).toBe(64);
  });

  it('is handed on in pieces that fit a message', () => {
    const worst = Array.from({ length: 50 }, (_, n) => message(n, { text: '\u0000'.repeat(4_096) }));
    const notes = pieces(worst);
    expect(Math.max(...notes.map((note) => JSON.stringify(note).length))).toBeLessThan(65_000);
    expect(notes.flatMap((note) => (note.t === 'past' ? note.messages : []))).toHaveLength(50);
    expect(pieces([message(1), message(2)])).toHaveLength(1);
  });

  it('reads only what is one', () => {
    const past = { t: 'past', messages: [{ id: 'x' }, null, { id: 'y', from: 'a', name: 'A', text: 't', at: 1 }] };
    expect(readNote(past)).toMatchObject({ messages: [{ id: 'y' }] });
    for (const none of [null, 1, {}, { t: 'say' }, { t: 'say', id: '', text: 'x', at: 1 }, { t: 'typing', on: 1 }]) {
      expect(readNote(none)).toBeUndefined();
    }
  });
});
