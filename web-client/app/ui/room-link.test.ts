import { describe, expect, it } from 'vitest';
import { roomIdFrom } from './room-link.ts';

describe('roomIdFrom', () => {
  it.each([
    ['daily', 'daily'],
    ['  Team standup ', 'Team-standup'],
    ['https://meet.example/room.html?id=r_abc-1&name=Ann', 'r_abc-1'],
  ])('reads %j as %j', (text, id) => expect(roomIdFrom(text)).toBe(id));

  it.each(['', '  ', 'a/b', 'ünicode', 'x'.repeat(65), '<script>'])('takes %j for no room', (text) => {
    expect(roomIdFrom(text)).toBeUndefined();
  });
});
