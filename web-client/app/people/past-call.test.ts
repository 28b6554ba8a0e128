import { describe, expect, it } from 'vitest';
import type { CallEntry } from '../../sdk/index.ts';
import { pastCall } from './past-call.ts';

function entry(part: Partial<CallEntry>): CallEntry {
  return {
    ...{ callId: 'c', roomId: 'r', callType: 'audio', createdBy: 'bob', participants: ['bob', 'ann'] },
    ...{ startedAt: 1_000, endedAt: 2_000, duration: 61, status: 'completed' },
    ...part,
  };
}

describe('a past call', () => {
  it.each([
    ['completed', 'bob', 'call-in', '1:01'],
    ['completed', 'ann', 'call-out', '1:01'],
    ['missed', 'bob', 'call-missed', 'Missed'],
    ['cancelled', 'bob', 'call-missed', 'Missed'],
    ['missed', 'ann', 'call-out', 'No answer'],
    ['rejected', 'bob', 'call-in', 'You declined'],
    ['rejected', 'ann', 'call-out', 'Declined'],
  ] as const)('that is %s and was made by %s is %s: %s', (status, createdBy, kind, outcome) => {
    const call = pastCall(entry({ status, createdBy }), 'ann');
    expect(call).toMatchObject({ kind, outcome, others: ['bob'] });
  });

  it('without a beginning shows no time', () => {
    expect(pastCall(entry({ startedAt: null, endedAt: null }), 'ann').when).toBe('');
  });
});
