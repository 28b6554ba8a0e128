import { describe, expect, it } from 'vitest';
import { Inbox } from './inbox.ts';

describe('Inbox', () => {
  it('lets each signal of a sender in once', () => {
    const inbox = new Inbox();
    expect([1, 2, 2, 1, 3].map((id) => inbox.isNew('ann', id))).toEqual([true, true, false, false, true]);
    expect(inbox.isNew('bob', 1)).toBe(true);
  });

  it('remembers more ids than a sender may resend', () => {
    const inbox = new Inbox();
    for (let id = 1; id <= 10_000; id += 1) inbox.isNew('ann', id);
    for (let id = 9_745; id <= 10_000; id += 1) expect(inbox.isNew('ann', id)).toBe(false);
  });

  it('lets a peer that joined anew count from 1 again, but not one that came back', () => {
    const inbox = new Inbox();
    inbox.met('ann', 1);
    inbox.isNew('ann', 1);
    inbox.met('ann', 1);
    expect(inbox.isNew('ann', 1)).toBe(false);
    inbox.met('ann', 2);
    expect(inbox.isNew('ann', 1)).toBe(true);
  });
});
