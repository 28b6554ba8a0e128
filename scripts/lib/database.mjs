// The one PostgreSQL of a local cluster: a process of its own, which no node's end touches.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, until } from './command.mjs';
import { java } from './shell.mjs';

const mainClass = 'dev.parley.storage.EmbeddedDatabaseProcess';
const readyWithin = 60_000;
const readyLine = /^ready (postgresql:\/\/\S+)$/m;

/** Whether the caller's environment names a server, so that none is started here. */
export function isGiven(environment = process.env) {
  return Object.keys(environment).some((name) =>
    /^(DATABASE_URL|DB_HOST|PARLEY_DATABASE_(URL|URL_FILE|HOST))$/.test(name),
  );
}

/**
 * Starts the server and waits until it answers.
 * @param {{program: string, data: string, logs: string, port: number, detached: boolean}} wish
 * @returns {Promise<{child: import('node:child_process').ChildProcess, url: string}>}
 */
export async function startDatabase({ program, data, logs, port, detached }) {
  mkdirSync(logs, { recursive: true });
  const log = join(logs, 'postgresql.log');
  rmSync(log, { force: true });
  // its first line is the url with the password
  const output = openSync(log, 'w', 0o600);
  const classes = `${join(program, '*')}:${join(program, 'lib', '*')}`;
  const args = ['-Xmx256m', '-XX:+UseSerialGC', '-cp', classes, mainClass];
  const child = spawn(java(), [...args, '--data', join(data, 'postgresql'), '--port', `${port}`], {
    stdio: ['ignore', output, output],
    detached,
  });
  closeSync(output);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  const url = await until(() => ended || readyLine.exec(readFileSync(log, 'utf8'))?.[1], readyWithin, 50);
  if (typeof url !== 'string') {
    child.kill();
    throw new Failure(`PostgreSQL did not start; its log is ${log}. Or name one yourself: DATABASE_URL=postgresql://…`);
  }
  return { child, url };
}
