import { describe, expect, it } from 'vitest';
import type { CallEntry } from '../../sdk/index.ts';
import { CallLog } from './call-log.ts';

/** A server with the calls 1 … n; newest first, 20 a page. */
function server(count: number) {
  const calls = Array.from({ length: count }, (_, index) => entry(count - index));
  return {
    calls,
    ring: (id: number) => calls.unshift(entry(id)),
    async history({ cursor, limit = 20 }: { cursor?: string; limit?: number } = {}) {
      const from = cursor ? calls.findIndex(({ callId }) => callId === cursor) + 1 : 0;
      const page = calls.slice(from, from + limit);
      const last = from + limit < calls.length ? page.at(-1)?.callId : undefined;
      return { calls: page, ...(last && { cursor: last }) };
    },
  };
}

function entry(id: number): CallEntry {
  return {
    ...{ callId: String(id), roomId: 'r', callType: 'audio', createdBy: 'bob', participants: ['bob', 'ann'] },
    ...{ startedAt: id, endedAt: id, duration: 1, status: 'completed' },
  };
}

const ids = (log: CallLog) => log.entries?.map(({ callId }) => Number(callId));
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

describe('the log of calls', () => {
  it('is read page by page until it ends', async () => {
    const log = new CallLog(server(45));
    await log.refresh();
    expect([ids(log), log.more]).toEqual([down(45, 26), true]);
    await log.showMore();
    await log.showMore();
    expect([ids(log), log.more]).toEqual([down(45, 1), false]);
  });

  it('keeps older pages when newer calls come, and shows none twice', async () => {
    const calls = server(30);
    const log = new CallLog(calls);
    await log.refresh();
    calls.ring(31);
    await log.showMore();
    await log.refresh();
    expect([ids(log), log.more]).toEqual([down(31, 1), false]);
  });

  it('has no gap after more calls than a page', async () => {
    const calls = server(30);
    const log = new CallLog(calls);
    await log.refresh();
    for (let id = 31; id <= 60; id++) calls.ring(id);
    await log.refresh();
    while (log.more) await log.showMore();
    expect(ids(log)).toEqual(down(60, 1));
  });

  it('of nobody is empty', async () => {
    const log = new CallLog(server(0));
    await log.refresh();
    expect([log.entries, log.more]).toEqual([[], false]);
    await log.showMore();
    expect(log.entries).toEqual([]);
  });
});
