import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Foreground } from './ear.ts';

describe('the one in the foreground', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function listen() {
    let changes = 0;
    const foreground = new Foreground(
      () => 'self',
      () => (changes += 1),
    );
    const speak = (id: string | undefined, ms: number) => {
      foreground.floor(id);
      vi.advanceTimersByTime(ms);
      return foreground.id;
    };
    return { speak, changes: () => changes };
  }

  it('is whoever has the floor for a while', () => {
    const { speak } = listen();
    expect([speak('a', 300), speak('a', 500)]).toEqual([undefined, 'a']);
  });

  it('does not change for a cough', () => {
    const { speak, changes } = listen();
    speak('a', 5_000);
    speak('b', 400);
    expect([speak('a', 5_000), changes()]).toEqual(['a', 1]);
  });

  it('stays through silence, and while one speaks oneself', () => {
    const { speak } = listen();
    speak('a', 1_000);
    expect([speak(undefined, 60_000), speak('self', 60_000)]).toEqual(['a', 'a']);
    expect(speak('b', 1_000)).toBe('b');
  });

  it('is nobody new once one listens no more', () => {
    const foreground = new Foreground(
      () => 'self',
      () => expect.unreachable(),
    );
    foreground.floor('a');
    foreground.close();
    vi.advanceTimersByTime(5_000);
    expect(foreground.id).toBeUndefined();
  });
});
