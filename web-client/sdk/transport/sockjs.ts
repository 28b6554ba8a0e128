import { listen, type Socket, type SocketFactory } from './socket.ts';

/** Streaming first; every transport that needs an iframe or inline script is left out. */
const TRANSPORTS = ['xhr-streaming', 'xhr-polling'];

/** SockJS over plain HTTP requests, fetched only by those whose network blocks WebSocket. */
export const sockJs: SocketFactory = (endpoint, listener) => {
  let inner: Socket | undefined;
  let closedEarly = false;
  const fail = (reason: string) => listener.closed({ code: 1006, reason, opened: false });

  import('./sockjs-client.ts').then(
    ({ default: SockJS }) => {
      if (closedEarly) return fail('closed before it opened');
      const socket = new SockJS(`${endpoint}/eventbus`, undefined, { transports: TRANSPORTS });
      inner = socket;
      listen(socket, listener);
    },
    () => fail('the fall-back transport could not be loaded'),
  );
  return {
    send: (text) => inner?.send(text),
    close: () => {
      closedEarly = true;
      inner?.close();
    },
  };
};
