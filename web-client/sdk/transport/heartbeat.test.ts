import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { Heartbeat } from './heartbeat.ts';

describe('Heartbeat', () => {
  const ping = vi.fn();
  const silent = vi.fn();
  let clock: FakeClock;
  let heartbeat: Heartbeat;

  beforeEach(() => {
    vi.resetAllMocks();
    clock = new FakeClock();
    heartbeat = new Heartbeat(clock, ping, silent);
    heartbeat.start(10_000);
  });

  it('answers each pong with a ping', async () => {
    heartbeat.pong();
    await clock.advance(10_000);
    heartbeat.pong();
    expect(ping).toHaveBeenCalledTimes(2);
  });

  it('does not play ping-pong with a server that answers pings', () => {
    for (let i = 0; i < 100; i += 1) heartbeat.pong();
    expect(ping).toHaveBeenCalledTimes(1);
  });

  it('reports a server that was silent for two and a half heartbeats', async () => {
    await clock.advance(24_999);
    expect(silent).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(silent).toHaveBeenCalledTimes(1);
  });

  it('takes any frame for a sign of life', async () => {
    await clock.advance(20_000);
    heartbeat.heard();
    await clock.advance(24_999);
    expect(silent).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(silent).toHaveBeenCalledTimes(1);
  });

  it('is quiet once it was stopped', async () => {
    heartbeat.stop();
    await clock.advance(100_000);
    expect(silent).not.toHaveBeenCalled();
  });
});
