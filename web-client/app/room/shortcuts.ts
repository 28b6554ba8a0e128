import type { Key } from '../i18n/i18n.ts';
import { remember, remembered } from '../ui/memory.ts';
import type { Command } from './commands.ts';

export interface Shortcut {
  readonly key: string;
  readonly command: Command;
  readonly text: Extract<Key, `keys.${string}`>;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { key: 'm', command: 'microphone', text: 'keys.microphone' },
  { key: 'v', command: 'camera', text: 'keys.camera' },
  { key: 's', command: 'screen', text: 'keys.screen' },
  { key: 'h', command: 'hand', text: 'keys.hand' },
  { key: 'r', command: 'react', text: 'keys.react' },
  { key: 'c', command: 'chat', text: 'keys.chat' },
  { key: 'p', command: 'people', text: 'keys.people' },
  { key: 'g', command: 'view', text: 'keys.view' },
  { key: 'f', command: 'full-screen', text: 'keys.fullScreen' },
  { key: '?', command: 'help', text: 'keys.help' },
];

const TYPING = 'input, textarea, select, [contenteditable], dialog';

/** The command of a key, unless the person is typing or means a shortcut of the browser. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing)
    return undefined;
  if ((event.target as Element | null)?.closest?.(TYPING)) return undefined;
  return SHORTCUTS.find(({ key }) => key === event.key.toLowerCase())?.command;
}

/** Single keys can be switched off (WCAG 2.2, 2.1.4): speech input types them by accident. */
export const singleKeys = {
  get on(): boolean {
    return remembered('keys') !== 'off';
  },
  set on(on: boolean) {
    remember('keys', on ? 'on' : 'off');
  },
};
