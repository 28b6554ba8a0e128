// Looks at sdk-dist/ as its users will: what each entry point costs, that what is not used goes away, and that the
// declarations hold under every module resolution.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { ENTRIES, root, sdkDist } from './sdk-entries.mjs';

/** What is left of the core for who imports only one function of it, bytes after gzip. */
const SHAKEN_MAX = 1_024;

const problems = [];
const consumer = join(root, 'node_modules', '.sdk-consumer');

/** The chunks that a page loads at once for this code, as a bundler of the page would make them. */
async function chunksOf(code) {
  const input = '\0page';
  const page = {
    name: 'page',
    resolveId: (id) => (id === input ? id : undefined),
    load: (id) => (id === input ? code : undefined),
  };
  const { output } = await build({
    ...{ configFile: false, publicDir: false, root: consumer, logLevel: 'warn', plugins: [page] },
    build: {
      ...{ write: false, target: 'es2022', minify: true, modulePreload: false },
      rolldownOptions: { input, preserveEntrySignatures: 'strict', output: { minify: true } },
    },
  });
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const first = [...chunks.values()].find(({ isEntry }) => isEntry);
  const loaded = new Set([first]);
  for (const chunk of loaded) for (const name of chunk.imports) loaded.add(chunks.get(name));
  return [...loaded];
}

async function costOf(code) {
  return (await chunksOf(code)).reduce((sum, { code: text }) => sum + gzipSync(text, { level: 9 }).length, 0);
}

function judge(what, bytes, max) {
  const kib = (n) => `${(n / 1024).toFixed(1)} KiB`;
  process.stdout.write(`  ${what.padEnd(28)} ${kib(bytes).padStart(9)} of ${kib(max)}\n`);
  if (bytes <= max) return;
  problems.push(
    `${what} costs ${bytes} bytes gzipped, ${bytes - max} more than it may: make what few users need (as SockJS is) a dynamic import or an ` +
      'entry point of its own, or raise maxGzipBytes in build/sdk-entries.json and say why.',
  );
}

const nameOf = (path) => `@parley/sdk${path.slice(1)}`;
const all = (paths) => paths.map((path, index) => `export * as all${index} from '${nameOf(path)}';`).join('\n');

async function sizes() {
  const core = await costOf(all(['.']));
  for (const { path, maxGzipBytes } of ENTRIES) {
    // what shares code with the core brings only the rest
    const bytes = path === '.' ? core : (await costOf(all(['.', path]))) - core;
    judge(nameOf(path), bytes, maxGzipBytes);
  }
  judge('one function of the core', await costOf(`export { codeOf } from '@parley/sdk';`), SHAKEN_MAX);
}

function declarations(resolution) {
  const imports = ENTRIES.map(({ path }, index) => `import * as entry${index} from '${nameOf(path)}';`);
  const uses = ENTRIES.map((_, index) => `export type Keys${index} = keyof typeof entry${index};`);
  writeFileSync(join(consumer, 'page.ts'), [...imports, ...uses, ''].join('\n'));
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] },
    ...{ skipLibCheck: false, exactOptionalPropertyTypes: true, ...resolution },
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' });
  if (status !== 0) problems.push(`the declarations do not hold with ${resolution.moduleResolution}:\n${stdout}`);
}

rmSync(consumer, { recursive: true, force: true });
mkdirSync(join(consumer, 'node_modules', '@parley'), { recursive: true });
writeFileSync(join(consumer, 'package.json'), '{"type":"module"}\n');
symlinkSync(sdkDist, join(consumer, 'node_modules', '@parley', 'sdk'), 'dir');
process.stdout.write('What the SDK costs a page, minified and gzipped, without what is loaded on demand:\n');
await sizes();
declarations({ module: 'ESNext', moduleResolution: 'Bundler' });
declarations({ module: 'NodeNext', moduleResolution: 'NodeNext' });
rmSync(consumer, { recursive: true, force: true });
for (const problem of problems) process.stderr.write(`sdk: ${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);
