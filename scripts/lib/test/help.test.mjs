import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../project.mjs';
import { script } from './scripts.mjs';

const names = readdirSync(join(root, 'scripts'), { withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.includes('.'))
  .map((entry) => entry.name);

for (const name of names) {
  test(`scripts/${name} explains itself and refuses unknown options`, async () => {
    const help = await script(name, ['--help']);
    assert.equal(help.code, 0, help.err);
    assert.ok(help.out.startsWith(`scripts/${name}`), help.out);

    const wrong = await script(name, ['--no-such-option']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /no-such-option/);
  });
}
