import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { command, Failure, noMore, wholeNumber } from '../command.mjs';
import { certificateEnvironment, Foreground } from '../foreground.mjs';
import { mostNodes } from '../node-process.mjs';
import { root } from '../project.mjs';
import { must } from '../shell.mjs';

const help = `scripts/run [--nodes N] [--port P] [--host H] [--tls] [--config F]

Builds if needed and runs Parley in the foreground until Ctrl-C: one node on http://127.0.0.1:8080, or a cluster.

  --nodes N    so many nodes, on the ports P, P+1, …, their output prefixed  (1)
  --port P     the port of the first node  (8080)
  --host H     the address to listen on  (127.0.0.1)
  --tls        HTTPS with a self-signed certificate for localhost and this machine's addresses
  --config F   a parley.yaml; what it says of ports, cluster and data folder holds when there is one node

To try it from a phone in the same network: scripts/run --tls --host 0.0.0.0, open the printed address there and accept
the certificate. Browsers give a page its camera only over HTTPS or on the very same machine.

The environment reaches the nodes: PARLEY_… settings, and JAVA_OPTS for the JVM. Data is kept in .parley.`;

const options = {
  nodes: { type: 'string', default: '1' },
  port: { type: 'string' },
  host: { type: 'string' },
  tls: { type: 'boolean', default: false },
  config: { type: 'string' },
};

await command(help, options, async (values, words) => {
  noMore(words);
  const nodes = wholeNumber('--nodes', values.nodes, 1, mostNodes);
  const port = values.port === undefined ? undefined : wholeNumber('--port', values.port, 1, 65_535 - mostNodes);
  if (values.config && !existsSync(values.config)) {
    throw new Failure(`there is no file ${values.config}.`);
  }
  const config = values.config ?? process.env.PARLEY_CONFIG ?? (existsSync('parley.yaml') ? 'parley.yaml' : undefined);
  await must('the build', resolve(root, 'scripts/build'), []);
  const folder = resolve(root, '.parley');
  mkdirSync(folder, { recursive: true });
  const host = values.host ?? process.env.PARLEY_HTTP_HOST;
  const environment = {
    ...(config ? { PARLEY_CONFIG: resolve(config) } : {}),
    ...(values.tls ? await certificateEnvironment(folder, host) : {}),
  };
  process.exitCode = await new Foreground({ folder, nodes, port, host, environment, ownConfig: Boolean(config) }).run();
});
