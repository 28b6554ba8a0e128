export const pages = {
  'page.index': 'Parley',
  'page.login': 'Anmelden · Parley',
  'page.register': 'Konto anlegen · Parley',
  'page.people': 'Leute · Parley',
  'page.history': 'Anrufe · Parley',
  'page.timeline': 'Verlauf eines Anrufs · Parley',
  'page.settings': 'Einstellungen · Parley',
  'page.room': 'Raum · Parley',
  'page.navigation': 'Seiten',
} as const;
