/** What the HTML files themselves say (`data-t`), until and unless a script is there. */
export const pages = {
  'page.index': 'Parley',
  'page.login': 'Sign in · Parley',
  'page.register': 'Make an account · Parley',
  'page.people': 'People · Parley',
  'page.history': 'Calls · Parley',
  'page.timeline': 'Timeline of a call · Parley',
  'page.settings': 'Settings · Parley',
  'page.room': 'Room · Parley',
  'page.navigation': 'Pages',
} as const;
