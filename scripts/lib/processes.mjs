// Processes that outlive the script that started them, recognised again by pid and start time.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { until } from './command.mjs';

const reapedWithin = 2000;

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {string} started the start time as the system counts it: a pid alone may be somebody else's by now
 */

/** What the system says of a pid: its start time and state letter; undefined when it is gone. */
function look(pid) {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in parentheses may hold anything; the fields after it are state (3) … starttime (22)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], started: fields[19] };
  } catch {
    return undefined;
  }
}

function fromPs(pid) {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return { state, started: started.join(' ') };
  } catch {
    return undefined;
  }
}

/** Remembers a process that was just started. @returns {Process} */
export function remember(pid) {
  return { pid, started: look(pid)?.started ?? '' };
}

/** Whether it is this very process, and lives. @param {Process | undefined} one */
export function isAlive(one) {
  const seen = one && look(one.pid);
  return seen?.started === one?.started && seen !== undefined && !seen.state.startsWith('Z');
}

/** Whether it is stopped by SIGSTOP. @param {Process} one */
export function isPaused(one) {
  return isAlive(one) && look(one.pid)?.state.startsWith('T') === true;
}

/** Sends a signal; false when the process is gone. @param {Process} one */
export function signal(one, name) {
  try {
    return isAlive(one) && process.kill(one.pid, name);
  } catch (error) {
    if (error.code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}

/** Waits for the end of a process; false when it still runs after the time. @param {Process} one */
export async function hasEnded(one, milliseconds) {
  const ended = await until(() => !isAlive(one), milliseconds);
  // its parent, init, still has to reap it; until then others may take the pid for a process
  await until(() => look(one.pid)?.started !== one.started, ended ? reapedWithin : 0);
  return ended === true;
}
