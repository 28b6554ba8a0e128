import { type Key, onLanguageChange, setLanguage, textOf } from './i18n/i18n.ts';
import { languageFor } from './i18n/languages.ts';
import { onSetting, setting } from './settings/settings.ts';

/** What every page begins with: language and theme as they were chosen, and again whenever they are chosen anew. */
function useLanguage(): void {
  void setLanguage(languageFor(setting('language'), navigator.languages));
}

function useTheme(): void {
  const theme = setting('theme');
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The page's own words, which are there in English without any script. */
function translatePage(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]'))
    element.textContent = textOf(element.dataset.t as Key) ?? element.textContent;
}

onLanguageChange(translatePage);
onSetting((name) => {
  if (name === 'language') useLanguage();
  if (name === 'theme') useTheme();
});
window.addEventListener('languagechange', useLanguage);
useLanguage();
useTheme();
