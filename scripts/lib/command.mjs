// What every command shares: options, --help, and one sentence on stderr with a non-zero exit when it fails.
import { parseArgs } from 'node:util';

/** A failure that the caller can do something about; its message is the one sentence to show. */
export class Failure extends Error {}

/**
 * Runs a command and sets the exit code: 0, 1 after a failure, 2 after a wrong call.
 * @param {string} help shown for --help, and named after a wrong call
 * @param {Record<string, object>} options as of node:util parseArgs, without help
 * @param {(values: Record<string, any>, words: string[]) => Promise<void>} run
 */
export async function command(help, options, run) {
  const name = help.slice(0, help.indexOf(' '));
  const call = parse(name, options);
  if (!call) {
    return;
  }
  if (call.values.help) {
    process.stdout.write(`${help.trim()}\n`);
    return;
  }
  try {
    await run(call.values, call.positionals);
  } catch (error) {
    fail(name, error, 1);
  }
}

function parse(name, options) {
  try {
    return parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    fail(name, new Failure(`${error.message.split('. ')[0]}; see ${name} --help.`), 2);
    return undefined;
  }
}

function fail(name, error, code) {
  const text = error instanceof Failure || !process.env.DEBUG ? error.message : error.stack;
  process.stderr.write(`${name}: ${text}\n`);
  process.exitCode = code;
}

/** A whole number within bounds, from an option or an argument. */
export function wholeNumber(what, text, min, max) {
  const value = Number(text);
  if (!/^\d+$/.test(text ?? '') || value < min || value > max) {
    throw new Failure(`${what} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text ?? '')}.`);
  }
  return value;
}

/** Refuses arguments beyond those that the command takes. */
export function noMore(words) {
  if (words.length > 0) {
    throw new Failure(`there is no argument ${JSON.stringify(words[0])}; see --help.`);
  }
}

/** Waits without keeping anything busy. */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again and again until the answer is truthy; undefined when the time is over. */
export async function until(answer, milliseconds, interval = 50) {
  const end = performance.now() + milliseconds;
  for (;;) {
    const value = await answer();
    if (value || performance.now() >= end) {
      return value || undefined;
    }
    await pause(interval);
  }
}
