import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../command.mjs';
import { root } from '../project.mjs';
import { must } from '../shell.mjs';

const help = `scripts/test-scripts [PATTERN]

Tests these scripts: builds if needed, then starts, kills, freezes and stops real nodes in folders of their own.

  PATTERN   only the tests whose name matches`;

await command(help, {}, async (_, [pattern]) => {
  const folder = join(root, 'scripts', 'lib', 'test');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name));
  const only = pattern ? ['--test-name-pattern', pattern] : [];
  await must('the build', join(root, 'scripts', 'build'), []);
  await must('testing the scripts', process.execPath, [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=1',
    ...only,
    ...files,
  ]);
});
