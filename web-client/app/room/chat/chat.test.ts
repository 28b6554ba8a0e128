import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../../sdk/index.ts';
import { ChatLog, goesOn, newDay } from './chat-log.ts';
import { Delivery } from './delivery.ts';
import { pieces } from './links.ts';
import { type Draft, Outbox } from './outbox.ts';
import { Typists } from './typists.ts';

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

describe('messages from before we came', () => {
  const joined = new Date(2030, 1, 1, 12);
  const at = (minutes: number) => new Date(joined.getTime() + minutes * 60_000);

  it('are no news, and stand in the order of time whenever they come', () => {
    const log = new ChatLog(joined);
    log.receive(message({ text: 'live', at: at(1) }));
    expect(log.receive(message({ text: 'old', at: at(-5), handedBy: 'b' }))).toBe(false);
    expect(log.receive(message({ text: 'older', at: at(-9), handedBy: 'b' }))).toBe(false);
    expect([log.messages.map(({ text }) => text), log.unread]).toEqual([['older', 'old', 'live'], 1]);
  });

  it('are news when they were said while we had lost the room', () => {
    const log = new ChatLog(joined);
    expect(log.receive(message({ at: at(3), handedBy: 'b' }))).toBe(true);
  });

  it('stand under the name of another block than what was heard', () => {
    expect(goesOn(message(), message({ handedBy: 'b' }))).toBe(false);
  });

  it('do not set the clock by which files stand between messages', () => {
    vi.useFakeTimers({ now: new Date(2030, 1, 1, 11) });
    const log = new ChatLog(joined);
    expect(log.now).toEqual(joined);
    log.receive(message({ at: at(-9), handedBy: 'b' }));
    expect(log.now).toEqual(joined);
    log.receive(message({ at: at(2) }));
    expect(log.now).toEqual(at(2));
    vi.useRealTimers();
  });
});

describe('a message of ours', () => {
  const here = (...ids: string[]) => new Set(ids);

  it('tells how many of those who were there have it', () => {
    const delivery = new Delivery();
    delivery.delivered('m', 'b');
    expect(delivery.markOf('m', here('b', 'c'))).toBeUndefined();
    delivery.sent('m', ['b', 'c']);
    expect(delivery.markOf('m', here('b', 'c', 'late'))).toEqual({ have: 1, of: 2 });
    expect(delivery.markOf('m', here('b'))).toEqual({ have: 1, of: 1 });
    delivery.delivered('m', 'c');
    expect(delivery.markOf('m', here())).toEqual({ have: 2, of: 2 });
  });

  it('has no mark any more after many others', () => {
    const delivery = new Delivery();
    for (let index = 0; index < 100; index += 1) delivery.sent(`m${index}`, ['b']);
    expect([delivery.markOf('m0', here('b')), delivery.markOf('m99', here('b'))]).toEqual([
      undefined,
      { have: 0, of: 1 },
    ]);
  });

  it('is seen until it stands in the room, and can be sent again when it failed', async () => {
    let works = false;
    const sent: string[] = [];
    const outbox = new Outbox(
      async (text) => {
        sent.push(text);
        if (!works) throw new Error('no');
      },
      () => {},
    );
    await outbox.send('hello');
    expect(outbox.drafts).toMatchObject([{ text: 'hello', failed: true }]);
    outbox.said('hello');
    works = true;
    const again = outbox.again(outbox.drafts[0] as Draft);
    expect(outbox.drafts).toMatchObject([{ text: 'hello', failed: false }]);
    outbox.said('hello');
    expect(outbox.drafts).toEqual([]);
    await again;
    expect([sent, outbox.drafts]).toEqual([['hello', 'hello'], []]);
  });
});

describe('who types', () => {
  it('is named, counted from three on, and forgotten when they leave', () => {
    const typists = new Typists();
    const peer = (name: string) => ({ id: name, name });
    expect(typists.sentence).toBe('');
    typists.observe(peer('Ann'), true);
    expect(typists.sentence).toBe('Ann is typing …');
    typists.observe(peer('Ben'), true);
    expect(typists.sentence).toBe('Ann and Ben are typing …');
    typists.observe(peer('Cid'), true);
    expect(typists.sentence).toBe('3 people are typing …');
    typists.observe(peer('Ann'), false);
    typists.leave('Ben');
    expect(typists.sentence).toBe('Cid is typing …');
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
