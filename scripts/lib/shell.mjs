// Programs that the scripts call.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { Failure } from './command.mjs';

/** The path of a program, or undefined when it is not there. */
export function which(program) {
  const folders = isAbsolute(program) ? ['/'] : (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Runs a program with the terminal's own streams and returns its exit code (128 + n after a signal). */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    child.on('error', (error) => reject(new Failure(`${program} cannot be started (${error.code}).`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : 15)));
  });
}

/** Runs a program that must succeed; else the failure says what it was for. */
export async function must(purpose, program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) {
    throw new Failure(`${purpose} failed (${program} ended with ${code}).`);
  }
}

/** The Java launcher: JAVA_HOME's, else the one on the PATH. */
export function java(program = 'java') {
  const home = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin', program);
  const found = home && existsSync(home) ? home : which(program);
  if (!found) {
    throw new Failure(`${program} is missing: install a JDK 17 or newer, or set JAVA_HOME.`);
  }
  return found;
}

/** Makes sure of a Debian package's program; root on Debian installs it, everybody else is told to. */
export async function ensureProgram(programs, debianPackage) {
  const found = programs.map(which).find(Boolean);
  if (found) {
    return found;
  }
  if (process.getuid?.() !== 0 || !which('apt-get')) {
    throw new Failure(`${debianPackage} is missing: install it (Debian: apt-get install ${debianPackage}).`);
  }
  // run level 1 keeps Debian from starting a server's own service on installation
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', ['update', '-q'], { env });
  await must(
    `installing ${debianPackage}`,
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', debianPackage],
    {
      env,
    },
  );
  return programs.map(which).find(Boolean) ?? programs[0];
}
