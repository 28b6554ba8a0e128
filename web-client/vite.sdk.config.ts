import { resolve } from 'node:path';
import { defineConfig, type LibraryOptions } from 'vite';
import entries from './build/sdk-entries.json' with { type: 'json' };

const at = (source: string) => resolve(import.meta.dirname, source);
/** `.` is `index.js`, `./e2ee` is `e2ee.js`. */
const outputName = (entry: string) => (entry === '.' ? 'index' : entry.slice('./'.length));

/** For bundlers and `<script type="module">`: readable, and SockJS in a chunk of its own that only who needs it fetches. */
const esm: LibraryOptions = {
  entry: Object.fromEntries(Object.entries(entries).map(([entry, { source }]) => [outputName(entry), at(source)])),
  formats: ['es'],
};
/** For a plain `<script>`: the core in one file, which has to bring SockJS with it because a script cannot fetch parts. */
const umd: LibraryOptions = {
  entry: at(entries['.'].source),
  name: 'ParleySDK',
  formats: ['umd'],
  fileName: () => 'umd/parley.js',
};

/** The SDK as it is published: `vite build -c vite.sdk.config.ts`, then the same with `--mode umd`. */
export default defineConfig(({ mode }) => ({
  // files are found from the module that asks for them, wherever the package lies
  base: './',
  publicDir: false,
  // sockjs-client was written for bundlers that supply Node's `global` and `process`
  define: {
    ...{ global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    // a script has no address of its own to find the worker from: `e2ee.worker` tells
    ...(mode === 'umd' && { 'import.meta.url': '""' }),
  },
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/[name].js' } } },
  build: {
    target: 'es2022',
    outDir: 'sdk-dist',
    emptyOutDir: mode !== 'umd',
    sourcemap: true,
    minify: mode === 'umd',
    lib: mode === 'umd' ? umd : esm,
    rolldownOptions: {
      output:
        mode === 'umd' ? { codeSplitting: false } : { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
}));
