// Maven's door into the npm build: installs and builds only what changed, so that a repeated run costs next to nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'sdk',
  'app',
  'public',
  'parts',
  'build',
  ...readdirSync(root).filter((name) => name.endsWith('.html')),
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Newest modification below a path in milliseconds; a folder's own time counts, because deleting a file changes it. */
function newest(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(modified(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const sources = Math.max(...SOURCES.map((name) => newest(join(root, name))));
if (modified(join(root, 'dist', 'room.html')) >= sources) process.exit(0);

const installed = modified(join(root, 'node_modules', '.package-lock.json'));
if (installed < modified(join(root, 'package-lock.json'))) npm('ci', '--prefer-offline', '--no-audit', '--no-fund');
npm('run', '--silent', 'build', '--', '--logLevel', 'warn');
