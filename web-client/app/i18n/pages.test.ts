import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { included } from '../../build/parts.ts';
import { textOf } from './i18n.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = readdirSync(ROOT).filter((name) => name.endsWith('.html'));
const pageOf = (name: string) => included(readFileSync(resolve(ROOT, name), 'utf8'));

describe.each(PAGES)('%s', (name) => {
  const page = pageOf(name);

  it('says without a script what the English catalogue says', () => {
    const texts = [...page.matchAll(/data-t="([^"]+)">([^<]*)</g)];
    expect(texts.length).toBeGreaterThan(0);
    for (const [, key = '', text] of texts) expect([key, textOf(key)]).toEqual([key, text]);
  });

  it('has all its parts', () => expect(page).not.toContain('include'));

  it('keeps to the content security policy', () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|\son[a-z]+=|\sstyle=|javascript:/);
  });
});

describe('the pages that others lead to', () => {
  const sources = readdirSync(resolve(ROOT, 'app'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );

  it.each(sources)('are there: %s', (name) => {
    const linked = readFileSync(resolve(ROOT, 'app', name), 'utf8').match(/(?<=['"`])[a-z]+\.html/g) ?? [];
    expect(PAGES).toEqual(expect.arrayContaining(linked));
  });
});

describe('the pages for signing in', () => {
  it('share their body', () => {
    const body = (name: string) => pageOf(name).slice(pageOf(name).indexOf('<body>'));
    expect(body('login.html')).toBe(body('register.html'));
  });
});
