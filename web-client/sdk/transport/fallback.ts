import type { Clock } from '../environment.ts';
import type { SocketClose } from '../wire/close.ts';
import type { Socket, SocketFactory, SocketListener } from './socket.ts';
import { sockJs } from './sockjs.ts';
import { webSocket } from './websocket.ts';

/** Some proxies swallow the upgrade and answer nothing. */
const OPEN_DEADLINE_MS = 5_000;
/** Where WebSocket has worked, a failure more likely means a dead node than a proxy; this many in a row do not. */
const FAILURES_BEFORE_FALLBACK = 3;

/** Which transport has proved itself on this network. */
class Experience {
  private worked = false;
  private failures = 0;
  readonly onlySecond = new Set<string>();

  opened(): void {
    this.worked = true;
    this.failures = 0;
  }

  failedShouldFallBack(): boolean {
    this.failures += 1;
    return !this.worked || this.failures >= FAILURES_BEFORE_FALLBACK;
  }
}

/** One connection attempt: the first transport, and when that does not open, the second. */
class Attempt implements Socket {
  private socket: Socket;
  private opened = false;
  private closing = false;

  constructor(
    private readonly clock: Clock,
    private readonly listener: SocketListener,
    start: SocketFactory,
    private readonly endpoint: string,
    private readonly onOpened: () => void,
    private readonly onFailed: () => SocketFactory | undefined,
  ) {
    this.socket = this.connect(start);
  }

  send(text: string): void {
    this.socket.send(text);
  }

  close(): void {
    this.closing = true;
    this.socket.close();
  }

  private connect(factory: SocketFactory): Socket {
    const deadline = this.clock.setTimer(() => socket.close(), OPEN_DEADLINE_MS);
    const socket = factory(this.endpoint, {
      opened: () => {
        this.clock.clearTimer(deadline);
        this.opened = true;
        this.onOpened();
        this.listener.opened();
      },
      received: (text) => this.listener.received(text),
      closed: (close) => {
        this.clock.clearTimer(deadline);
        this.closed(close);
      },
    });
    return socket;
  }

  private closed(close: SocketClose): void {
    const next = this.opened || this.closing ? undefined : this.onFailed();
    if (next) this.socket = this.connect(next);
    else this.listener.closed(close);
  }
}

/** WebSocket first, SockJS when it cannot be opened; an endpoint that needed SockJS keeps it until that fails, too. */
export function fallbackSockets(clock: Clock, first = webSocket, second = sockJs): SocketFactory {
  const experience = new Experience();

  return (endpoint, listener) => {
    let usingSecond = experience.onlySecond.has(endpoint);
    const opened = () => (usingSecond ? experience.onlySecond.add(endpoint) : experience.opened());
    const failed = () => {
      if (usingSecond) experience.onlySecond.delete(endpoint);
      else if (experience.failedShouldFallBack()) {
        usingSecond = true;
        return second;
      }
      return undefined;
    };
    return new Attempt(clock, listener, usingSecond ? second : first, endpoint, opened, failed);
  };
}
