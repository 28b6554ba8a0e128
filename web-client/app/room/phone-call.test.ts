import { describe, expect, it } from 'vitest';
import { Emitter } from '../../sdk/emitter.ts';
import { type CallEvents, type Parley, ParleyError } from '../../sdk/index.ts';
import { PhoneCall } from './phone-call.ts';

class FakeCalls extends Emitter<CallEvents> {
  readonly ended: string[] = [];
  answer: () => Promise<number> = async () => 192;
  end(callId: string): Promise<number> {
    this.ended.push(callId);
    return this.answer();
  }
  push(callId: string): void {
    this.emit('call_ended', { id: 'p', callId, timestamp: 1, endedBy: 'bob', duration: 61 });
  }
}

function call() {
  const calls = new FakeCalls();
  let over = 0;
  const note = { callId: 'c1', roomId: 'r', callType: 'audio', others: ['bob'], camera: false } as const;
  const phone = new PhoneCall({ calls } as unknown as Parley, note, () => (over += 1));
  return { calls, phone, over: () => over };
}

describe('a call in a room', () => {
  it('that one ends oneself tells how long it took', async () => {
    const { calls, phone, over } = call();
    await phone.hangUp();
    expect([calls.ended, phone.summaryOf({ reason: 'left' })?.text]).toEqual([['c1'], 'You talked with bob for 3:12.']);
    calls.push('c1');
    expect(over()).toBe(0);
  });

  it('that another one ends says who', () => {
    const { calls, phone, over } = call();
    calls.push('another');
    expect(over()).toBe(0);
    calls.push('c1');
    calls.push('c1');
    expect([over(), phone.summaryOf({ reason: 'left' })?.text]).toEqual([1, 'bob hung up after 1:01.']);
  });

  it('whose room closes before one hears of its end still says who ended it', () => {
    const { calls, phone, over } = call();
    expect(phone.summaryOf({ reason: 'room-closed' })?.text).toBe('You talked with bob.');
    calls.push('c1');
    expect([over(), phone.summaryOf({ reason: 'room-closed' })?.text]).toEqual([1, 'bob hung up after 1:01.']);
  });

  it('that ended for another reason leaves that reason the word', () => {
    const { phone } = call();
    expect(phone.summaryOf({ reason: 'kicked' })).toBeUndefined();
    expect(phone.summaryOf({ reason: 'room-closed' })?.text).toBe('You talked with bob.');
  });

  it('that the server cannot be told of is over all the same', async () => {
    const { calls, phone } = call();
    calls.answer = () => Promise.reject(new ParleyError('unavailable'));
    await phone.hangUp();
    expect(phone.summaryOf({ reason: 'left' })?.text).toBe('You talked with bob.');
  });
});
