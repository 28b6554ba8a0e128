export const people = {
  'people.title': 'Leute',
  'people.page': 'Leute und Anrufe',
  'people.dial': 'Jemanden anrufen',
  'people.example': 'bob, oder mehrere: bob, cyd',
  'people.nobodyNamed': 'Schreiben Sie den Benutzernamen der Person, die Sie anrufen wollen.',
  'people.tooMany': {
    one: 'Höchstens {count} Person lässt sich auf einmal anrufen.',
    other: 'Höchstens {count} Leute lassen sich auf einmal anrufen.',
  },
  'people.online': 'Da',
  'people.away': 'Abwesend',
  'people.in-call': 'Im Gespräch',
  'people.offline': 'Nicht da',
  'people.blocked': 'Gesperrt',
  'people.block': 'Sperren',
  'people.unblock': 'Entsperren',
  'people.blockWho': '{name} sperren',
} as const;
