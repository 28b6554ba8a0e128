// Nodes that live as long as the script does: their output is passed on, Ctrl-C ends them in an orderly way.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { selfSigned } from './certificate.mjs';
import { until } from './command.mjs';
import { isGiven, startDatabase } from './database.mjs';
import { isReady, isWildcard, lanAddresses, requireFree, urlOf } from './network.mjs';
import { clusterName, copyProgram, environment, nodeSettings, pickClusterPort, spawnNode } from './node-process.mjs';

const readyWithin = 120_000;
const defaultHost = '127.0.0.1';

/** The settings that turn HTTPS on with a certificate of our own making. */
export async function certificateEnvironment(folder, host = defaultHost) {
  const { cert, key } = await selfSigned(join(folder, 'tls'), isWildcard(host) ? [] : [host]);
  return { PARLEY_TLS_CERT: cert, PARLEY_TLS_KEY: key };
}

export class Foreground {
  #children = [];
  #database;
  #signals = 0;
  #ended = false;

  /**
   * @param {object} wish
   * @param {string} wish.folder for data and the program's copy
   * @param {number} wish.nodes
   * @param {number} [wish.port] of the first node
   * @param {string} [wish.host] to listen on
   * @param {Record<string, string>} wish.environment further settings of every node
   * @param {boolean} wish.ownConfig a configuration file decides what the options do not
   */
  constructor(wish) {
    this.wish = wish;
    const environment = { ...process.env, ...wish.environment };
    this.scheme = environment.PARLEY_TLS_CERT ? 'https' : 'http';
    this.host = wish.host ?? defaultHost;
    this.port = wish.port ?? Number(process.env.PARLEY_HTTP_PORT || 8080);
    // with a file and a single node everything but the options is the file's business
    this.free = wish.ownConfig && wish.nodes === 1;
  }

  /** Runs until all nodes have ended. @returns {Promise<number>} the exit code */
  async run() {
    const program = join(this.wish.folder, 'run', `app-${this.port}`);
    copyProgram(program);
    const settings = await this.settings(program);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(name, () => this.stop());
    }
    const ends = settings.map((one, index) => this.start(program, one, index + 1));
    const greeted = this.greet();
    const codes = await Promise.all(ends);
    this.#ended = true;
    this.#database?.kill();
    await greeted;
    return this.#signals > 0 ? 0 : Math.max(...codes);
  }

  /** Each node's settings, laid over the environment. */
  async settings(program) {
    const common = this.wish.environment;
    if (this.free) {
      const { host, port } = this.wish;
      return [{ ...common, ...(host && { PARLEY_HTTP_HOST: host }), ...(port && { PARLEY_HTTP_PORT: `${port}` }) }];
    }
    const { folder, nodes: size } = this.wish;
    for (let number = 0; number < size; number++) {
      await requireFree(this.port + number, this.host);
    }
    const data = process.env.PARLEY_DATA_DIR || folder;
    mkdirSync(data, { recursive: true });
    const clusterPort = await pickClusterPort(this.port, size);
    const database = size > 1 && !isGiven() ? await this.startDatabase(program, data, clusterPort) : undefined;
    const name = clusterName(folder, this.port);
    const cluster = { name, host: this.host, port: this.port, clusterPort, size, data, database };
    return Array.from({ length: size }, (_, index) => ({
      ...common,
      ...this.reachable(index + 1),
      ...nodeSettings(cluster, index + 1),
    }));
  }

  /** One PostgreSQL for all nodes; it ends after them. */
  async startDatabase(program, data, port) {
    const logs = join(this.wish.folder, 'run', 'logs');
    const { child, url } = await startDatabase({ program, data, logs, port, detached: true });
    this.#database = child;
    return url;
  }

  /** What node `number` that listens everywhere has to know: its address for other devices, and every origin. */
  reachable(number) {
    const lan = lanAddresses()[0];
    if (!isWildcard(this.host) || !lan || process.env.PARLEY_HTTP_PUBLIC_URL) {
      return {};
    }
    return {
      PARLEY_HTTP_PUBLIC_URL: urlOf(this.scheme, lan, this.port + number - 1),
      PARLEY_HTTP_ORIGINS: [process.env.PARLEY_HTTP_ORIGINS, ...this.urls()].filter(Boolean).join(','),
    };
  }

  start(program, settings, number) {
    const several = this.wish.nodes > 1;
    const child = spawnNode(program, join(this.wish.folder, 'run', 'logs'), {
      env: environment(settings),
      stdio: ['ignore', several ? 'pipe' : 'inherit', several ? 'pipe' : 'inherit'],
    });
    this.#children.push(child);
    if (several) {
      prefix(child.stdout, process.stdout, number);
      prefix(child.stderr, process.stderr, number);
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
  }

  /** Every address of every node, the friendliest first. */
  urls() {
    const hosts = isWildcard(this.host) ? ['localhost', '127.0.0.1', ...lanAddresses()] : [this.host];
    return Array.from({ length: this.wish.nodes }, (_, index) => this.port + index).flatMap((port) =>
      hosts.map((host) => urlOf(this.scheme, host, port)),
    );
  }

  async greet() {
    if (this.free && !this.wish.port) {
      return;
    }
    const own = Array.from({ length: this.wish.nodes }, (_, index) => urlOf(this.scheme, this.host, this.port + index));
    const allReady = async () => (await Promise.all(own.map((url) => isReady(url)))).every(Boolean);
    await until(async () => this.#ended || this.#signals > 0 || (await allReady()), readyWithin, 100);
    if (!this.#ended && this.#signals === 0) {
      const lines = this.urls().map((url) => `    ${url}`);
      process.stdout.write(`\n  Parley is ready. Open:\n\n${lines.join('\n')}\n\n  Ctrl-C stops it.\n\n`);
    }
  }

  /** The first signals ask the nodes to drain; whoever insists has them killed. */
  stop() {
    this.#signals += 1;
    for (const child of this.#children) {
      child.kill(this.#signals > 2 ? 'SIGKILL' : 'SIGTERM');
    }
  }
}

function prefix(from, to, number) {
  createInterface({ input: from }).on('line', (line) => to.write(`[node ${number}] ${line}\n`));
}
