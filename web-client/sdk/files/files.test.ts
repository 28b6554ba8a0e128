import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import type { FakeDataChannel } from '../testing/fake-data-channel.ts';
import { FakeMeeting, type Guest, until } from '../testing/fake-meeting.ts';
import { Files, type FilesOptions } from './files.ts';
import type { IncomingFile } from './incoming-file.ts';
import { readChunk, readFileNote, safeName, writeChunk } from './notes.ts';

const NAMED = 'parley.files';

function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, n) => (n * 31) % 251);
}

const hash = async (blob: Blob) =>
  createHash('sha256')
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest('hex');

async function two(options: FilesOptions = {}, accept = true) {
  const meeting = new FakeMeeting();
  const [ann, bob] = [await meeting.join('ann'), await meeting.join('bob')];
  const [atAnn, atBob] = [new Files(ann.room), new Files(bob.room, options)];
  const offers: IncomingFile[] = [];
  atBob.on('offer', (file) => {
    offers.push(file);
    if (accept) file.accept();
  });
  await until(() => ann.room.peers[0]?.connection === 'connected');
  await settle();
  return { meeting, ann, bob, atAnn, atBob, offers };
}

const wireOf = (guest: Guest): FakeDataChannel =>
  guest.connections.at(-1)?.channels.find(({ label }) => label === NAMED) as FakeDataChannel;

/** Both sides begin anew, as after a change of network that no ICE restart mends. */
async function reconnect({ meeting, ann }: { meeting: FakeMeeting; ann: Guest }): Promise<void> {
  await ann.room.signal('bob', { type: 'bye' });
  meeting.inject('bob', 'ann', { type: 'bye' }, 500 + meeting.signals.length);
  await settle();
  ann.connections.at(-1)?.turn('failed');
  await until(() => ann.room.peers[0]?.connection === 'connected');
}

describe('a file', () => {
  it('arrives as it is, with progress on both sides', async () => {
    const { atAnn, offers } = await two();
    const bytes = bytesOf(300_000);
    const sent = atAnn.send('bob', new Blob([bytes], { type: 'image/png' }), 'a/b\\picture.png');
    const seen: number[] = [];
    sent.on('progress', ({ bytes: upTo, size }) => seen.push(upTo / size));
    await sent.done;
    const [file] = offers;
    expect([file?.name, file?.size, file?.type, file?.peerId]).toEqual(['picture.png', 300_000, 'image/png', 'ann']);
    const blob = (await file?.done) as Blob;
    expect([blob.type, await hash(blob)]).toEqual(['image/png', createHash('sha256').update(bytes).digest('hex')]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect([seen.at(-1), file?.progress]).toEqual([1, { bytes: 300_000, size: 300_000 }]);
  });

  it('may be empty, and several go at once', async () => {
    const { atAnn, offers } = await two();
    const sizes = [0, 1, 16_384, 100_000];
    await Promise.all(sizes.map((size) => atAnn.send('bob', new Blob([bytesOf(size)])).done));
    const blobs = await Promise.all(offers.map(({ done }) => done));
    expect(blobs.map((blob) => blob?.size).sort((a = 0, b = 0) => a - b)).toEqual(sizes);
  });

  it('goes on after a new connection where the receiver is, and is whole', async () => {
    const world = await two();
    const bytes = bytesOf(900_000);
    wireOf(world.ann).congested = true;
    const sent = world.atAnn.send('bob', new Blob([bytes]));
    const diary: string[] = [];
    sent.on('paused', () => diary.push('paused'));
    sent.on('resumed', () => diary.push('resumed'));
    await until(() => (world.offers[0]?.progress.bytes ?? 0) > 200_000);
    const before = wireOf(world.ann);
    await reconnect(world);
    await sent.done;
    expect(await hash((await world.offers[0]?.done) as Blob)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(diary).toEqual(['paused', 'resumed']);
    const again = wireOf(world.ann).sent.filter((wire) => wire instanceof ArrayBuffer).length;
    expect(again).toBeGreaterThan(10);
    expect(before.sent.length + again).toBeLessThan(900_000 / 16_384 + 30);
  });

  it('is known to have arrived, also when the word of it was lost with the connection', async () => {
    const world = await two();
    wireOf(world.bob).meddle = (data) => (String(data).includes('done') ? [] : [data]);
    const sent = world.atAnn.send('bob', new Blob(['short']));
    await until(() => world.offers[0]?.ended === true);
    await settle();
    expect(sent.ended).toBe(false);
    await reconnect(world);
    await sent.done;
    expect(world.offers.length).toBe(1);
  });

  it('that was given up is given up, also when the word of it was lost with the connection', async () => {
    const world = await two({}, false);
    const [first, second] = ['1', '2'].map((text) => world.atAnn.send('bob', new Blob([text])));
    await until(() => world.offers.length === 2);
    for (const guest of [world.ann, world.bob]) wireOf(guest).meddle = () => [];
    world.offers[0]?.accept();
    first?.cancel();
    world.offers[1]?.refuse();
    await settle();
    await reconnect(world);
    await expect(world.offers[0]?.done).rejects.toMatchObject({ code: 'file_cancelled' });
    await expect(second?.done).rejects.toMatchObject({ code: 'file_refused' });
    expect(world.offers.length).toBe(2);
  });

  it('can be refused, and cancelled by either side', async () => {
    const { atAnn, offers } = await two({}, false);
    const refused = atAnn.send('bob', new Blob(['x']));
    await until(() => offers.length === 1);
    offers[0]?.refuse();
    await expect(refused.done).rejects.toMatchObject({ code: 'file_refused' });
    const taken = atAnn.send('bob', new Blob([bytesOf(3_000_000)]));
    await until(() => offers.length === 2);
    const aborted: string[] = [];
    offers[1]?.accept({
      write: () => new Promise(() => {}),
      close: () => {},
      abort: () => void aborted.push('aborted'),
    });
    await settle();
    taken.cancel();
    await expect(taken.done).rejects.toMatchObject({ code: 'file_cancelled' });
    await expect(offers[1]?.done).rejects.toMatchObject({ code: 'file_cancelled' });
    expect(aborted).toEqual(['aborted']);
    const other = atAnn.send('bob', new Blob([bytesOf(100)]));
    await until(() => offers.length === 3);
    offers[2]?.cancel();
    await expect(other.done).rejects.toMatchObject({ code: 'file_cancelled' });
  });

  it.each(['sender', 'receiver'] as const)('rests while its %s pauses it, and is whole after that', async (who) => {
    const { atAnn, offers } = await two();
    const bytes = bytesOf(3_000_000);
    const sent = atAnn.send('bob', new Blob([bytes]));
    await until(() => (offers[0]?.progress.bytes ?? 0) > 200_000);
    const side = who === 'sender' ? sent : (offers[0] as IncomingFile);
    side.pause();
    for (let turn = 0; turn < 300; turn += 1) await settle();
    const rested = offers[0]?.progress.bytes ?? 0;
    for (let turn = 0; turn < 100; turn += 1) await settle();
    expect([side.held, sent.ended, offers[0]?.progress.bytes]).toEqual([true, false, rested]);
    expect(rested).toBeLessThan(2_000_000);
    side.resume();
    await sent.done;
    expect(await hash((await offers[0]?.done) as Blob)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('can be cancelled while it is paused', async () => {
    const { atAnn, offers } = await two();
    const sent = atAnn.send('bob', new Blob([bytesOf(3_000_000)]));
    await until(() => (offers[0]?.progress.bytes ?? 0) > 100_000);
    sent.pause();
    offers[0]?.pause();
    sent.cancel();
    await expect(sent.done).rejects.toMatchObject({ code: 'file_cancelled' });
    await expect(offers[0]?.done).rejects.toMatchObject({ code: 'file_cancelled' });
    expect([sent.held, offers[0]?.held]).toEqual([false, false]);
  });

  it('that is too large is refused without asking', async () => {
    const { atAnn, offers } = await two({ maxBytes: 10 });
    const sent = atAnn.send('bob', new Blob(['more than ten bytes']));
    await expect(sent.done).rejects.toMatchObject({ code: 'file_too_large' });
    expect(offers).toEqual([]);
  });

  it('waits for a slow receiver with a mebibyte on its way', async () => {
    const { ann, atAnn, offers } = await two({}, false);
    const sent = atAnn.send('bob', new Blob([bytesOf(3_000_000)]));
    await until(() => offers.length === 1);
    const writes: (() => void)[] = [];
    let held = 0;
    const write = ({ length }: Uint8Array) => {
      held += length;
      return new Promise<void>((resolve) => writes.push(resolve));
    };
    offers[0]?.accept({ write, close: () => {}, abort: () => {} });
    await until(() => wireOf(ann).sent.length > 60);
    for (let turn = 0; turn < 50; turn += 1) await settle();
    const chunks = wireOf(ann).sent.filter((wire) => wire instanceof ArrayBuffer).length;
    expect([chunks, held]).toEqual([64, 16_384]);
    const keepWriting = async () => {
      while (!sent.ended) {
        writes.shift()?.();
        await settle();
      }
    };
    await Promise.all([keepWriting(), sent.done]);
    await expect(offers[0]?.done).resolves.toBeUndefined();
  });

  it('that was changed on its way is not taken for the one that was sent', async () => {
    const { ann, atAnn, offers } = await two({}, false);
    const sent = atAnn.send('bob', new Blob([bytesOf(50_000)]));
    await until(() => offers.length === 1);
    wireOf(ann).meddle = (data) => {
      if (data instanceof ArrayBuffer) new Uint8Array(data)[100] = 255;
      return [data];
    };
    offers[0]?.accept();
    await expect(offers[0]?.done).rejects.toMatchObject({ code: 'file_corrupt' });
    await expect(sent.done).rejects.toMatchObject({ code: 'file_corrupt' });
  });

  it('that brings more than was offered is ended', async () => {
    const { ann, atAnn, offers } = await two({}, false);
    const sent = atAnn.send('bob', new Blob(['ten bytes.']));
    await until(() => offers.length === 1);
    wireOf(ann).meddle = (data) => (data instanceof ArrayBuffer ? [writeChunk(1, 0, bytesOf(11)).buffer] : [data]);
    offers[0]?.accept();
    await expect(offers[0]?.done).rejects.toMatchObject({ code: 'file_too_large' });
    await expect(sent.done).rejects.toMatchObject({ code: 'file_too_large' });
  });

  it('ends with the peer, with the room and with a sink that fails', async () => {
    const { meeting, ann, atAnn, offers } = await two({}, false);
    const first = atAnn.send('bob', new Blob(['1']));
    await until(() => offers.length === 1);
    offers[0]?.accept({ write: () => Promise.reject(new Error('full')), close: () => {}, abort: () => {} });
    await expect(first.done).rejects.toMatchObject({ code: 'file_cancelled' });
    const second = atAnn.send('bob', new Blob(['2']));
    await settle();
    meeting.drop('bob');
    await expect(second.done).rejects.toMatchObject({ code: 'peer_unknown' });
    await expect(atAnn.send('nobody', new Blob(['3'])).done).rejects.toMatchObject({ code: 'peer_unknown' });
    await meeting.join('cid');
    const third = atAnn.send('cid', new Blob(['4']));
    await ann.room.leave();
    await expect(third.done).rejects.toBeDefined();
  });

  it('is one of sixteen at most', async () => {
    const { atAnn, atBob, offers } = await two({}, false);
    for (let n = 0; n < 16; n += 1) atAnn.send('bob', new Blob([`${n}`]));
    expect(() => atAnn.send('bob', new Blob(['17']))).toThrow(/Wait/);
    await until(() => offers.length === 16);
    expect(atBob).toBeDefined();
  });
});

describe('what peers say about files', () => {
  it('is read only if it is that', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readFileNote(value)));
    for (const none of [
      { t: 'offer', id: -1 },
      { t: 'stop', id: 1, why: 'x', of: 'sender' },
      { t: 'end', id: 1 },
    ]) {
      expect(readFileNote(none)).toBeUndefined();
    }
    const stop = { t: 'stop', id: 1, of: 'sender', why: 'cancelled' };
    expect(readFileNote(stop)).toBe(stop);
    expect(readFileNote({ t: 'constructor', id: 1 })).toBeUndefined();
  });

  it('comes in pieces that know where they belong', () => {
    const anywhere = fc.tuple(fc.nat(2 ** 31), fc.maxSafeNat(), fc.uint8Array({ minLength: 1 }));
    fc.assert(
      fc.property(anywhere, ([id, offset, bytes]) => {
        expect(readChunk(writeChunk(id, offset, bytes).buffer)).toEqual({ id, offset, bytes });
      }),
    );
    expect(readChunk(new ArrayBuffer(12))).toBeUndefined();
  });

  it('names no path and hides nothing', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('C:\\x\\y.txt')).toBe('y.txt');
    expect(safeName('cod\u202egpj.exe')).toBe('codgpj.exe');
    expect(safeName('/')).toBe('file');
  });
});
