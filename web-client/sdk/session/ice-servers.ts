import { Rest } from '../rest.ts';
import type { IceGrant } from '../rtc/ice-renewal.ts';
import type { Session } from './session.ts';

/** Nodes that are asked before it is given up for this time. */
const NODES = 3;

/** Fresh TURN credentials, asked for as the session that we are. Rejects with what the last node answered. */
export async function askIceServers(session: Session): Promise<IceGrant> {
  let problem: unknown;
  for (const endpoint of session.endpoints.slice(0, NODES)) {
    try {
      const { env, current } = session;
      return await new Rest(endpoint, env.fetch, () => current.resumeToken).get<IceGrant>('ice-servers');
    } catch (thrown) {
      problem = thrown;
    }
  }
  throw problem;
}
