// A cluster for a while, and the web client's conformance suite against it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './network.mjs';
import { root, webClient } from './project.mjs';
import { must, run } from './shell.mjs';

/**
 * Starts a cluster in a folder of its own, does the work, takes the cluster down.
 * @param {number} size
 * @param {Record<string, string>} environment of the nodes
 * @param {(urls: string[], folder: string) => Promise<void>} work
 */
export async function withCluster(size, environment, work) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
  const port = await freePorts(size);
  const cluster = (...args) => [join(root, 'scripts', 'cluster'), [...args, '--dir', folder]];
  let kept = true;
  try {
    const [script, args] = cluster('start', `${size}`, '--port', `${port}`);
    await must('starting the cluster', script, args, { env: { ...process.env, ...environment } });
    await work(
      Array.from({ length: size }, (_, index) => `http://127.0.0.1:${port + index}`),
      folder,
    );
    kept = false;
  } finally {
    await run(...cluster('down'), { stdio: 'ignore' });
    if (kept) {
      process.stdout.write(`the nodes' logs are kept in ${join(folder, 'logs')}\n`);
    } else {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Runs the suite against a URL. */
export function conformance(url) {
  const options = { cwd: webClient, env: { ...process.env, PARLEY_URL: url } };
  return must('the conformance suite', 'npm', ['run', 'test:conformance'], options);
}
