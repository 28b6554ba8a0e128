import { listen, type SocketFactory } from './socket.ts';

/** The raw WebSocket of a node, without SockJS framing around it. */
export const webSocket: SocketFactory = (endpoint, listener) => {
  try {
    const socket = new WebSocket(`${endpoint.replace(/^http/, 'ws')}/eventbus/websocket`);
    listen(socket, listener);
    return socket;
  } catch (thrown) {
    // no WebSocket in this browser, or forbidden by a policy
    queueMicrotask(() => listener.closed({ code: 1006, reason: String(thrown), opened: false }));
    return { send: () => {}, close: () => {} };
  }
};
