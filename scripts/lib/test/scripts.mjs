// For the tests of the scripts: calls one as a user does and keeps what it said.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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

/** The URLs of all ready nodes as a node tells them to its clients, asked over SockJS's plain requests. */
export async function endpointsOf(url) {
  const session = `${url}/eventbus/000/${randomUUID()}`;
  const post = async (transport, body) => (await fetch(`${session}/${transport}`, { method: 'POST', body })).text();
  await post('xhr');
  const open = { type: 'send', address: 'session.open', replyAddress: 'opened', body: { protocol: 1 } };
  await post('xhr_send', JSON.stringify([JSON.stringify(open)]));
  for (;;) {
    const text = await post('xhr');
    const frames = text.startsWith('a') ? JSON.parse(text.slice(1)).map(JSON.parse) : [];
    const answer = frames.find(({ address }) => address === 'opened');
    if (answer) {
      return answer.body?.endpoints ?? [JSON.stringify(answer)];
    }
  }
}
