import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, noMore } from '../command.mjs';
import { root, webClient } from '../project.mjs';
import { must, which } from '../shell.mjs';
import { Steps } from '../steps.mjs';

const help = `scripts/check [--fix]

Format, compiler warnings and lint of everything, without running tests.

  --fix   format and repair first what can be repaired by a program`;

const inRoot = { cwd: root };
const inWeb = { cwd: webClient };
const maven = (...args) => ['-q', '-B', '-ntp', ...args];

await command(help, { fix: { type: 'boolean', default: false } }, async ({ fix }, words) => {
  noMore(words);
  const steps = new Steps();
  if (!existsSync(join(webClient, 'node_modules'))) {
    await steps.program('npm packages', 'npm', ['ci', '--no-audit', '--no-fund'], inWeb);
  }
  if (fix) {
    await steps.program('Java format, repaired', 'mvn', maven('spotless:apply'), inRoot);
    await steps.program('TypeScript, repaired', 'npm', ['run', '--silent', 'fix'], inWeb);
    await steps.program('scripts, repaired', ...biome('check', '--write'));
  }
  await steps.program('Java format', 'mvn', maven('spotless:check'), inRoot);
  await steps.program('Java compiler, warnings are errors', 'mvn', maven('-Dweb.skip=true', 'test-compile'), inRoot);
  await steps.program('TypeScript', 'npm', ['run', '--silent', 'check'], inWeb);
  await steps.program('SDK as published: size, declarations', 'npm', ['run', '--silent', 'check:sdk'], inWeb);
  await steps.program('SDK reference, warnings are errors', 'npm', ['run', '--silent', 'docs'], inWeb);
  await steps.program('scripts', ...biome('ci'));
  await steps.step('shell scripts', shellScripts);
  steps.end();
});

/** The web client's Biome, with the scripts' own settings. */
function biome(...args) {
  return [join(webClient, 'node_modules', '.bin', 'biome'), [...args, '.'], { cwd: join(root, 'scripts') }];
}

async function shellScripts() {
  const scripts = readdirSync(join(root, 'scripts'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.'))
    .map((entry) => join(root, 'scripts', entry.name))
    .concat(join(root, 'scripts/lib/start.sh'), join(root, '.ci/run'));
  for (const script of scripts) {
    await must(`the syntax of ${script}`, 'bash', ['-n', script]);
  }
  if (which('shellcheck')) {
    await must('shellcheck', 'shellcheck', ['-x', '-s', 'bash', ...scripts], inRoot);
  }
}
