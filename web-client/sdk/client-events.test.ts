import { describe, expect, it } from 'vitest';
import { joined } from './testing/fake-room.ts';

async function listened() {
  const world = await joined();
  const told: string[] = [];
  world.client.on('reconnecting', ({ attempt }) => told.push(`reconnecting ${attempt}`));
  world.client.on('reconnected', ({ resumed }) => told.push(`reconnected ${resumed}`));
  world.client.on('ended', ({ code }) => told.push(`ended ${code}`));
  return { ...world, told };
}

describe('a client', () => {
  it('tells of every attempt to come back, and of being back', async () => {
    const { network, clock, told, open } = await listened();
    Object.assign(open, { resumed: true });
    network.down.add('https://node.example');
    network.last.drop();
    await clock.advance(1_000);
    network.down.clear();
    await clock.advance(5_000);
    expect(told.slice(0, 2)).toEqual(['reconnecting 1', 'reconnecting 2']);
    expect(told.slice(2)).toEqual(['reconnected true']);
  });

  it('tells of its end, but not of an end that one made oneself', async () => {
    const first = await listened();
    first.network.last.drop(3502);
    expect(first.told).toEqual(['ended session_replaced']);
    const second = await listened();
    second.client.close();
    await second.clock.advance(60_000);
    expect(second.told).toEqual([]);
  });
});
