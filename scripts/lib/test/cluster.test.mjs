import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { until } from '../command.mjs';
import { freePorts, isFree, isReady } from '../network.mjs';
import { endpointsOf } from '../plain-session.mjs';
import { script } from './scripts.mjs';

describe('scripts/cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley scripts '));
  let port;
  const cluster = (...args) => script('cluster', [...args, '--dir', folder]);
  const succeeds = async (...args) => {
    const { code, err, out } = await cluster(...args);
    assert.equal(code, 0, err);
    return out;
  };
  const status = async () => (await succeeds('status')).trim().split('\n').map(JSON.parse);

  before(async () => {
    port = await freePorts(3);
    await succeeds('start', '2', '--port', `${port}`);
  });
  after(async () => {
    await cluster('down');
    rmSync(folder, { recursive: true, force: true });
  });

  test('start returns when every node is ready, on neighbouring ports', async () => {
    const nodes = await status();

    assert.deepEqual(
      nodes.map(({ node, url, ready }) => ({ node, url, ready })),
      [1, 2].map((node) => ({ node, url: `http://127.0.0.1:${port + node - 1}`, ready: true })),
    );
    assert.ok((await Promise.all(nodes.map(({ url }) => isReady(url)))).every(Boolean));
  });

  test('the nodes are one cluster', async () => {
    const urls = (await status()).map(({ url }) => url);

    const told = () => endpointsOf(urls[0]).then((endpoints) => endpoints.sort().join() === urls.join());
    assert.ok(await until(told, 10_000), `${await endpointsOf(urls[0])}`);
  });

  test('the pid is that of the JVM itself', async () => {
    for (const { pid } of await status()) {
      const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      assert.match(program[0], /java$/);
      assert.ok(program.includes('dev.parley.node.Parley'));
    }
  });

  test('the nodes hold nothing of their caller: neither its streams nor its session', async () => {
    for (const { pid } of await status()) {
      assert.equal(Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ')[3]), pid);
    }
  });

  test('everything they write is in the folder, the secret is shared', () => {
    assert.deepEqual(readdirSync(join(folder, 'logs')).sort(), ['node-1.log', 'node-2.log']);
    assert.ok(readFileSync(join(folder, 'data', 'secret'), 'utf8').length >= 32);
  });

  test('kill ends a node at once, start-node brings it back ready', async () => {
    await succeeds('kill', '2');
    const [first, killed] = await status();
    assert.equal(first.ready, true);
    assert.deepEqual([killed.pid, killed.ready, killed.state], [null, false, 'ended']);

    await succeeds('start-node', '2');
    assert.equal((await status())[1].ready, true);
  });

  test('pause freezes a node, resume wakes it', async () => {
    const { pid } = (await status())[0];
    await succeeds('pause', '1');
    assert.match(readFileSync(`/proc/${pid}/stat`, 'utf8'), /\) T /);
    assert.equal((await status())[0].state, 'paused');

    await succeeds('resume', '1');
    assert.doesNotMatch(readFileSync(`/proc/${pid}/stat`, 'utf8'), /\) T /);
  });

  test('stop lets a node drain and waits for its end', async () => {
    const { pid } = (await status())[1];
    await succeeds('stop', '2');

    assert.ok(!existsSync(`/proc/${pid}`));
    await succeeds('start-node', '2');
  });

  test('a call that cannot do its work says so in a sentence', async () => {
    const wrong = [
      [['kill', '7'], /node 7 does not run/],
      [['kill'], /whole number from 1 to 32/],
      [['kill', '0'], /whole number from 1 to 32/],
      [['kill', '1', '2'], /no argument "2"/],
      [['start-node', '1'], /node 1 already runs/],
      [['start', '2', '--port', `${port}`], /already runs/],
      [['status', '--port', `${port + 1}`], /begins at port/],
      [['fly'], /a command is needed/],
      [['status', '--sometimes'], /Unknown option/],
    ];
    for (const [args, sentence] of wrong) {
      const { code, out, err } = await cluster(...args);
      assert.notEqual(code, 0, args.join(' '));
      assert.match(err, sentence);
      assert.equal(err.trim().split('\n').length, 1, err);
      assert.equal(out, '');
    }
  });

  test('down ends all, frees the ports, keeps the logs', async () => {
    const pids = (await status()).map(({ pid }) => pid);
    await succeeds('down');

    assert.deepEqual(
      pids.filter((pid) => existsSync(`/proc/${pid}`)),
      [],
    );
    assert.ok(await isFree(port, '127.0.0.1'));
    assert.ok(existsSync(join(folder, 'logs', 'node-1.log')));
    assert.match((await cluster('status')).err, /no cluster runs/);
  });
});
