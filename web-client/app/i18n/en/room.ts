/** The room itself, from inside. */
export const room = {
  'room.leave': 'Leave',
  'room.hangUp': 'Hang up',
  'room.peers': { one: '{count} person in the room', other: '{count} people in the room' },
} as const;
