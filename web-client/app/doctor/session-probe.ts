import type { SocketFactory } from '../../sdk/transport/socket.ts';

/** Longest wait for a transport to prove itself, milliseconds. */
const PATIENCE_MS = 7_000;
const REPLY = 'check';

/** What a guest's session brings that the check goes on with. */
export interface Probed {
  readonly resumeToken: string;
  readonly iceServers: readonly RTCIceServer[];
}

/** Opens a session over one transport and lets it go: frames went both ways. `undefined` if they did not. */
export function probe(endpoint: string, transport: SocketFactory): Promise<Probed | undefined> {
  return new Promise((resolve) => {
    const finish = (probed?: Probed) => {
      clearTimeout(timer);
      socket.close();
      resolve(probed);
    };
    const timer = setTimeout(finish, PATIENCE_MS);
    const socket = transport(endpoint, {
      opened: () => socket.send(JSON.stringify(OPEN)),
      received: (text) => {
        const { type, address, body } = JSON.parse(text) as { type?: string; address?: string; body?: Probed };
        if (address === REPLY) finish(type === 'rec' ? body : undefined);
      },
      closed: () => finish(),
    });
  });
}

const OPEN = { type: 'send', address: 'session.open', replyAddress: REPLY, body: { protocol: 1 } };
