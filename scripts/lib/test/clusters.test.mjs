import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePorts } from '../network.mjs';
import { endpointsOf } from '../plain-session.mjs';
import { scratch, script } from './scripts.mjs';

test('two clusters of different folders and ports do not see each other', async (context) => {
  const atEnd = (cleanup) => context.after(cleanup);
  const folders = [];
  // hooks run in this order: a folder that is gone no longer says which nodes to end
  atEnd(() => Promise.all(folders.map((folder) => script('cluster', ['down', '--dir', folder]))));
  folders.push(scratch(atEnd), scratch(atEnd));
  const ports = await freePorts(2);

  for (const [index, folder] of folders.entries()) {
    const { code, err } = await script('cluster', ['start', '1', '--dir', folder, '--port', `${ports + index}`]);
    assert.equal(code, 0, err);
  }

  const [one, other] = folders.map((folder) => JSON.parse(readFileSync(join(folder, 'cluster.json'), 'utf8')));
  assert.notEqual(one.name, other.name);
  assert.notEqual(one.clusterPort, other.clusterPort);
  for (const index of folders.keys()) {
    const url = `http://127.0.0.1:${ports + index}`;
    assert.deepEqual(await endpointsOf(url), [url]);
  }
});

test('start fails with a sentence when a port is taken, and leaves nothing behind', async (context) => {
  const folder = scratch((cleanup) => context.after(cleanup));
  const taken = createServer();
  const port = await freePorts(2);
  await new Promise((resolve) => taken.listen(port + 1, '127.0.0.1', resolve));
  context.after(() => taken.close());

  const { code, err } = await script('cluster', ['start', '2', '--dir', folder, '--port', `${port}`]);

  assert.equal(code, 1);
  assert.match(err, new RegExp(`port ${port + 1} of 127.0.0.1 is taken`));
  assert.match((await script('cluster', ['status', '--dir', folder])).err, /no cluster runs/);
});

test('the environment reaches the nodes: one that refuses its settings fails the start with its own words', async (context) => {
  const folder = scratch((cleanup) => context.after(cleanup));
  const port = await freePorts(1);

  const { code, err } = await script('cluster', ['start', '1', '--dir', folder, '--port', `${port}`], {
    PARLEY_ROOMS_MAX_PEERS: 'many',
  });

  assert.equal(code, 1);
  assert.match(err, /rooms\.maxPeers: "many" \(from PARLEY_ROOMS_MAX_PEERS\)/);
  assert.match(err, /node 1 ended before it was ready/);
});
