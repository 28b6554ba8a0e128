import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCES = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
);
const PAGES = readdirSync(ROOT).filter((name) => name.endsWith('.html'));

describe('every page that the app leads to', () => {
  it.each(SOURCES)('exists: %s', (path) => {
    const named = readFileSync(join(ROOT, 'app', path), 'utf8').matchAll(/['"`./]([a-z]+\.html)/g);
    expect(PAGES).toEqual(expect.arrayContaining([...named].map(([, page]) => page)));
  });
});
