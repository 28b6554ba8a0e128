import { beforeEach, describe, expect, it, vi } from 'vitest';
import { signInUrl } from './next.ts';
import { newSecret, roomSecret, secretIn, withoutSecret, withSecret } from './secret.ts';

const ROOM = 'https://meet.example/room.html?id=daily';

function openPage(url: string) {
  const page = new URL(url);
  vi.stubGlobal('location', page);
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_state: unknown, _title: string, to: string) => (page.href = to),
  });
  return page;
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

describe('the secret of a room', () => {
  it.each(['correct horse', 'a+b&c=d#e%20f', '😀 ü'])('%j goes through a link unchanged', (secret) => {
    expect(secretIn(new URL(withSecret(ROOM, secret)).hash)).toBe(secret);
  });

  it('is taken out of the address and known after a reload', () => {
    const page = openPage(withSecret(ROOM, 'correct horse'));
    expect(roomSecret.take('daily')).toBe('correct horse');
    expect(page.href).toBe(ROOM);
    expect([roomSecret.take('daily'), roomSecret.take('other')]).toEqual(['correct horse', '']);
  });

  it('is forgotten when it is taken back', () => {
    roomSecret.keep('daily', 'correct horse');
    roomSecret.keep('daily', '');
    expect(roomSecret.of('daily')).toBe('');
  });

  it('is in no address that a sign-in would send to the server', () => {
    expect(signInUrl('login.html', `${ROOM}#secret=hush&tab=2`)).toBe(
      `login.html?${new URLSearchParams({ next: '/room.html?id=daily#tab=2' })}`,
    );
  });

  it('that is made is new each time and needs no escape', () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{22}$/);
  });

  it('leaves other fragments as they are', () => {
    expect(withoutSecret(`${ROOM}#part two`)).toBe(`${ROOM}#part two`);
  });
});
