import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../sdk/index.ts';
import { ChatLog, goesOn, newDay } from './chat-log.ts';
import { pieces } from './links.ts';

let count = 0;
function message(part: Partial<ChatMessage> = {}): ChatMessage {
  count += 1;
  return { id: `m${count}`, from: 'a', name: 'Ann', own: false, text: 'hello', at: new Date(2030, 1, 1, 12), ...part };
}

describe('unread messages', () => {
  it('are those of others that came while the chat was closed', () => {
    const log = new ChatLog();
    expect(log.receive(message())).toBe(true);
    expect(log.receive(message({ own: true }))).toBe(false);
    expect(log.unread).toBe(1);
    log.show(true);
    expect(log.unread).toBe(0);
    expect(log.receive(message())).toBe(false);
    log.show(false);
    log.receive(message());
    expect([log.unread, log.messages.length]).toEqual([1, 4]);
  });

  it('are counted once, and the log does not grow without end', () => {
    const log = new ChatLog();
    const twice = message();
    log.receive(twice);
    log.receive(twice);
    expect(log.unread).toBe(1);
    for (let index = 0; index < 600; index += 1) log.receive(message());
    expect(log.messages.length).toBe(500);
  });
});

describe('a message', () => {
  it('needs no name after one of the same person in the same minute', () => {
    const first = message();
    const at = (seconds: number) => new Date(first.at.getTime() + seconds * 1_000);
    expect(goesOn(message({ at: at(30) }), first)).toBe(true);
    expect(goesOn(message({ at: at(90) }), first)).toBe(false);
    expect(goesOn(message({ at: at(1), from: 'b' }), first)).toBe(false);
    expect(goesOn(first, undefined)).toBe(false);
  });

  it('of another day stands under a date', () => {
    const first = message();
    const next = message({ at: new Date(first.at.getTime() + 86_400_000) });
    expect(newDay(next, first)).toBe(true);
    expect(newDay(first, undefined, first.at)).toBe(false);
    expect(newDay(first, undefined, next.at)).toBe(true);
  });
});

describe('links in a message', () => {
  const links = (text: string) => pieces(text).flatMap(({ href }) => href ?? []);

  it.each([
    ['see https://a.example/x, and', ['https://a.example/x']],
    ['(https://a.example/wiki/A_(b))', ['https://a.example/wiki/A_(b)']],
    ['[https://a.example].', ['https://a.example/']],
    ['http://a.example?q=1&r=2#x https://b.example', ['http://a.example/?q=1&r=2#x', 'https://b.example/']],
  ])('of %j are %j', (text, expected) => expect(links(text)).toEqual(expected));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://bank.example@evil.example/',
    'ftp://a.example',
    'a.example',
  ])('are never made of %j', (text) => expect(links(text)).toEqual([]));

  it('lose no letter, and lead nowhere but to the web', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('https://a.example/(', ')', 'javascript:', 'http://', '.', '<b>'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(
          pieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
        for (const href of links(text)) expect(href).toMatch(/^https?:\/\//);
      }),
    );
  });
});
