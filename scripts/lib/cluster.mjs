// A cluster on this machine, remembered in a folder: cluster.json, node-K.json, logs/, data/, app/.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, until } from './command.mjs';
import { isGiven, startDatabase } from './database.mjs';
import { isReady, requireFree, urlOf } from './network.mjs';
import { clusterName, copyProgram, environment, nodeSettings, pickClusterPort, spawnNode } from './node-process.mjs';
import { hasEnded, isAlive, isPaused, remember, signal } from './processes.mjs';

const readyWithin = 120_000;
const endsWithin = 45_000;

export class Cluster {
  /** @param {string} folder an absolute path */
  constructor(folder) {
    this.folder = folder;
    this.file = join(folder, 'cluster.json');
  }

  /** Makes the folder and what the nodes share. The port of node 1 decides all others. */
  async create(size, host, port) {
    if (existsSync(this.file) && this.numbers().some((number) => isAlive(this.process(number)))) {
      throw new Failure(`a cluster already runs in ${this.folder}; take it down first.`);
    }
    mkdirSync(join(this.folder, 'logs'), { recursive: true });
    for (let number = 1; number <= size; number++) {
      await requireFree(port + number - 1, host);
    }
    copyProgram(join(this.folder, 'app'));
    await this.stopDatabase();
    rmSync(this.file, { force: true });
    rmSync(this.databaseFile(), { force: true });
    const clusterPort = await pickClusterPort(port, size);
    this.save({ name: clusterName(this.folder, port), host, port, clusterPort, size, directory: process.cwd() });
  }

  save(cluster) {
    writeFileSync(this.file, `${JSON.stringify(cluster, null, 2)}\n`);
  }

  /** What create wrote. */
  read() {
    if (!existsSync(this.file)) {
      throw new Failure(`no cluster runs in ${this.folder}.`);
    }
    const cluster = JSON.parse(readFileSync(this.file, 'utf8'));
    return { ...cluster, data: join(this.folder, 'data'), database: this.database()?.url };
  }

  numbers() {
    return Array.from({ length: this.read().size }, (_, index) => index + 1);
  }

  /** Starts the cluster's PostgreSQL, unless the environment names one. */
  async startDatabase() {
    if (isGiven()) {
      return;
    }
    const { clusterPort, data } = this.read();
    await requireFree(clusterPort, '127.0.0.1');
    const program = join(this.folder, 'app');
    const wish = { program, data, logs: this.folder, port: clusterPort, detached: true };
    const { child, url } = await startDatabase(wish);
    child.unref();
    writeFileSync(this.databaseFile(), JSON.stringify({ ...remember(child.pid), url }), { mode: 0o600 });
  }

  databaseFile() {
    return join(this.folder, 'postgresql.json');
  }

  /** PostgreSQL's process with its url; undefined when the environment names another server. */
  database() {
    try {
      return JSON.parse(readFileSync(this.databaseFile(), 'utf8'));
    } catch {
      return undefined;
    }
  }

  async stopDatabase() {
    const one = this.database();
    if (one && isAlive(one)) {
      signal(one, 'SIGTERM');
      if (!(await hasEnded(one, endsWithin))) {
        throw new Failure(`PostgreSQL (pid ${one.pid}) still runs ${endsWithin / 1000} s after SIGTERM.`);
      }
    }
  }

  /** The process that a node was last started as; undefined before the first time. */
  process(number) {
    try {
      return JSON.parse(readFileSync(this.nodeFile(number), 'utf8'));
    } catch {
      return undefined;
    }
  }

  nodeFile(number) {
    return join(this.folder, `node-${number}.json`);
  }

  log(number) {
    return join(this.folder, 'logs', `node-${number}.log`);
  }

  /** The node's process, which must live. */
  alive(number) {
    const one = this.process(number);
    if (number > this.read().size || !isAlive(one)) {
      throw new Failure(`node ${number} does not run in ${this.folder}.`);
    }
    return one;
  }

  /** Starts a node that does not run and returns when it is ready. */
  async startNode(number) {
    const cluster = this.read();
    if (isAlive(this.process(number))) {
      throw new Failure(`node ${number} already runs.`);
    }
    await requireFree(cluster.port + number - 1, cluster.host);
    await requireFree(cluster.clusterPort + number, '127.0.0.1');
    const output = openSync(this.log(number), 'a');
    const child = spawnNode(join(this.folder, 'app'), join(this.folder, 'logs'), {
      cwd: existsSync(cluster.directory) ? cluster.directory : this.folder,
      env: environment(nodeSettings(cluster, number)),
      stdio: ['ignore', output, output],
      detached: true,
    });
    const failed = new Promise((_, reject) => child.on('error', reject));
    closeSync(output);
    await Promise.race([until(() => child.pid !== undefined, 5000), failed]);
    child.unref();
    const one = remember(child.pid);
    writeFileSync(this.nodeFile(number), JSON.stringify(one));
    if (number > cluster.size) {
      const { database: _, data: __, ...kept } = cluster;
      this.save({ ...kept, size: number });
    }
    await this.becomesReady(number, one);
  }

  async becomesReady(number, one) {
    const answers = await until(async () => !isAlive(one) || (await this.url(number)).ready, readyWithin, 100);
    if (!isAlive(one)) {
      this.showLog(number);
      throw new Failure(`node ${number} ended before it was ready; its log is ${this.log(number)}.`);
    }
    if (!answers) {
      throw new Failure(`node ${number} was not ready within ${readyWithin / 1000} s; its log is ${this.log(number)}.`);
    }
  }

  /** Where a node answers: with TLS or without, as its configuration has it. */
  async url(number) {
    const { host, port } = this.read();
    const schemes = process.env.PARLEY_TLS_CERT ? ['https', 'http'] : ['http', 'https'];
    const urls = schemes.map((scheme) => urlOf(scheme, host, port + number - 1));
    for (const url of urls) {
      if (await isReady(url)) {
        return { url, ready: true };
      }
    }
    return { url: urls[0], ready: false };
  }

  async status(number) {
    const one = this.process(number);
    const alive = isAlive(one);
    const paused = alive && isPaused(one);
    const { url, ready } = alive && !paused ? await this.url(number) : await this.silent(number);
    return {
      node: number,
      pid: alive ? one.pid : null,
      url,
      ready,
      state: paused ? 'paused' : alive ? 'running' : 'ended',
    };
  }

  silent(number) {
    const { host, port } = this.read();
    return { url: urlOf(process.env.PARLEY_TLS_CERT ? 'https' : 'http', host, port + number - 1), ready: false };
  }

  /** Ends a node at once, as a crash would. */
  async kill(number) {
    const one = this.alive(number);
    signal(one, 'SIGKILL');
    if (!(await hasEnded(one, 10_000))) {
      throw new Failure(`node ${number} (pid ${one.pid}) still runs 10 s after SIGKILL.`);
    }
  }

  /** Asks a node to drain and end, and waits for it. */
  async stop(number) {
    const one = this.alive(number);
    signal(one, 'SIGTERM');
    signal(one, 'SIGCONT');
    if (!(await hasEnded(one, endsWithin))) {
      throw new Failure(`node ${number} (pid ${one.pid}) still runs ${endsWithin / 1000} s after SIGTERM; kill it.`);
    }
  }

  /** Freezes a node. */
  async pause(number) {
    const one = this.alive(number);
    signal(one, 'SIGSTOP');
    if (!(await until(() => isPaused(one), 5000))) {
      throw new Failure(`node ${number} (pid ${one.pid}) did not stop.`);
    }
  }

  /** Wakes a frozen node. */
  async resume(number) {
    const one = this.alive(number);
    signal(one, 'SIGCONT');
    if (!(await until(() => !isPaused(one), 5000))) {
      throw new Failure(`node ${number} (pid ${one.pid}) did not go on.`);
    }
  }

  /**
   * Ends every node, those that do not drain in time by force, and forgets the cluster; logs and data stay.
   * @param {boolean} atOnce without draining
   */
  async down(atOnce = false) {
    const alive = this.numbers().filter((number) => isAlive(this.process(number)));
    const end = (number) => (atOnce ? this.kill(number) : this.stop(number).catch(() => this.kill(number)));
    await Promise.all(alive.map(end));
    await this.stopDatabase();
    rmSync(this.databaseFile(), { force: true });
    for (const number of this.numbers()) {
      rmSync(this.nodeFile(number), { force: true });
    }
    rmSync(this.file, { force: true });
    rmSync(join(this.folder, 'app'), { recursive: true, force: true });
  }

  showLog(number) {
    const lines = readFileSync(this.log(number), 'utf8').trimEnd().split('\n');
    process.stderr.write(`${lines.slice(-15).join('\n')}\n`);
  }
}
