import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { ParleyError } from '../wire/codes.ts';
import { Requests } from './requests.ts';

describe('Requests', () => {
  it('pairs each answer with its request', async () => {
    const requests = new Requests(new FakeClock());
    const [one, two] = [requests.open(1_000), requests.open(1_000)];
    expect(requests.settle({ type: 'rec', address: two.replyAddress, body: 2 })).toBe(true);
    expect(requests.settle({ type: 'rec', address: one.replyAddress, body: 1 })).toBe(true);
    expect([await one.answer, await two.answer]).toEqual([1, 2]);
  });

  it('rejects with the code, the sentence and the extras of an err frame', async () => {
    const requests = new Requests(new FakeClock());
    const { replyAddress, answer } = requests.open(1_000);
    requests.settle({
      type: 'err',
      address: replyAddress,
      message: 'rate_limited',
      detail: 'Slow down.',
      retryAfterMs: 700,
    });
    await expect(answer).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Slow down.',
      extras: { retryAfterMs: 700 },
    });
  });

  it('rejects with timeout when the deadline passes, and takes no later answer', async () => {
    const clock = new FakeClock();
    const requests = new Requests(clock);
    const { replyAddress, answer } = requests.open(1_000);
    const outcome = expect(answer).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(1_000);
    await outcome;
    expect(requests.settle({ type: 'rec', address: replyAddress, body: 1 })).toBe(false);
  });

  it('leaves no request open when the socket is lost', async () => {
    const requests = new Requests(new FakeClock());
    const answers = [requests.open(1_000).answer, requests.open(1_000).answer];
    requests.failAll(new ParleyError('disconnected'));
    for (const answer of answers) await expect(answer).rejects.toMatchObject({ code: 'disconnected' });
  });
});
