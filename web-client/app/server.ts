import { Account, TOKEN_KEY } from '../sdk/auth/index.ts';
import { browserEnvironment, Parley, type ParleyOptions, Rest } from '../sdk/index.ts';
import { setting } from './settings/settings.ts';

/** The node that served this page. */
export const ENDPOINT = new URL('.', location.href).href;

/** Whoever is signed in in this browser. */
export const account = new Account({ endpoint: ENDPOINT });

export const rest = new Rest(ENDPOINT, browserEnvironment().fetch, account.token);

window.addEventListener('storage', ({ key }) => {
  // a store that was emptied as a whole names no key
  if (key === TOKEN_KEY || key === null) account.check();
});

export function newClient(options: Pick<ParleyOptions, 'onEnded'> = {}): Parley {
  return new Parley({
    ...options,
    endpoints: ENDPOINT,
    account,
    timeline: true,
    ...(setting('relay') && { iceTransportPolicy: 'relay' }),
  });
}
