import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { parts } from './build/parts.ts';

const NODE = process.env.PARLEY_URL ?? 'http://127.0.0.1:8080';
const PAGES = ['history', 'index', 'login', 'people', 'register', 'room', 'settings', 'timeline'];
/** What pages fetch when somebody uses it. */
const LATER = /sdk\/(e2ee|files|quality|recording|data)\/|@noble|sockjs/;
const page = (name: string) => [name, resolve(import.meta.dirname, `${name}.html`)];

export default defineConfig({
  base: './',
  plugins: [parts(), compressed()],
  // sockjs-client was written for bundlers that supply Node's `global`
  define: { global: 'globalThis' },
  build: {
    target: 'es2022',
    // everything is a file of its own: the pages' content security policy allows neither data: URLs nor inline code
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(PAGES.map(page)),
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id) => !LATER.test(id) }] } },
    },
  },
  server: {
    host: '127.0.0.1',
    // the node believes its own origin only
    proxy: { '^/(api|eventbus)': { target: NODE, ws: true, headers: { origin: NODE } } },
  },
});
