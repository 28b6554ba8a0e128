import { describe, expect, it } from 'vitest';
import { nextOf, signInUrl } from './next.ts';

const HERE = 'https://meet.example/parley/login.html';
const next = (path: string) => nextOf(`?next=${encodeURIComponent(path)}`, HERE);

describe('the page after a sign-in', () => {
  it.each([
    ['people.html', '/parley/people.html'],
    ['/parley/room.html?id=daily&name=Ann#k', '/parley/room.html?id=daily&name=Ann#k'],
    ['https://meet.example/x', '/x'],
  ])('may be %s', (path, target) => expect(next(path)).toBe(target));

  it.each([
    ...[
      'https://evil.example/',
      '//evil.example/people.html',
      '\\\\evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ],
    ...['data:text/html,x', 'http://meet.example/people.html', 'https://meet.example@evil.example/', 'http://['],
  ])('is never %s', (path) => expect(next(path)).toBe('/parley/people.html'));

  it('is the people page where none is named', () => expect(nextOf('', HERE)).toBe('/parley/people.html'));

  it('is the page one came from', () => {
    const url = signInUrl('login.html', 'https://meet.example/room.html?id=a#k');
    expect(nextOf(new URL(url, HERE).search, HERE)).toBe('/room.html?id=a#k');
  });
});
