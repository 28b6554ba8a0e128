import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = resolve(import.meta.dirname, '..', 'parts');
const INCLUDE = /<!-- include ([a-z-]+\.html) -->/g;

/** Puts `parts/x.html` in the place of `<!-- include x.html -->`, so that pages share their markup. */
export function parts(): Plugin {
  return { name: 'parts', transformIndexHtml: { order: 'pre', handler: (html) => included(html) } };
}

export function included(html: string): string {
  return html.replace(INCLUDE, (_, name: string) => included(readFileSync(resolve(FOLDER, name), 'utf8')).trim());
}
