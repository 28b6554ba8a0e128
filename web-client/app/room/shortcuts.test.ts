import { describe, expect, it } from 'vitest';
import { commandOf, SHORTCUTS } from './shortcuts.ts';

function press(key: string, part: Partial<KeyboardEvent> = {}, within = ''): KeyboardEvent {
  const target = { closest: (selector: string) => (within && selector.split(', ').includes(within) ? target : null) };
  return { key, target, ...part } as unknown as KeyboardEvent;
}

describe('a key', () => {
  it.each([
    ['m', 'microphone'],
    ['V', 'camera'],
    ['s', 'screen'],
    ['c', 'chat'],
    ['p', 'people'],
    ['h', 'hand'],
    ['r', 'react'],
    ['f', 'full-screen'],
    ['?', 'help'],
  ])('%s means %s', (key, command) => expect(commandOf(press(key))).toBe(command));

  it.each(['x', 'Enter', ' ', 'Tab', 'd'])('%j means nothing', (key) => {
    expect(commandOf(press(key))).toBeUndefined();
  });

  it.each(['input', 'textarea', 'select', '[contenteditable]', 'dialog'])('means nothing inside %s', (place) => {
    expect(commandOf(press('m', {}, place))).toBeUndefined();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey', 'repeat', 'isComposing', 'defaultPrevented'] as const)(
    'means nothing with %s',
    (flag) => expect(commandOf(press('m', { [flag]: true }))).toBeUndefined(),
  );

  it('is given once', () => {
    expect(new Set(SHORTCUTS.map(({ key }) => key)).size).toBe(SHORTCUTS.length);
  });
});
