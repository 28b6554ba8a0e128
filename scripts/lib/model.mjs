// The Promela model of delivery: what is checked of it, and what spin must find in versions that are wrong on purpose.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from './command.mjs';
import { root } from './project.mjs';

const source = join(root, 'docs/model/delivery.pml');
const memoryMb = 1500;
const withinMs = 300_000;
const depth = 300_000;

/** Sizes that are searched without a remainder. `live` also checks that everything is delivered in the end. */
const sizes = [
  { name: '2 signals, 1 fault, 1 loss', define: ['N=2', 'FAULTS=1', 'LOSSES=1'], live: true },
  { name: '1 signal, 2 faults', define: ['N=1', 'FAULTS=2', 'LOSSES=0'] },
  { name: '3 signals, 1 fault', define: ['N=3', 'FAULTS=1', 'LOSSES=0'], live: true },
];

/** What is left out, and the assertion that has to fail without it. */
const mutants = [
  { name: 'the recipient shows what comes', define: ['NO_DEDUPE'], finds: 'shown+1' },
  { name: 'what was accepted is not sent again', define: ['NO_RESEND_ACCEPTED'], finds: 'shown+1' },
  { name: 'less is kept than may be lost', define: ['KEEP=1'], finds: 'shown+1' },
  { name: 'a hand-over closes no fence', define: ['NO_FENCE'], finds: 'term' },
  { name: 'a takeover counts no term', define: ['SAME_EPOCH'], finds: 'served' },
  { name: 'lanes believe an older owner', define: ['NO_REFUSAL'], finds: 'cepoch' },
];

/** @param {import('./steps.mjs').Steps} steps */
export async function verifyModel(steps) {
  for (const { name, define, live } of sizes) {
    await steps.step(`${name}: safety`, async () => holds(await search(define, false)));
    if (live) {
      await steps.step(`${name}: all is delivered in the end`, async () => holds(await search(define, true)));
    }
  }
  for (const { name, define, finds } of mutants) {
    await steps.step(`wrong on purpose: ${name}`, async () =>
      breaks(await search(['N=2', 'FAULTS=2', 'LOSSES=0', ...define], false), finds),
    );
  }
}

function holds({ output, errors, states }) {
  if (errors !== 0) {
    throw new Failure(`spin found a run that must not be: ${problem(output)}`);
  }
  process.stdout.write(`${states.toLocaleString('en')} states, no error\n`);
}

function breaks({ output, errors, states }, finds) {
  if (errors === 0) {
    throw new Failure('spin found nothing wrong with it, so the model does not see this fault.');
  }
  if (!problem(output).includes(finds)) {
    throw new Failure(`spin found something else: ${problem(output)}`);
  }
  process.stdout.write(`found after ${states.toLocaleString('en')} states: ${problem(output)}\n`);
}

function problem(output) {
  return /pan:1: (.*)/.exec(output)?.[1] ?? 'no assertion failed';
}

/** Searches one version of the model. @throws {Failure} when the search did not come to an end */
async function search(define, live) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-model-'));
  try {
    const defines = define.map((word) => `-D${word}`);
    await call('spin', ['-a', ...defines, source], folder);
    const kind = live ? [] : ['-DSAFETY', '-DNOCLAIM'];
    await call('gcc', ['-O1', '-w', '-DCOLLAPSE', `-DMEMLIM=${memoryMb}`, ...kind, '-o', 'pan', 'pan.c'], folder);
    return result(await call('./pan', [...(live ? ['-a'] : []), '-E', '-w22', `-m${depth}`], folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function result(output) {
  const errors = /errors: (\d+)/.exec(output);
  const states = /(\d+) states, stored/.exec(output);
  const cut = /MEMLIM bound|max search depth too small|out of memory|VECTORSZ/.exec(output);
  if (!errors || !states || cut) {
    throw new Failure(`the search did not come to an end: ${cut?.[0] ?? output.slice(-500)}`);
  }
  return { output, errors: Number(errors[1]), states: Number(states[1]) };
}

async function call(program, args, cwd) {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      timeout: withinMs,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    throw new Failure(`${program} failed: ${(error.stdout || error.stderr || error.message).slice(-500)}`);
  }
}
