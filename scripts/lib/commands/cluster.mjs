import { resolve } from 'node:path';
import { Cluster } from '../cluster.mjs';
import { command, Failure, noMore, wholeNumber } from '../command.mjs';
import { mostNodes } from '../node-process.mjs';
import { root } from '../project.mjs';
import { must } from '../shell.mjs';

const help = `scripts/cluster COMMAND [--dir D] [--port P]

A cluster of nodes on this machine that outlives this call. Node K (1, 2, …) listens on port P+K-1.

  start N        builds if needed, starts N nodes and returns when all are ready
  status         one JSON object a line for each node: node, pid (of the JVM), url, ready, state
  kill K         ends node K at once, as a crash would (SIGKILL)
  stop K         asks node K to drain and end (SIGTERM), waits for it
  pause K        freezes node K (SIGSTOP)
  resume K       wakes node K (SIGCONT)
  start-node K   starts node K again, or one more; returns when it is ready
  database A     for tests: start or stop the cluster's PostgreSQL, a process of its own that no other command touches
                 but start and down; with DATABASE_URL (or DB_HOST …) the nodes use that server and none is started
  down           ends every node and PostgreSQL; logs and data stay

  --dir D    the folder for everything that the cluster writes: logs, data, secret  (.parley/cluster)
  --port P   the port of node 1  (8080)

The nodes get this call's environment: any setting of a node (PARLEY_…; PARLEY_HTTP_HOST for another address than
127.0.0.1) except ports, cluster name and data folder, and JAVA_OPTS for the JVM.
Clusters of different folders and ports do not see each other.`;

const options = { dir: { type: 'string' }, port: { type: 'string' } };

/** @type {Record<string, (cluster: Cluster, words: string[], options: object) => Promise<void>>} */
const commands = {
  start,
  status: async (cluster) => {
    for (const status of await Promise.all(cluster.numbers().map((number) => cluster.status(number)))) {
      process.stdout.write(`${JSON.stringify(status)}\n`);
    }
  },
  kill: (cluster, words) => cluster.kill(node(words)),
  stop: (cluster, words) => cluster.stop(node(words)),
  pause: (cluster, words) => cluster.pause(node(words)),
  resume: (cluster, words) => cluster.resume(node(words)),
  'start-node': (cluster, words) => cluster.startNode(node(words)),
  database,
  down: (cluster) => cluster.down(),
};

await command(help, options, async (values, [name, ...words]) => {
  const wanted = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!wanted) {
    throw new Failure(`a command is needed: ${Object.keys(commands).join(', ')}; see --help.`);
  }
  const cluster = new Cluster(resolve(values.dir ?? resolve(root, '.parley/cluster')));
  const port = values.port === undefined ? undefined : wholeNumber('--port', values.port, 1, 65_535);
  noMore(words.slice(name === 'status' || name === 'down' ? 0 : 1));
  if (wanted !== start && port !== undefined && port !== cluster.read().port) {
    throw new Failure(`the cluster in ${cluster.folder} begins at port ${cluster.read().port}, not ${port}.`);
  }
  await wanted(cluster, words, { port });
});

async function start(cluster, words, { port = 8080 }) {
  const size = wholeNumber('the number of nodes', words[0], 1, mostNodes);
  await must('the build', resolve(root, 'scripts/build'), []);
  await cluster.create(size, process.env.PARLEY_HTTP_HOST || '127.0.0.1', port);
  try {
    await cluster.startDatabase();
    // the first one alone: nodes that begin together may each begin a cluster of their own and have to merge
    await cluster.startNode(1);
    await Promise.all(
      cluster
        .numbers()
        .slice(1)
        .map((number) => cluster.startNode(number)),
    );
  } catch (error) {
    await cluster.down(true);
    throw error;
  }
}

async function database(cluster, [action, ...rest]) {
  noMore(rest);
  const actions = { start: () => cluster.startDatabase(), stop: () => cluster.stopDatabase() };
  if (!Object.hasOwn(actions, action ?? '')) {
    throw new Failure('database needs one of: start, stop.');
  }
  await actions[action]();
}

function node(words) {
  return wholeNumber('the node', words[0], 1, mostNodes);
}
