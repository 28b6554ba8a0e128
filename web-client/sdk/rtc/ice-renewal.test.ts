import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { expiryOf, type IceGrant, IceRenewal } from './ice-renewal.ts';

const HOUR_S = 3_600;
const EPOCH_S = 1_800_000_000;

/** Servers with credentials that end so many seconds after the test began. */
function servers(endsInS: number): RTCIceServer[] {
  return [{ urls: 'stun:a' }, { urls: 'turn:a', username: `${EPOCH_S + 1 + endsInS}:me`, credential: 'x' }];
}

function setUp(skewMs = 0) {
  const clock = new FakeClock();
  const world = {
    asked: 0,
    pause: async (): Promise<unknown> => undefined,
    used: [] as IceGrant[],
    answer: { iceServers: servers(2 * HOUR_S), ttl: HOUR_S } as unknown,
  };
  const env = {
    ...{ now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer },
    wallTime: () => clock.now() + EPOCH_S * 1_000 + skewMs,
  };
  const ask = async () => {
    world.asked += 1;
    await world.pause();
    if (world.answer instanceof Error) throw world.answer;
    return world.answer as IceGrant;
  };
  const renewal: IceRenewal = new IceRenewal(env, ask, (grant) => {
    world.used.push(grant);
    renewal.granted(grant);
  });
  return { clock, world, renewal };
}

describe('TURN credentials', () => {
  it('are asked for only when the server’s own renewal did not come', async () => {
    const { clock, world, renewal } = setUp();
    renewal.granted({ iceServers: servers(HOUR_S) });
    await clock.advance(0.89 * HOUR_S * 1_000);
    expect(world.asked).toBe(0);
    renewal.granted({ iceServers: servers(1.89 * HOUR_S), ttl: HOUR_S });
    await clock.advance(0.89 * HOUR_S * 1_000);
    expect(world.asked).toBe(0);
    await clock.advance(0.02 * HOUR_S * 1_000);
    expect([world.asked, world.used.length]).toEqual([1, 1]);
  });

  it('are asked for again while nobody answers', async () => {
    const { clock, world, renewal } = setUp();
    world.answer = new Error('no network');
    renewal.granted({ iceServers: servers(HOUR_S) });
    await clock.advance(0.9 * HOUR_S * 1_000 + 31_000);
    expect([world.asked, world.used.length]).toEqual([3, 0]);
    world.answer = { iceServers: servers(2 * HOUR_S), ttl: HOUR_S };
    await clock.advance(15_000);
    expect([world.asked, world.used.length]).toEqual([4, 1]);
  });

  it('are not asked for all the time by whoever’s clock is ahead', async () => {
    const { clock, world, renewal } = setUp(10 * HOUR_S * 1_000);
    renewal.granted({ iceServers: servers(HOUR_S) });
    await clock.advance(29_000);
    expect(world.asked).toBe(0);
    await clock.advance(HOUR_S * 500);
    expect(world.asked).toBe(1);
  });

  it('are nobody’s business where there are none, or after the end', async () => {
    const { clock, world, renewal } = setUp();
    renewal.granted({ iceServers: [{ urls: 'turn:a', username: 'fixed', credential: 'x' }], ttl: 60 });
    await clock.advance(HOUR_S * 1_000);
    renewal.granted({ iceServers: servers(2 * HOUR_S) });
    renewal.stop();
    await clock.advance(2 * HOUR_S * 1_000);
    expect(world.asked).toBe(0);
    expect(expiryOf([{ urls: 'stun:a' }])).toBe(undefined);
  });

  it('that come while one asks win over the answer', async () => {
    const { clock, world, renewal } = setUp();
    world.pause = () => new Promise((resolve) => clock.setTimer(resolve as () => void, 5_000));
    renewal.granted({ iceServers: servers(HOUR_S) });
    await clock.advance(0.9 * HOUR_S * 1_000);
    renewal.granted({ iceServers: servers(2 * HOUR_S) });
    await clock.advance(6_000);
    expect([world.asked, world.used]).toEqual([1, []]);
  });
});
