import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../sdk/emitter.ts';
import { type CallEvents, type Calls, type CreatedCall, ParleyError } from '../../sdk/index.ts';
import { Outgoing } from './outgoing.ts';

class FakeCalls extends Emitter<CallEvents> {
  readonly cancelled: string[] = [];
  answer: () => Promise<CreatedCall> = async () => ({ callId: 'c1', roomId: 'r1', invitations: [] });
  create(): Promise<CreatedCall> {
    return this.answer();
  }
  async cancel(callId: string): Promise<void> {
    this.cancelled.push(callId);
  }
  accept(callId: string): void {
    this.emit('invitation_accepted', { id: 'p', timestamp: 1, callId, acceptedBy: 'bob' });
  }
  reject(rejectedBy: string, reason: 'declined' | 'busy'): void {
    this.emit('invitation_rejected', { id: 'p', timestamp: 1, callId: 'c1', rejectedBy, reason });
  }
}

function outgoing(...invitees: string[]) {
  const calls = new FakeCalls();
  const call = new Outgoing(calls as unknown as Calls, { invitees, callType: 'audio' }, () => {});
  return { calls, call };
}

describe('a call that one makes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('rings until somebody answers', async () => {
    const { calls, call } = outgoing('bob');
    expect(call.state.phase).toBe('starting');
    await call.start();
    expect(call.state.phase).toBe('ringing');
    calls.accept('another');
    expect(call.state.phase).toBe('ringing');
    calls.accept('c1');
    expect(call.state.phase).toBe('accepted');
    await vi.advanceTimersByTimeAsync(100_000);
    expect([call.state.phase, calls.cancelled]).toEqual(['accepted', []]);
  });

  it('is answered even when the answer overtakes the reply', async () => {
    const { calls, call } = outgoing('bob');
    const started = call.start();
    calls.accept('c1');
    await started;
    expect(call.state.phase).toBe('accepted');
  });

  it.each([
    ['busy', 'bob is busy.'],
    ['declined', 'bob declined.'],
  ] as const)('tells that the other one is %s', async (reason, outcome) => {
    const { calls, call } = outgoing('bob');
    await call.start();
    calls.reject('bob', reason);
    expect(call.state).toEqual({ phase: 'over', outcome });
  });

  it('rings on while not everybody has declined', async () => {
    const { calls, call } = outgoing('bob', 'cyd');
    await call.start();
    calls.reject('bob', 'declined');
    calls.reject('bob', 'declined');
    expect(call.state.phase).toBe('ringing');
    calls.reject('cyd', 'busy');
    expect(call.state).toEqual({ phase: 'over', outcome: 'bob and cyd declined.' });
  });

  it('is given up when nobody answers', async () => {
    const { calls, call } = outgoing('bob');
    await call.start();
    await vi.advanceTimersByTimeAsync(80_000);
    expect([call.state, calls.cancelled]).toEqual([{ phase: 'over', outcome: 'bob did not answer.' }, ['c1']]);
  });

  it('that is given up before the server knows it is cancelled once it does', async () => {
    const { calls, call } = outgoing('bob');
    const started = call.start();
    call.giveUp();
    await started;
    expect([call.state, calls.cancelled]).toEqual([{ phase: 'over', outcome: 'You hung up.' }, ['c1']]);
  });

  it('says why it could not be made', async () => {
    const { calls, call } = outgoing('nobody');
    calls.answer = () => Promise.reject(new ParleyError('user_unknown'));
    await call.start();
    expect(call.state).toMatchObject({ phase: 'over', outcome: expect.stringContaining('Nobody here') });
  });
});
