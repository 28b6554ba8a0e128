import { describe, expect, it } from 'vitest';
import { ParleyError } from '../../sdk/index.ts';
import { ending, refusal } from './notices.ts';

describe('a screen that ends the call', () => {
  it.each(['left', 'kicked', 'banned', 'replaced', 'room-closed', 'connection', 'refused'] as const)(
    'says after %s what happened and what to do',
    (reason) => {
      const { title, text } = ending({ reason });
      expect(title.length).toBeGreaterThan(5);
      expect(text).toMatch(/\.$/);
    },
  );

  it('names the reason of a refusal', () => {
    expect(ending({ reason: 'refused', error: new ParleyError('room_full') }).title).toBe('The room is full');
    expect(refusal('timeout')).toEqual(refusal('unavailable'));
  });
});
