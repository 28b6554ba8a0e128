// The proxies of docs/proxy, started on a free port from the very files that people copy.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, until } from './command.mjs';
import { isReady } from './network.mjs';
import { root } from './project.mjs';
import { ensureProgram } from './shell.mjs';

const example = (name) => readFileSync(join(root, 'docs', 'proxy', name), 'utf8');

/** Puts this run's addresses in place of the example's; a file in which one is missing is not tested by accident. */
function fill(text, replacements) {
  return replacements.reduce((filled, [pattern, value]) => {
    if (!pattern.test(filled)) {
      throw new Failure(`the example has nothing like ${pattern} any more.`);
    }
    return filled.replace(pattern, value);
  }, text);
}

const hosts = (urls) => urls.map((url) => new URL(url).host);

const nginx = {
  package: 'nginx-light',
  programs: ['nginx', '/usr/sbin/nginx'],
  arguments(folder, port, urls) {
    const servers = hosts(urls).map((host) => `server ${host} max_fails=3 fail_timeout=5s;`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `  ${kind}_temp_path ${quoted(join(folder, kind))};\n`)
      .join('');
    const text = fill(example('nginx.conf'), [
      [/(\s+server 127\.0\.0\.1:\d+ [^\n]+)+/, `\n    ${servers.join('\n    ')}`],
      // what an unprivileged process may not raise
      [/worker_rlimit_nofile \d+;\n/, ''],
      [/worker_connections \d+;/, 'worker_connections 1024;'],
      [/listen 80;/, `listen 127.0.0.1:${port};`],
      [/http \{\n/, `http {\n  access_log off;\n${temporary}`],
      [/worker_processes auto;/, `daemon off;\npid ${quoted(join(folder, 'nginx.pid'))};\nworker_processes 1;`],
    ]);
    writeFileSync(join(folder, 'nginx.conf'), text);
    return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  },
};

const caddy = {
  package: 'caddy',
  programs: ['caddy'],
  arguments(folder, port, urls) {
    const text = fill(example('Caddyfile'), [
      [/\n:80 \{/, `\n{\n\tadmin off\n}\n\nhttp://127.0.0.1:${port} {`],
      [/reverse_proxy( 127\.0\.0\.1:\d+)+/, `reverse_proxy ${hosts(urls).join(' ')}`],
    ]);
    writeFileSync(join(folder, 'Caddyfile'), text);
    return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
  },
};

export const proxies = { nginx, caddy };

const quoted = (path) => `"${path}"`;

/**
 * Runs a proxy in front of the nodes while the work is done.
 * @param {'nginx' | 'caddy'} name
 * @param {string} folder for its files
 * @param {number} port to listen on
 * @param {string[]} urls of the nodes
 */
export async function withProxy(name, folder, port, urls, work) {
  const proxy = proxies[name];
  const program = await ensureProgram(proxy.programs, proxy.package);
  const child = spawn(program, proxy.arguments(folder, port, urls), {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, HOME: folder },
  });
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  try {
    const url = `http://127.0.0.1:${port}`;
    if (
      !(await until(async () => child.exitCode !== null || (await isReady(url)), 20_000, 100)) ||
      child.exitCode !== null
    ) {
      throw new Failure(`${name} did not come up in front of the nodes.`);
    }
    await work(url);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
