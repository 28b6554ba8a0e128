export const room = {
  'room.leave': 'Verlassen',
  'room.hangUp': 'Auflegen',
  'room.peers': { one: '{count} Person im Raum', other: '{count} Personen im Raum' },
} as const;
