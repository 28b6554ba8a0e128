import { describe, expect, it } from 'vitest';
import { BrowserTokenStore, TOKEN_KEY } from './token-store.ts';

function area() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

const TOKEN = { token: 'a', until: 5 };

describe('a token', () => {
  it.each([
    [true, [false, true]],
    [false, [true, false]],
  ])('that is kept: %s, stays there when it is renewed', (keep, places) => {
    const [tab, machine] = [area(), area()];
    const store = new BrowserTokenStore(tab, machine);
    store.write(TOKEN, keep);
    store.write({ token: 'b', until: 6 });
    expect([tab.items.has(TOKEN_KEY), machine.items.has(TOKEN_KEY)]).toEqual(places);
    expect(store.read()).toEqual({ token: 'b', until: 6 });
    store.clear();
    expect(store.read()).toBeUndefined();
  });

  it('lives as long as the page where the browser forbids storage', () => {
    const store = new BrowserTokenStore(undefined, undefined);
    store.write(TOKEN, true);
    expect(store.read()).toEqual(TOKEN);
  });

  it('is none where something else is stored', () => {
    const tab = area();
    tab.items.set(TOKEN_KEY, '{"token":1}');
    expect(new BrowserTokenStore(tab, undefined).read()).toBeUndefined();
  });
});
