import { describe, expect, it, vi } from 'vitest';
import { abortable } from './abort.ts';
import { settle } from './testing/fake-clock.ts';
import { joined, scripted } from './testing/fake-room.ts';
import { FakeStream, FakeTrack } from './testing/fake-rtc.ts';

const ABORTED = { code: 'aborted' };
const leaves = (world: { network: { last: { sends(address: string): unknown[] } } }) =>
  world.network.last.sends('rooms.request.leave').length;

describe('a signal', () => {
  it('gives work up at once, says why, and hands over what came too late', async () => {
    const stop = new AbortController();
    const late = vi.fn();
    let finish = (_: string) => {};
    const work = abortable(new Promise<string>((resolve) => (finish = resolve)), stop.signal, late);
    stop.abort('the page was left');
    await expect(work).rejects.toMatchObject({ ...ABORTED, cause: 'the page was left' });
    finish('done');
    await settle();
    expect(late.mock.calls).toEqual([['done']]);
  });

  it('means nothing to work that is done, and nothing is left behind', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    await expect(abortable(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    await settle();
    expect([added.mock.calls.length, removed.mock.calls.length]).toEqual([2, 2]);
  });
});

describe('connect', () => {
  it('is given up while no server answers, and goes on for others', async () => {
    const world = scripted();
    world.network.down.add('https://node.example');
    const client = world.connect();
    const stop = new AbortController();
    const mine = client.connect({ signal: stop.signal });
    const others = client.connect();
    await world.clock.advance(100);
    stop.abort();
    await expect(mine).rejects.toMatchObject(ABORTED);
    world.network.down.clear();
    await world.clock.advance(5_000);
    await others;
    await expect(client.connect({ signal: stop.signal })).rejects.toMatchObject(ABORTED);
  });
});

describe('a request', () => {
  it('is not repeated once it was given up', async () => {
    const world = await joined();
    world.network.on(/^people\.request\.get$/, (frame, socket) =>
      socket.fail(frame, 'unavailable', { retryAfterMs: 900 }),
    );
    const stop = new AbortController();
    const asked = world.client.people.get('bob', { signal: stop.signal });
    await world.clock.advance(100);
    stop.abort();
    await expect(asked).rejects.toMatchObject(ABORTED);
    await world.clock.advance(5_000);
    expect(world.network.last.sends('people.request.get').length).toBe(1);
  });

  it('that must not be repeated can be given up, too', async () => {
    const world = await joined();
    const stop = new AbortController();
    const asked = world.client.requestOnce('auth.request.password', {}, { signal: stop.signal });
    await world.clock.advance(0);
    stop.abort();
    await expect(asked).rejects.toMatchObject(ABORTED);
  });
});

describe('a join', () => {
  it('that was given up before it began asks for nothing', async () => {
    const world = scripted();
    await expect(world.connect().join('daily', { signal: AbortSignal.abort() })).rejects.toMatchObject(ABORTED);
    expect(world.network.sockets.length).toBe(0);
  });

  it('that lands after it was given up is left again', async () => {
    const world = scripted();
    world.network.on(/^rooms\.request\.join$/, () => {});
    const stop = new AbortController();
    const client = world.connect();
    const join = client.join('daily', { signal: stop.signal });
    await world.clock.advance(0);
    stop.abort();
    await expect(join).rejects.toMatchObject(ABORTED);
    await world.clock.advance(0);
    expect(leaves(world)).toBe(1);
    const [request] = world.network.last.sends('rooms.request.join');
    world.network.last.reply(request as never, { waiting: true });
    await world.clock.advance(0);
    // the server may have carried out the leave first
    expect(leaves(world)).toBe(2);
  });

  it('is told to the server until it answers, also over a reconnect', async () => {
    const world = scripted();
    world.network.on(/^rooms\.request\.(join|leave)$/, () => {});
    const stop = new AbortController();
    const join = world.connect().join('daily', { signal: stop.signal });
    await world.clock.advance(0);
    stop.abort();
    await expect(join).rejects.toMatchObject(ABORTED);
    world.network.last.drop();
    world.network.on(/^rooms\.request\.leave$/, (frame, socket) => socket.reply(frame, {}));
    await world.clock.advance(3_000);
    expect([world.network.sockets.length, leaves(world)]).toEqual([2, 1]);
  });

  it('can be made again at once, and is not caught by the leave of the first', async () => {
    const world = scripted();
    world.network.on(/^rooms\.request\.leave$/, () => {});
    const client = world.connect();
    const stop = new AbortController();
    const first = client.join('daily', { signal: stop.signal, onWaiting: () => stop.abort() });
    world.join = { waiting: true } as never;
    await expect(first).rejects.toMatchObject(ABORTED);
    world.join = {};
    const second = client.join('daily');
    await world.clock.advance(0);
    expect(world.network.last.sends('rooms.request.join').length).toBe(1);
    const [leave] = world.network.last.sends('rooms.request.leave');
    world.network.last.reply(leave as never, {});
    expect((await second).id).toBe('daily');
  });

  it('lets go of devices that open after it was given up', async () => {
    const world = scripted();
    const track = new FakeTrack('audio');
    const stream = new FakeStream();
    stream.addTrack(track);
    let open = (_: unknown) => {};
    const getUserMedia = () => new Promise((resolve) => (open = resolve));
    Object.assign(world.env, { devices: { getUserMedia } });
    const stop = new AbortController();
    const join = world.connect().join('daily', { media: { audio: true }, signal: stop.signal });
    await world.clock.advance(0);
    stop.abort();
    await expect(join).rejects.toMatchObject(ABORTED);
    open(stream);
    await settle();
    expect(track.readyState).toBe('ended');
  });

  it('that is done is not undone', async () => {
    const world = scripted();
    const stop = new AbortController();
    const room = await world.connect().join('daily', { signal: stop.signal });
    stop.abort();
    await world.clock.advance(0);
    expect([room.id, leaves(world)]).toEqual(['daily', 0]);
  });
});
