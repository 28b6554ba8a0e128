/** Whom one calls. */
export const people = {
  'people.title': 'People',
  'people.page': 'People and calls',
  'people.dial': 'Call somebody',
  'people.example': 'bob, or several: bob, cyd',
  'people.nobodyNamed': 'Write the user name of whoever you want to call.',
  'people.tooMany': {
    one: 'At most {count} person can be called at once.',
    other: 'At most {count} people can be called at once.',
  },
  'people.online': 'Online',
  'people.away': 'Away',
  'people.in-call': 'In a call',
  'people.offline': 'Offline',
  'people.blocked': 'Blocked',
  'people.block': 'Block',
  'people.unblock': 'Unblock',
  'people.blockWho': 'Block {name}',
} as const;
