// For the tests of the scripts: calls one as a user does and keeps what it said.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../project.mjs';

/** Calls scripts/NAME. @returns {Promise<{code: number, out: string, err: string}>} */
export function script(name, args, environment = {}) {
  const options = { cwd: root, env: { ...process.env, ...environment }, timeout: 180_000 };
  return new Promise((resolve) => {
    execFile(join(root, 'scripts', name), args, options, (error, out, err) =>
      resolve({ code: error ? (error.code ?? -1) : 0, out, err }),
    );
  });
}

/**
 * A folder of its own, with a space in its name.
 * @param {(cleanup: () => void) => void} atEnd registers what removes it again
 */
export function scratch(atEnd) {
  const folder = mkdtempSync(join(tmpdir(), 'parley scripts '));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
