// Before anything is painted: the theme that was chosen, so that a dark page does not flash. The rest is app/page.ts.
try {
  const theme = localStorage.getItem('parley.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing has no choice to remember
}
