import { en } from './en/en.ts';
import { directionOf, type Language } from './languages.ts';
import { fill, type Message, type Param, type ParamsOf, type Translation } from './message.ts';

export type Key = keyof typeof en;
/** Keys of texts without anything to fill in. */
export type PlainKey = { [K in Key]: ParamsOf<(typeof en)[K]> extends [] ? K : never }[Key];
export type Catalogue = Translation<typeof en>;

/** English is always there; the others are fetched when they are chosen. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue> | Catalogue>> = {
  en: () => en,
  de: async () => (await import('./de/de.ts')).de,
};

let language: Language = 'en';
let catalogue: Readonly<Record<string, Message>> = en;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** The text of a key: `t('room.leave')`, `t('room.peers', { count: 3 })`. */
export function t<K extends Key>(key: K, ...[params]: ParamsOf<(typeof en)[K]>): string {
  return fill(catalogue[key] ?? en[key], currentLocale(), params as Record<string, Param> | undefined);
}

/** Like {@link t} for a key that is put together as the page runs; `undefined` where there is none. It fills in nothing. */
export function textOf(key: string): string | undefined {
  return Object.hasOwn(en, key) ? fill(catalogue[key] ?? key, currentLocale()) : undefined;
}

/** The language of what is shown, as a BCP 47 tag. */
export function currentLanguage(): Language {
  return language;
}

/** The language with the region that the browser is set to, where that speaks it: en-GB writes times otherwise than en. */
export function currentLocale(): string {
  const tags = globalThis.navigator?.languages ?? [];
  return tags.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** Settles when the catalogue is there that was chosen last; `undefined` when it is. */
export function catalogueLoading(): Promise<void> | undefined {
  return loading;
}

/** Called after every change of the language. Returns what ends it. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Everything is shown anew in this language; it stays as it is when the catalogue cannot be fetched. */
export function setLanguage(wanted: Language): Promise<void> | undefined {
  const found = CATALOGUES[wanted]();
  if (!(found instanceof Promise)) {
    loading = undefined;
    return void use(wanted, found);
  }
  const current: Promise<void> = found
    .then((fetched) => current === loading && use(wanted, fetched))
    .catch(() => {})
    .then(() => {
      if (current === loading) loading = undefined;
    });
  loading = current;
  return current;
}

function use(wanted: Language, texts: Catalogue): void {
  if (catalogue === texts) return;
  language = wanted;
  catalogue = texts;
  if (globalThis.document) {
    document.documentElement.lang = wanted;
    document.documentElement.dir = directionOf(wanted);
  }
  for (const listener of listeners) listener();
}
