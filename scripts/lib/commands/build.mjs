import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { command, noMore } from '../command.mjs';
import { artifact, isStale, root, stamp } from '../project.mjs';
import { must } from '../shell.mjs';

const help = `scripts/build [--force]

Builds the node and what it needs (Java and the web client) into node/target, when a source changed since the last time.

  --force   build even if nothing changed`;

await command(help, { force: { type: 'boolean' } }, async (options, words) => {
  noMore(words);
  if (!options.force && !isStale()) {
    return;
  }
  const began = new Date();
  process.stderr.write('building…\n');
  const goals = ['-q', '-B', '-ntp', '-Dmaven.test.skip=true', '-pl', 'node', '-am', 'package'];
  await must('the build', 'mvn', goals, { cwd: root, stdio: ['ignore', 2, 2] });
  if (!artifact()) {
    throw new Error('the build left no runnable node in node/target.');
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
});
