// Where things stand in the project, and whether what was built is newer than what it is built from.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const webClient = join(root, 'web-client');
export const mainClass = 'dev.parley.node.Parley';

const target = join(root, 'node', 'target');
const skipped = new Set([
  'target',
  'node_modules',
  'dist',
  'sdk-dist',
  'coverage',
  'sdk-reference',
  '.git',
  '.parley',
  'test',
  'docs',
  'scripts',
]);
const sources = /(\.java|\.ts|\.mjs|\.js|\.css|\.html|\.svg|\.json|\.xml|\.yaml|\.properties|\.md)$/;

/** What a node runs from: its jar and the folder of its libraries; undefined before the first build. */
export function artifact() {
  try {
    const jar = readdirSync(target).find((name) => /^parley-node-.*(?<!-sources|-javadoc|-tests)\.jar$/.test(name));
    return jar && statSync(join(target, 'lib')).isDirectory()
      ? { jar: join(target, jar), lib: join(target, 'lib') }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Touched when a build ends well, with the time at which it began: what changed meanwhile is built again. */
export const stamp = join(target, 'built');

/** Whether a build is needed: nothing built yet, or a source changed, came or went since. */
export function isStale() {
  try {
    return !artifact() || newest(root) > statSync(stamp).mtimeMs;
  } catch {
    return true;
  }
}

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      time = skipped.has(entry.name) ? time : Math.max(time, newest(path));
    } else if (sources.test(entry.name)) {
      time = Math.max(time, statSync(path).mtimeMs);
    }
  }
  // a file that came or went shows only in its folder's time; a module's own folder changes with every build
  return isSourceFolder(folder) ? Math.max(time, statSync(folder).mtimeMs) : time;
}

function isSourceFolder(folder) {
  const inside = folder.slice(root.length + 1).split('/');
  return inside.includes('src') || (inside[0] === basename(webClient) && inside.length > 1);
}

/** The flags that Hazelcast needs of the JVM, from the one place where they stand. */
export function jvmFlags() {
  const pom = readFileSync(join(root, 'pom.xml'), 'utf8');
  const flags = /<jvm\.hazelcast>([^<]+)<\/jvm\.hazelcast>/.exec(pom);
  if (!flags) {
    throw new Error('pom.xml has no property jvm.hazelcast');
  }
  return flags[1].trim().split(/\s+/);
}
