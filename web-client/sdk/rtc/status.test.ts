import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { type PeerStatus, StatusWatch } from './status.ts';

function setUp() {
  const world = { relay: false };
  const told: PeerStatus[] = [];
  const watch = new StatusWatch(
    async () => world.relay,
    (status) => told.push(status),
  );
  const turn = async (...states: RTCPeerConnectionState[]) => {
    for (const state of states) {
      watch.turn(state);
      await settle();
    }
  };
  return { world, told, watch, turn };
}

describe('how things stand with a peer', () => {
  it('goes from connecting to connected, and says when a relay carries the media', async () => {
    const { world, told, watch, turn } = setUp();
    await turn('new', 'connecting', 'connected');
    world.relay = true;
    watch.look();
    await settle();
    expect(told).toEqual(['connected', 'relayed']);
    expect(watch.status).toBe('relayed');
  });

  it('is interrupted, not connecting, once it had been connected', async () => {
    const { told, turn } = setUp();
    await turn('connected', 'disconnected', 'connecting', 'connected', 'new', 'connecting', 'failed', 'connecting');
    expect(told).toEqual(['connected', 'interrupted', 'connected', 'interrupted', 'failed', 'interrupted']);
  });

  it('is failed when it never came up', async () => {
    const { told, watch, turn } = setUp();
    watch.look();
    await turn('connecting', 'failed', 'connecting');
    expect(told).toEqual(['failed', 'connecting']);
  });

  it('is not told as connected when it broke while that was looked up', async () => {
    const { told, watch } = setUp();
    watch.turn('connected');
    watch.turn('failed');
    await settle();
    expect(told).toEqual(['failed']);
  });
});
