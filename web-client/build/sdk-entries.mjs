// The entry points of the published SDK; a new one is a line in sdk-entries.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const sdkDist = join(root, 'sdk-dist');

export const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Per entry point: how it is imported, its files within sdk-dist, and what it may cost, bytes after gzip. */
export const ENTRIES = Object.entries(readJson('build/sdk-entries.json')).map(([path, { source, maxGzipBytes }]) => ({
  path,
  source,
  module: path === '.' ? 'index.js' : `${path.slice('./'.length)}.js`,
  types: source.replace(/^sdk\//, 'types/').replace(/\.ts$/, '.d.ts'),
  maxGzipBytes,
}));
