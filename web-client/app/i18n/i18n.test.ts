import { afterEach, describe, expect, it } from 'vitest';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { durationText, listText, timeText } from './format.ts';
import { currentLanguage, type Key, onLanguageChange, setLanguage, t, textOf } from './i18n.ts';
import { directionOf, languageFor } from './languages.ts';
import { fill, type Message } from './message.ts';

const namesIn = (message: Message) =>
  [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

afterEach(() => setLanguage('en'));

describe('the German catalogue', () => {
  it('has the keys of the English one and no others', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as Key[])('fills in at %s what the English one does', (key) => {
    expect(namesIn(de[key])).toEqual(namesIn(en[key]));
    expect(typeof de[key]).toBe(typeof en[key]);
  });
});

describe('a text', () => {
  it('has the form of its number, and the number as the language writes it', () => {
    const people: Message = { one: '{count} Person', other: '{count} Personen' };
    expect([1, 0, 1_234].map((count) => fill(people, 'de', { count }))).toEqual([
      '1 Person',
      '0 Personen',
      '1.234 Personen',
    ]);
  });

  it('takes every form a language has', () => {
    const rooms: Message = { one: 'pokój', few: 'pokoje', many: 'pokoi', other: 'pokoju' };
    expect([1, 3, 5, 22].map((count) => fill(rooms, 'pl', { count }))).toEqual(['pokój', 'pokoje', 'pokoi', 'pokoje']);
  });

  it('takes a value as it is, braces and all', () => {
    expect(fill('{name} left.', 'en', { name: '{count} $& <b>' })).toBe('{count} $& <b> left.');
  });
});

describe('a key made at run time', () => {
  it('has a text or none, whatever it is', () => {
    expect(['error.timeout', 'error.nonsense', 'constructor'].map((key) => textOf(key))).toEqual([
      ...[t('error.timeout'), undefined, undefined],
    ]);
  });
});

describe('the language', () => {
  it.each([
    ['de', ['en'], 'de'],
    ['', ['fr-FR', 'de-AT', 'en'], 'de'],
    ['fr', ['pl'], 'en'],
    ['constructor', [], 'en'],
  ])('with the setting %j and a browser that wants %j is %s', (setting, wanted, language) => {
    expect(languageFor(setting, wanted)).toBe(language);
  });

  it('changes what is shown and tells who shows it', async () => {
    const heard: string[] = [];
    const stop = onLanguageChange(() => heard.push(t('room.leave')));
    await setLanguage('de');
    expect([currentLanguage(), t('room.peers', { count: 3 })]).toEqual(['de', '3 Personen im Raum']);
    stop();
    await setLanguage('en');
    expect(heard).toEqual(['Verlassen']);
  });

  it('is the one chosen last, however long the other takes to come', async () => {
    const german = setLanguage('de');
    setLanguage('en');
    await german;
    expect(t('room.leave')).toBe('Leave');
  });

  it.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
  ])('%s runs %s', (language, direction) => expect(directionOf(language)).toBe(direction));
});

describe('times and lists', () => {
  it.each([
    [0, '0:00'],
    [61_000, '1:01'],
    [3_661_000, '1:01:01'],
  ])('of %i ms are %s', (ms, text) => expect(durationText(ms)).toBe(text));

  it('are written as the language does', async () => {
    const noon = new Date(2026, 0, 2, 13, 5);
    const english = [listText(['Ann', 'Bob', 'Cyd']), timeText(noon)];
    await setLanguage('de');
    expect([...english, listText(['Ann', 'Bob', 'Cyd']), timeText(noon)]).toEqual([
      'Ann, Bob, and Cyd',
      expect.stringMatching(/^1:05\sPM$/),
      'Ann, Bob und Cyd',
      '13:05',
    ]);
  });
});
