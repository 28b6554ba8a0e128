import { command, Failure } from '../command.mjs';
import { conformance, withCluster } from '../conformance.mjs';
import { freePorts } from '../network.mjs';
import { endpointsOf } from '../plain-session.mjs';
import { proxies, withProxy } from '../proxies.mjs';
import { Steps } from '../steps.mjs';

const sessions = 60;

const help = `scripts/test-proxy [nginx] [caddy]

Runs the wire contract's suite, over every transport, through the proxies of docs/proxy in front of three nodes; nginx if
none is named. A proxy that is missing is installed where that is possible (root on Debian).`;

await command(help, {}, async (_, words) => {
  const wrong = words.find((word) => !Object.hasOwn(proxies, word));
  if (wrong) {
    throw new Failure(`there is no example for ${wrong}; there are ${Object.keys(proxies).join(' and ')}.`);
  }
  const steps = new Steps();
  for (const name of words.length > 0 ? words : ['nginx']) {
    await steps.step(`wire contract through ${name}`, () => through(name));
  }
  steps.end();
});

async function through(name) {
  const port = await freePorts(1);
  const environment = {
    PARLEY_HTTP_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PARLEY_HTTP_TRUSTED_PROXIES: '127.0.0.1',
  };
  await withCluster(3, environment, (urls, folder) =>
    withProxy(name, folder, port, urls, async (url) => {
      await plainSessions(url);
      await hidden(`${url}/metrics`);
      await conformance(url);
    }),
  );
}

/** Every request of a session without WebSocket has to reach the session's node, or the session is not found. */
async function plainSessions(url) {
  await Promise.all(Array.from({ length: sessions }, () => endpointsOf(url)));
  process.stdout.write(`${sessions} sessions of plain requests kept to their nodes\n`);
}

async function hidden(url) {
  const { status } = await fetch(url);
  if (status !== 404) {
    throw new Failure(`${url} answers ${status} to the outside.`);
  }
}
