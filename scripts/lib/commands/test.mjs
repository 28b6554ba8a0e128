import { join } from 'node:path';
import { command, noMore } from '../command.mjs';
import { conformance, withCluster } from '../conformance.mjs';
import { root, webClient } from '../project.mjs';
import { ensureProgram, must } from '../shell.mjs';
import { Steps } from '../steps.mjs';

const help = `scripts/test [--quick | --all]

Runs every test: Java (units, whole nodes, browsers), the web client, the wire contract against a running node, the model of
delivery, a few faults under traffic, and these scripts. Every step runs even if one before it failed; the last line sums up. Chromium is installed when it is missing and
that is possible (root on Debian).

  --quick   only what needs neither a browser nor running nodes
  --all     also the long suites (the tag "long")`;

const options = { quick: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } };
const inRoot = { cwd: root };
const inWeb = { cwd: webClient };

await command(help, options, async ({ quick, all }, words) => {
  noMore(words);
  const steps = new Steps();
  if (!quick) {
    await steps.step('Chromium', () => ensureProgram(['chromium', 'chromium-browser', 'google-chrome'], 'chromium'));
  }
  await steps.step('web client: packages, format, types, unit tests', web);
  if (!quick) {
    await steps.program('web client in a browser', 'npm', ['run', '--silent', 'test:browser'], inWeb);
  }
  await steps.program('Java: all modules', 'mvn', maven(quick, all), inRoot);
  if (!quick) {
    await steps.step('wire contract against a running node', () => withCluster(1, {}, ([url]) => conformance(url)));
    await steps.program('model of delivery', join(root, 'scripts/model'), [], inRoot);
    await steps.program('faults under traffic', join(root, 'scripts/chaos'), ['--quick'], inRoot);
    await steps.program('scripts', join(root, 'scripts/test-scripts'), [], inRoot);
  }
  steps.end();
});

async function web() {
  await must('npm ci', 'npm', ['ci', '--no-audit', '--no-fund'], inWeb);
  await must('npm run check', 'npm', ['run', 'check'], inWeb);
  await must('npm run check:sdk', 'npm', ['run', '--silent', 'check:sdk'], inWeb);
  await must('npm test', 'npm', ['test'], inWeb);
}

function maven(quick, all) {
  const scope = quick ? ['-pl', '!system-test'] : [];
  // an empty property leaves no tag out
  const tags = all ? ['-Dtest.excludedGroups='] : [];
  return ['-B', '-ntp', '--fail-at-end', ...scope, ...tags, 'verify'];
}
