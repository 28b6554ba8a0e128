import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { type ErrorCode, ParleyError } from '../wire/codes.ts';
import { Outbox } from './outbox.ts';

const WINDOW_MS = 30_000;

interface Sent {
  readonly to: string;
  readonly id: number;
  readonly base: number;
  readonly epoch: string;
  readonly data: unknown;
  accept(): void;
  refuse(code: ErrorCode, epoch?: string): void;
}

describe('Outbox', () => {
  let clock: FakeClock;
  let outbox: Outbox;
  let sent: Sent[];
  const notMember = vi.fn();

  const send = (...data: string[]) => {
    const settled = data.map((item) => outbox.send('bob', item));
    for (const promise of settled) promise.catch(() => {});
    return settled;
  };
  /** Answers what was sent since the last call and returns its ids. */
  const acceptAll = async () => {
    const batch = sent.splice(0);
    for (const signal of batch) signal.accept();
    await settle();
    return batch.map(({ id }) => id);
  };
  const ids = () => sent.map(({ id }) => id);

  beforeEach(() => {
    vi.resetAllMocks();
    clock = new FakeClock();
    sent = [];
    const port = {
      send: (to: string, body: { id: number; base: number; epoch: string; data: unknown }) =>
        new Promise((resolve, reject) => {
          const refuse = (code: ErrorCode, epoch?: string) =>
            reject(new ParleyError(code, code, epoch ? { epoch } : {}));
          sent.push({ to, ...body, accept: () => resolve({ accepted: true }), refuse });
        }),
      notMember,
    };
    outbox = new Outbox({ ...clock, random: () => 0.5 }, port, 'e1', WINDOW_MS);
  });

  it('counts 1, 2, 3 … and names the lowest id not settled and the epoch', async () => {
    send('a', 'b');
    expect(sent.map(({ id, base, epoch }) => [id, base, epoch])).toEqual([
      [1, 1, 'e1'],
      [2, 1, 'e1'],
    ]);
    await acceptAll();
    send('c');
    expect(sent.map(({ id, base }) => [id, base])).toEqual([[3, 3]]);
  });

  it('resolves a signal once it is settled, also when its recipient is gone', async () => {
    const [first, second] = send('a', 'b');
    sent[0]?.accept();
    sent[1]?.refuse('peer_unknown');
    await expect(Promise.all([first, second])).resolves.toBeDefined();
  });

  it.each(['unavailable', 'rate_limited', 'out_of_order', 'timeout', 'not_member'] as const)(
    'goes back to the lowest id not settled after %s, in order',
    async (code) => {
      send('a', 'b', 'c');
      const [first, second, third] = sent.splice(0);
      first?.accept();
      second?.refuse(code);
      third?.refuse('out_of_order');
      await clock.advance(200);
      expect(sent.map(({ id, data }) => [id, data])).toEqual([
        [2, 'b'],
        [3, 'c'],
      ]);
    },
  );

  it('resends once for a whole burst of failures', async () => {
    send('a', 'b', 'c', 'd');
    for (const signal of sent.splice(0)) signal.refuse('unavailable');
    await clock.advance(1_000);
    expect(ids()).toEqual([1, 2, 3, 4]);
  });

  it('resends what came after the lowest open id even if it was accepted: an owner new to us takes no holes', async () => {
    send('a', 'b');
    const [first, second] = sent.splice(0);
    second?.accept();
    await settle();
    first?.refuse('timeout');
    await clock.advance(200);
    expect(ids()).toEqual([1, 2]);
  });

  it('sends nothing while the link is gone and goes on from the lowest open id after it is back', async () => {
    send('a', 'b');
    sent[0]?.accept();
    await settle();
    outbox.suspend();
    sent.splice(0)[1]?.refuse('disconnected');
    send('c');
    await clock.advance(10_000);
    expect(ids()).toEqual([]);
    outbox.resume();
    expect(sent.map(({ id, base, data }) => [id, base, data])).toEqual([
      [2, 2, 'b'],
      [3, 2, 'c'],
    ]);
  });

  it('resends after a change of epoch what was accepted, oldest first, before anything newer', async () => {
    send('a', 'b');
    await acceptAll();
    send('c');
    sent.splice(0);
    outbox.epochChanged('e2');
    send('d');
    expect(sent.map(({ id, base, epoch }) => [id, base, epoch])).toEqual([
      [1, 1, 'e2'],
      [2, 1, 'e2'],
      [3, 1, 'e2'],
      [4, 1, 'e2'],
    ]);
  });

  it('learns the new epoch from the refusal, and resends once however often it is told', async () => {
    send('a', 'b');
    await acceptAll();
    send('c', 'd');
    for (const signal of sent.splice(0)) signal.refuse('epoch_changed', 'e2');
    await clock.advance(1_000);
    outbox.epochChanged('e2');
    expect(sent.map(({ id, epoch }) => [id, epoch])).toEqual([1, 2, 3, 4].map((id) => [id, 'e2']));
  });

  it('does not go back to an epoch that has ended', async () => {
    send('a');
    await acceptAll();
    outbox.epochChanged('e2');
    await acceptAll();
    outbox.epochChanged('e1');
    expect(ids()).toEqual([]);
  });

  it('does not believe an acceptance that the former owner gave', async () => {
    send('a');
    const [old] = sent.splice(0);
    outbox.epochChanged('e2');
    old?.accept();
    await settle();
    sent.splice(0)[0]?.refuse('unavailable');
    await clock.advance(200);
    expect(ids()).toEqual([1]);
  });

  it('keeps accepted signals for the resume window and no longer', async () => {
    send('a');
    await acceptAll();
    await clock.advance(WINDOW_MS + 1);
    send('b');
    await acceptAll();
    outbox.epochChanged('e2');
    expect(sent.map(({ id, base }) => [id, base])).toEqual([[2, 2]]);
  });

  it('keeps at most 256 accepted signals', async () => {
    send(...Array.from({ length: 400 }, (_, i) => `${i}`));
    while (sent.length > 0) await acceptAll();
    outbox.epochChanged('e2');
    const resent: number[] = [];
    while (sent.length > 0) resent.push(...(await acceptAll()));
    expect(resent).toEqual(Array.from({ length: 256 }, (_, i) => i + 145));
  });

  it('bounds what is in flight and sends everything in order all the same', async () => {
    send(...Array.from({ length: 200 }, (_, i) => `${i}`));
    expect(sent.length).toBe(64);
    const all: number[] = [];
    while (sent.length > 0) all.push(...(await acceptAll()));
    expect(all).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  it('gives the id of a signal that can never be accepted to the next one', async () => {
    const [, tooLarge] = send('a', 'huge', 'c');
    const outcome = expect(tooLarge).rejects.toMatchObject({ code: 'frame_too_large' });
    const [first, second, third] = sent.splice(0);
    first?.accept();
    second?.refuse('frame_too_large');
    third?.refuse('out_of_order');
    await outcome;
    await clock.advance(100);
    send('d');
    expect(sent.map(({ id, data }) => [id, data])).toEqual([
      [2, 'c'],
      [3, 'd'],
    ]);
  });

  it('says so when the room does not know us any more', async () => {
    send('a');
    sent[0]?.refuse('not_member');
    await settle();
    expect(notMember).toHaveBeenCalledTimes(1);
  });

  it('rejects what waits when the room is left', async () => {
    const [waiting] = send('a');
    outbox.close(new ParleyError('closed'));
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
  });

  it('keeps what was accepted for somebody whose connection is lost, however old, until a new owner has it', async () => {
    outbox.reaches('bob', false);
    send('a');
    await acceptAll();
    await clock.advance(10 * WINDOW_MS);
    outbox.epochChanged('e2');
    expect(ids()).toEqual([1]);
  });

  it('forgets it after the window once the connection is back', async () => {
    outbox.reaches('bob', false);
    send('a');
    await acceptAll();
    outbox.reaches('bob', true);
    await clock.advance(WINDOW_MS + 1);
    outbox.epochChanged('e2');
    expect(ids()).toEqual([]);
  });

  it('keeps it a while for one who left by losing the connection: the other half of a split may still have it', async () => {
    outbox.reaches('bob', false);
    send('a');
    await acceptAll();
    await clock.advance(WINDOW_MS);
    outbox.parted('bob');
    await clock.advance(50_000);
    outbox.epochChanged('e2');
    expect(ids()).toEqual([1]);
  });

  it('but not for ever', async () => {
    outbox.reaches('bob', false);
    send('a');
    await acceptAll();
    outbox.parted('bob');
    await clock.advance(61_000 + WINDOW_MS);
    outbox.epochChanged('e2');
    expect(ids()).toEqual([]);
  });

  it('sends nothing of it again to another membership of the same peer, and leaves no hole', async () => {
    send('a');
    await acceptAll();
    send('b');
    outbox.departed('bob', 'me');
    const before = sent.length;
    outbox.epochChanged('e2');
    expect(sent.slice(before).map(({ to, id, data }) => [to, id, data])).toEqual([
      ['me', 1, null],
      ['bob', 2, 'b'],
    ]);
  });
});
