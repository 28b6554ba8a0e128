import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller ones gain nothing that a packet would notice. */
const LEAST_BYTES = 1_024;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Puts `x.js.br` and `x.js.gz` beside every `assets/x.js` that is worth it: nodes send them as they are. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const folder = resolve(dir, 'assets');
      const names = await readdir(folder);
      await Promise.all(names.map((name) => compress(resolve(folder, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  if (plain.length < LEAST_BYTES) return;
  await writeFile(`${file}.br`, await promisify(brotliCompress)(plain, BROTLI));
  await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
}
