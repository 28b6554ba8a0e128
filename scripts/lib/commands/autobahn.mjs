import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, Failure, noMore } from '../command.mjs';
import { freePorts } from '../network.mjs';
import { root } from '../project.mjs';

const help = `scripts/autobahn [--help]

Runs the Autobahn fuzzing client (cases 1 to 7 and 10) against an echo on Parley's plain WebSockets and against one on
bare Vert.x, and compares case by case: none may fail that does not fail there, but for those that gateway/src/test/resources/autobahn-expected.json
names with a reason. Takes about five minutes; docs/websocket-conformance.md has the figures.`;

const expectedFile = join(root, 'gateway/src/test/resources/autobahn-expected.json');
const report = join(root, 'target/autobahntestsuite-reports');
const withinMs = 900_000;
/** What the suite itself takes for conforming: NON-STRICT keeps to the RFC, too. */
const conforming = ['OK', 'NON-STRICT', 'INFORMATIONAL'];

await command(help, {}, async (_, words) => {
  noMore(words);
  const bare = await verdicts('BareEcho');
  const parley = await verdicts('ParleyEcho');
  compare(bare, parley, JSON.parse(readFileSync(expectedFile, 'utf8')));
});

/** Each case with how the server behaved. The suite's own exit code says only that some case failed, as some always do. */
async function verdicts(server) {
  rmSync(report, { recursive: true, force: true });
  const port = await freePorts(1);
  const goals = ['-B', '-ntp', '-Dweb.skip=true', '-Pautobahn', '-pl', 'gateway', '-am', 'process-test-classes'];
  const told = [`-DmainClass=dev.parley.gateway.autobahn.${server}`, `-Dport=${port}`];
  const options = { cwd: root, encoding: 'utf8', timeout: withinMs, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = spawnSync('mvn', [...goals, ...told], options);
  const index = join(report, 'index.json');
  if (!existsSync(index)) {
    throw new Failure(`the suite gave no report on ${server}: ${stdout.trimEnd().slice(-500)}`);
  }
  const [cases] = Object.values(JSON.parse(readFileSync(index, 'utf8')));
  const found = Object.fromEntries(Object.entries(cases).map(([name, { behavior }]) => [name, behavior]));
  process.stdout.write(`${server}: ${counts(found)}\n`);
  return found;
}

function counts(found) {
  const sums = {};
  for (const behavior of Object.values(found)) {
    sums[behavior] = (sums[behavior] ?? 0) + 1;
  }
  return Object.entries(sums)
    .map(([behavior, count]) => `${count} ${behavior}`)
    .join(', ');
}

function compare(bare, parley, expected) {
  const names = Object.keys(bare);
  const conforms = (found, name) => conforming.includes(found[name]);
  const worse = names.filter((name) => conforms(bare, name) && !conforms(parley, name));
  const better = names.filter((name) => !conforms(bare, name) && conforms(parley, name));
  const lessStrict = names.filter((name) => bare[name] === 'OK' && parley[name] === 'NON-STRICT');
  process.stdout.write(`better than bare Vert.x: ${better.join(' ') || 'none'}\n`);
  process.stdout.write(`less strict, but conforming: ${lessStrict.join(' ') || 'none'}\n`);
  process.stdout.write(`worse, as expected: ${worse.filter((name) => expected[name]).join(' ') || 'none'}\n`);
  const surprises = worse.filter((name) => !expected[name]);
  if (surprises.length > 0) {
    throw new Failure(`worse than bare Vert.x without a reason: ${surprises.join(' ')}.`);
  }
  const healed = Object.keys(expected).filter((name) => !worse.includes(name));
  if (healed.length > 0) {
    throw new Failure(`expected to be worse and not: ${healed.join(' ')}; take them out of ${expectedFile}.`);
  }
}
