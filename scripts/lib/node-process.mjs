// One node: the program it runs from, its command line, its environment.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, cpSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from './command.mjs';
import { isFree } from './network.mjs';
import { artifact, jvmFlags, mainClass } from './project.mjs';
import { java } from './shell.mjs';

/** Nodes of one local cluster. */
export const mostNodes = 32;

/** Puts a copy of what was built into a folder, so that a later build cannot pull the classes from under a live node. */
export function copyProgram(folder) {
  const built = artifact();
  if (!built) {
    throw new Failure('there is nothing to run yet; call scripts/build.');
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const how = { recursive: true, mode: constants.COPYFILE_FICLONE };
  cpSync(built.jar, join(folder, basename(built.jar)), how);
  cpSync(built.lib, join(folder, 'lib'), how);
}

/** The command line of a node; what JAVA_OPTS holds comes last and so wins. */
export function commandLine(program, logs) {
  const own = (process.env.JAVA_OPTS ?? '').split(/\s+/).filter(Boolean);
  return [
    ...jvmFlags(),
    '-Xms128m',
    '-Xmx1g',
    '-XX:+ExitOnOutOfMemoryError',
    `-XX:ErrorFile=${join(logs, 'hs_err_%p.log')}`,
    '-Dfile.encoding=UTF-8',
    ...own,
    '-cp',
    `${join(program, '*')}:${join(program, 'lib', '*')}`,
    mainClass,
  ];
}

/** The caller's environment with a node's settings over it; without what is for clients and a node would refuse. */
export function environment(settings) {
  const { PARLEY_URL: _, ...rest } = process.env;
  return { ...rest, ...settings };
}

/** Starts the JVM itself: the child's pid is the node's. */
export function spawnNode(program, logs, options) {
  mkdirSync(logs, { recursive: true });
  return spawn(java(), commandLine(program, logs), options);
}

/**
 * The settings of node `number` (1…) of a local cluster; they lie over the caller's environment.
 * @param {{name: string, host: string, port: number, clusterPort: number, size: number, data: string, database?: string}} cluster
 */
export function nodeSettings(cluster, number) {
  const last = Math.max(cluster.size, number);
  const members = Array.from({ length: last }, (_, index) => `127.0.0.1:${cluster.clusterPort + index + 1}`);
  return {
    PARLEY_HTTP_HOST: cluster.host,
    PARLEY_HTTP_PORT: `${cluster.port + number - 1}`,
    PARLEY_CLUSTER_NAME: cluster.name,
    PARLEY_CLUSTER_HOST: '127.0.0.1',
    PARLEY_CLUSTER_PORT: `${cluster.clusterPort + number}`,
    PARLEY_CLUSTER_MEMBERS: members.join(','),
    PARLEY_DATA_DIR: cluster.data,
    ...(cluster.database && { DATABASE_URL: cluster.database }),
  };
}

/** A cluster name that no other folder and port has, so that two clusters of one machine never meet. */
export function clusterName(folder, port) {
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex');
  return `parley-${hash.slice(0, 12)}-${port}`;
}

/** Where a cluster listens inside: PostgreSQL on the returned port, member K on it + K. The same again unless somebody else has it. */
export async function pickClusterPort(port, size) {
  const most = 65_000 - mostNodes;
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = (port + 10_000 + attempt * 100) % most;
    const ports = Array.from({ length: size + 1 }, (_, index) => base + index);
    const usable = base > 1024 && (await Promise.all(ports.map((one) => isFree(one, '127.0.0.1')))).every(Boolean);
    if (usable) {
      return base;
    }
  }
  throw new Failure('no free ports are left for the members of the cluster.');
}
