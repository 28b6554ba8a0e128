import { describe, expect, it } from 'vitest';
import { browserNetwork, networkOf } from './network.ts';

describe('the network', () => {
  it('is told to be back, to be another one, or perhaps to have changed, until nobody asks', () => {
    const events = new EventTarget();
    const connection = Object.assign(new EventTarget(), { type: 'wifi' });
    const told: string[] = [];
    const stop = networkOf({ events, connection }).watch((change) => told.push(change));
    events.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    connection.type = 'cellular';
    connection.dispatchEvent(new Event('change'));
    connection.type = 'none';
    connection.dispatchEvent(new Event('change'));
    expect(told).toEqual(['online', 'hint', 'moved', 'hint']);
    stop();
    events.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    expect(told.length).toBe(4);
  });

  it('needs no Network Information API, and no browser', () => {
    const events = new EventTarget();
    const told: string[] = [];
    networkOf({ events }).watch((change) => told.push(change));
    events.dispatchEvent(new Event('online'));
    expect(told).toEqual(['online']);
    expect(browserNetwork()).toBe(undefined);
  });
});
