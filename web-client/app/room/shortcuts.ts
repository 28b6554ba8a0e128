import type { Command } from './controls.ts';

const KEYS: Readonly<Record<string, Command>> = { m: 'microphone', v: 'camera', c: 'chat', p: 'people' };

/** The command of a key, unless the person is typing or means a shortcut of the browser. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const typing = (event.target as Element | null)?.closest?.('input, textarea, select, [contenteditable], dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  return KEYS[event.key.toLowerCase()];
}
