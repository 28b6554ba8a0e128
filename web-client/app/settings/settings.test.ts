import { beforeEach, describe, expect, it, vi } from 'vitest';
import { choose, onSetting, setting } from './settings.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

describe('a setting', () => {
  it('has a default', () => {
    expect([setting('theme'), setting('ring'), setting('relay'), setting('language')]).toEqual([
      'system',
      true,
      false,
      '',
    ]);
  });

  it('is kept and told of', () => {
    const heard: string[] = [];
    const stop = onSetting((name) => heard.push(`${name} ${setting(name)}`));
    choose('theme', 'dark');
    choose('ring', false);
    stop();
    choose('ring', true);
    expect(heard).toEqual(['theme dark', 'ring false']);
    expect([setting('theme'), setting('ring')]).toEqual(['dark', true]);
  });

  it('that makes no sense is the default', () => {
    localStorage.setItem('parley.theme', 'purple');
    localStorage.setItem('parley.relay', 'maybe');
    localStorage.setItem('parley.name', 'x'.repeat(100));
    expect([setting('theme'), setting('relay'), setting('name').length]).toEqual(['system', false, 64]);
  });

  it('works, unkept, where the browser keeps nothing', () => {
    vi.stubGlobal('localStorage', undefined);
    choose('theme', 'dark');
    expect(setting('theme')).toBe('system');
  });
});
