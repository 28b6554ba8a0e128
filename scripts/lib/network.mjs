// Ports, addresses of this machine, and whether a node answers.
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Failure } from './command.mjs';

/** Whether a server could listen there now. */
export function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Refuses a port that nothing can listen on now. */
export async function requireFree(port, host) {
  if (port > 65_535) {
    throw new Failure(`port ${port} does not exist; choose a lower --port.`);
  }
  if (!(await isFree(port, host))) {
    throw new Failure(`port ${port} of ${host} is taken by another program or does not exist there.`);
  }
}

/** The first of `count` free neighbouring ports, chosen by chance. */
export async function freePorts(count, host = '127.0.0.1') {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map((port) => isFree(port, host)))).every(Boolean)) {
      return first;
    }
  }
}

/** This machine's addresses that others on its networks can reach. */
export function lanAddresses() {
  return Object.values(networkInterfaces())
    .flat()
    .filter((address) => !address.internal && address.family === 'IPv4')
    .map((address) => address.address);
}

/** Whether an address means "every interface". */
export function isWildcard(host) {
  return host === '0.0.0.0' || host === '::';
}

/** A URL of this machine; "every interface" is reached by loopback. */
export function urlOf(scheme, host, port) {
  const reachable = isWildcard(host) ? '127.0.0.1' : host;
  return `${scheme}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Whether a node says that it is ready. A certificate of our own making counts: this asks our own machine. */
export function isReady(url, milliseconds = 2000) {
  const request = url.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    const asked = request(`${url}/health/ready`, { agent: false, rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.setTimeout(milliseconds, () => asked.destroy(new Error('no answer')));
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
