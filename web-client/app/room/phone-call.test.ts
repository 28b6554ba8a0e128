import { describe, expect, it } from 'vitest';
import { caller } from '../../sdk/testing/fake-caller.ts';
import { PhoneCall } from './phone-call.ts';

async function call() {
  const world = await caller();
  let over = 0;
  const note = { callId: 'c1', roomId: 'r', callType: 'audio', others: ['bob'], camera: false } as const;
  const phone = new PhoneCall(world.client, note, () => (over += 1));
  const ends = (callId = 'c1') => world.push('call_ended', { callId, endedBy: 'bob', duration: 61 });
  return { ...world, phone, ends, over: () => over };
}

describe('a call in a room', () => {
  it('that one ends oneself tells how long it took', async () => {
    const { ends, phone, over, sent, network } = await call();
    network.on(/^calls\.request\.end$/, (frame, socket) => socket.reply(frame, { duration: 192 }));
    await phone.hangUp();
    expect([sent('end'), phone.summaryOf({ reason: 'left' })?.text]).toEqual([
      [{ callId: 'c1' }],
      'You talked with bob for 3:12.',
    ]);
    ends();
    expect(over()).toBe(0);
  });

  it('that another one ends says who', async () => {
    const { ends, phone, over } = await call();
    ends('another');
    expect(over()).toBe(0);
    ends();
    ends();
    expect([over(), phone.summaryOf({ reason: 'left' })?.text]).toEqual([1, 'bob hung up after 1:01.']);
  });

  it('whose room closes before one hears of its end still says who ended it', async () => {
    const { ends, phone, over } = await call();
    expect(phone.summaryOf({ reason: 'room-closed' })?.text).toBe('You talked with bob.');
    ends();
    expect([over(), phone.summaryOf({ reason: 'room-closed' })?.text]).toEqual([1, 'bob hung up after 1:01.']);
  });

  it('that ended for another reason leaves that reason the word', async () => {
    const { phone } = await call();
    expect(phone.summaryOf({ reason: 'kicked' })).toBeUndefined();
    expect(phone.summaryOf({ reason: 'room-closed' })?.text).toBe('You talked with bob.');
  });

  it('that the server cannot be told of is over all the same', async () => {
    const { phone, network } = await call();
    network.on(/^calls\.request\.end$/, (frame, socket) => socket.fail(frame, 'call_unknown'));
    await phone.hangUp();
    expect(phone.summaryOf({ reason: 'left' })?.text).toBe('You talked with bob.');
  });
});
