/** Languages in their own words. One more is one more line here, and its catalogue. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** The one that was set; else the first of the browser's that there is a catalogue for; else English. */
export function languageFor(setting: string, wanted: readonly string[]): Language {
  return [setting, ...wanted.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '')].find(isLanguage) ?? 'en';
}

/** Scripts that are written from right to left (CLDR). */
const FROM_THE_RIGHT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm']);

export function directionOf(language: string): 'ltr' | 'rtl' {
  return FROM_THE_RIGHT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
}
