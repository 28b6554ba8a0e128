import type { VideoPreset } from '../../sdk/index.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { remember, remembered } from '../ui/memory.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What somebody chose in this browser. */
export interface Settings {
  /** Empty: as the browser. */
  readonly language: Language | '';
  readonly theme: Theme;
  /** For rooms without an account. */
  readonly name: string;
  /** Ids of devices; empty: as the browser chooses. */
  readonly camera: string;
  readonly microphone: string;
  readonly speaker: string;
  readonly preset: VideoPreset;
  /** Whether calls are heard. */
  readonly ring: boolean;
  /** Whether calls are told of outside the page while that is hidden. */
  readonly notify: boolean;
  /** Media through a TURN server only. */
  readonly relay: boolean;
}

export type SettingName = keyof Settings;

/** How a setting is kept. `read` makes something valid of any text, the default of an empty one. */
interface Kept<T> {
  readonly key: string;
  read(text: string): T;
}

const text = (key: string, longest: number): Kept<string> => ({ key, read: (kept) => kept.slice(0, longest) });
const flag = (key: string, otherwise: boolean): Kept<boolean> => ({
  key,
  read: (kept) => (kept ? kept === 'true' : otherwise),
});
const choice = <T extends string>(key: string, otherwise: T, ...others: T[]): Kept<T> => ({
  key,
  read: (kept) => others.find((other) => other === kept) ?? otherwise,
});

const KEPT: { readonly [K in SettingName]: Kept<Settings[K]> } = {
  language: choice<Language | ''>('language', '', ...(Object.keys(LANGUAGES) as Language[])),
  theme: choice<Theme>('theme', 'system', 'light', 'dark'),
  name: text('name', 64),
  camera: text('device.video', 512),
  microphone: text('device.audio', 512),
  speaker: text('device.speaker', 512),
  preset: choice<VideoPreset>('preset', 'auto', 'low', 'hd', 'fullhd'),
  ring: flag('ring', true),
  notify: flag('notify', false),
  relay: flag('relay', false),
};

const listeners = new Set<(name: SettingName) => void>();

/** What was chosen, or the default. */
export function setting<K extends SettingName>(name: K): Settings[K] {
  return KEPT[name].read(remembered(KEPT[name].key));
}

/** Keeps it for the next visit, and tells whoever listens. */
export function choose<K extends SettingName>(name: K, value: Settings[K]): void {
  remember(KEPT[name].key, String(value));
  tell(name);
}

/** Called with what was chosen, here or in another tab. Returns what ends it. */
export function onSetting(listener: (name: SettingName) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(name: SettingName): void {
  for (const listener of listeners) listener(name);
}

globalThis.window?.addEventListener('storage', ({ key }) => {
  for (const name of Object.keys(KEPT) as SettingName[])
    if (key === null || key === `parley.${KEPT[name].key}`) tell(name);
});
