import type { SocketClose } from '../wire/close.ts';

/** A connection that carries text frames; `close` is always answered by `closed`. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketListener {
  opened(): void;
  received(text: string): void;
  /** Called once, also when the socket never opened. */
  closed(close: SocketClose): void;
}

/** Begins to connect to a node, whose base URL (http or https, no trailing slash) is `endpoint`. */
export type SocketFactory = (endpoint: string, listener: SocketListener) => Socket;

/** What WebSocket and SockJS have in common. */
interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

/** Translates the events of a WebSocket or a SockJS object. */
export function listen(source: SocketLike, listener: SocketListener): void {
  let opened = false;
  source.onopen = () => {
    opened = true;
    listener.opened();
  };
  source.onmessage = ({ data }: { data: unknown }) => listener.received(String(data));
  source.onclose = ({ code, reason }: { code: number; reason: string }) => {
    source.onopen = source.onmessage = source.onclose = null;
    listener.closed({ code, reason, opened });
  };
}
