import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../command.mjs';
import { freePorts, isFree, isReady } from '../network.mjs';
import { root } from '../project.mjs';
import { scratch, script } from './scripts.mjs';

/** Starts scripts/run and returns its process, what it printed, and its end. */
function start(context, args) {
  let child;
  let end;
  // before the folder's removal: hooks run in the order in which they are registered
  context.after(() => child?.kill('SIGTERM') && end);
  child = spawn(join(root, 'scripts', 'run'), args, {
    env: { ...process.env, PARLEY_DATA_DIR: scratch((cleanup) => context.after(cleanup)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { text: '' };
  child.stdout.on('data', (chunk) => (seen.text += chunk));
  child.stderr.on('data', (chunk) => (seen.text += chunk));
  end = new Promise((resolve) => child.on('exit', resolve));
  return { child, seen, end };
}

for (const [nodes, options, scheme] of [
  [1, [], 'http'],
  [2, ['--nodes', '2'], 'http'],
  [1, ['--tls'], 'https'],
]) {
  test(`run ${options.join(' ')} tells where to look and stops in order`, { timeout: 120_000 }, async (context) => {
    const port = await freePorts(nodes);
    const { child, seen, end } = start(context, ['--port', `${port}`, ...options]);
    const urls = Array.from({ length: nodes }, (_, index) => `${scheme}://127.0.0.1:${port + index}`);

    assert.ok(await until(() => seen.text.includes('Ctrl-C stops it'), 100_000), seen.text);
    for (const url of urls) {
      assert.ok(seen.text.includes(`    ${url}\n`), seen.text);
      assert.ok(await isReady(url));
    }
    child.kill('SIGINT');

    assert.equal(await end, 0, seen.text);
    assert.ok(await isFree(port, '127.0.0.1'));
  });
}

test('run fails with a sentence when its port is taken or its call is wrong', async (context) => {
  const port = await freePorts(1);
  const first = start(context, ['--port', `${port}`]);
  assert.ok(await until(() => first.seen.text.includes('Ctrl-C stops it'), 100_000), first.seen.text);

  const second = await script('run', ['--port', `${port}`]);
  assert.equal(second.code, 1);
  assert.match(second.err, new RegExp(`port ${port} of 127.0.0.1 is taken`));
  assert.match((await script('run', ['--nodes', 'three'])).err, /--nodes must be a whole number/);
  assert.match((await script('run', ['--config', 'nowhere.yaml'])).err, /there is no file nowhere.yaml/);
});
