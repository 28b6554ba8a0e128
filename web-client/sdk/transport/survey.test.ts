import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fakes, fakes } from '../testing/fake-environment.ts';
import { Connection } from './connection.ts';
import { EndpointPool } from './endpoints.ts';
import { Survey } from './survey.ts';

const NEAR = 'https://near.example';
const FAR = 'https://far.example';
const DEAD = 'https://dead.example';
const MINUTE = 60_000;

describe('Survey', () => {
  let world: Fakes;
  let asked: string[];
  /** How long each takes, milliseconds; who is not in it refuses. */
  let times: Record<string, number>;

  const fetch = (url: string, init: RequestInit) => {
    const endpoint = new URL(url).origin;
    asked.push(url);
    const time = times[endpoint];
    if (time === undefined) return Promise.reject(new TypeError('refused'));
    return new Promise<Response>((resolve, reject) => {
      world.clock.setTimer(() => resolve(Response.json({ websocket: true })), time);
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  };

  beforeEach(() => {
    world = fakes(() => 0);
    asked = [];
    times = { [NEAR]: 10, [FAR]: 200 };
  });

  const connect = (endpoints: string[], learnt: string[] = []) => {
    const listener = {
      ...{ handshake: async () => ({ heartbeatMs: 10 * MINUTE, endpoints: learnt }), up: vi.fn(), down: vi.fn() },
      ...{ received: vi.fn(), ended: vi.fn() },
    };
    const connection = new Connection({ ...world.env, fetch }, endpoints, listener);
    connection.start();
    return connection;
  };

  it('is not made where there is no choice', async () => {
    connect([NEAR]);
    await world.clock.advance(0);
    expect([asked.length, world.network.sockets.length]).toEqual([0, 1]);
  });

  it('sends the first connection to the fast node, without waiting for the slow one', async () => {
    const connection = connect([FAR, NEAR, DEAD]);
    connection.start();
    await world.clock.advance(110);
    expect(asked.sort()).toEqual([DEAD, FAR, NEAR].map((endpoint) => `${endpoint}/eventbus/info`));
    expect(world.network.sockets.map(({ endpoint }) => endpoint)).toEqual([NEAR]);
    expect(connection.ready?.endpoint).toBe(NEAR);
  });

  it('ends after two seconds where nobody answers, and the connection is tried all the same', async () => {
    times = { [NEAR]: 60_000, [FAR]: 60_000 };
    connect([NEAR, FAR]);
    await world.clock.advance(1_999);
    expect(world.network.sockets.length).toBe(0);
    await world.clock.advance(1);
    expect(world.network.sockets.length).toBe(1);
  });

  it('does not connect a client that was closed meanwhile', async () => {
    connect([NEAR, FAR]).stop();
    await world.clock.advance(MINUTE);
    expect(world.network.sockets.length).toBe(0);
  });

  it('is not made again at a reconnect: it would double a storm of them', async () => {
    connect([NEAR, FAR]);
    await world.clock.advance(300);
    world.network.last.drop(1006);
    await world.clock.advance(5_000);
    expect([asked.length, world.network.last.endpoint]).toEqual([2, FAR]);
  });

  it('finds a node to be well again that failed, at the next look', async () => {
    const pool = new EndpointPool([NEAR, FAR], () => 0, world.clock.now);
    const survey = new Survey({ ...world.env, fetch }, pool);
    await Promise.all([survey.first(), world.clock.advance(300)]);
    pool.failed(NEAR);
    survey.start();
    delete times[NEAR];
    await world.clock.advance(2.5 * MINUTE);
    expect([asked.length, pool.next()]).toEqual([3, FAR]);
    times[NEAR] = 10;
    await world.clock.advance(3 * MINUTE);
    expect([asked.length, pool.next()]).toEqual([4, NEAR]);
    // nothing is in doubt any more
    await world.clock.advance(30 * MINUTE);
    expect(asked.length).toBe(4);
    survey.stop();
  });

  it('looks only while connected, at what the cluster told of, a few at a time', async () => {
    const others = [1, 2, 3, 4, 5, 6].map((n) => `https://n${n}.example`);
    const connection = connect([NEAR], others);
    await world.clock.advance(3 * MINUTE);
    expect(asked.length).toBe(4);
    connection.stop();
    await world.clock.advance(30 * MINUTE);
    expect(asked.length).toBe(4);
  });
});
