// Makes sdk-dist/ a package: the manifest with its entry points, and declarations that any module resolution can follow.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES, readJson, sdkDist } from './sdk-entries.mjs';

const UMD = 'umd/parley.js';
const { version } = readJson('package.json');

const write = (path, object) => writeFileSync(join(sdkDist, path), `${JSON.stringify(object, null, 2)}\n`);

write('package.json', {
  name: '@parley/sdk',
  version,
  description: 'Rooms, calls and media over a Parley signaling cluster, for browsers.',
  type: 'module',
  sideEffects: false,
  exports: {
    ...Object.fromEntries(
      ENTRIES.map(({ path, module, types }) => [path, { types: `./${types}`, default: `./${module}` }]),
    ),
    './umd': `./${UMD}`,
    './package.json': './package.json',
  },
  unpkg: UMD,
  jsdelivr: UMD,
});
// the rest is ES modules; this file is a script
write('umd/package.json', { type: 'commonjs' });

const types = join(sdkDist, 'types');
for (const path of readdirSync(types, { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
  const file = join(types, path);
  // tsc keeps the sources' endings, which only a compiler that runs the sources takes
  const text = readFileSync(file, 'utf8').replace(/((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g, '$1.js');
  writeFileSync(file, text);
}
