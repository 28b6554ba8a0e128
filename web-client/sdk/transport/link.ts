import type { Environment } from '../environment.ts';
import type { SocketClose } from '../wire/close.ts';
import { ParleyError } from '../wire/codes.ts';
import { type ClientFrame, parseFrame, type RecFrame } from '../wire/frames.ts';
import { Heartbeat } from './heartbeat.ts';
import { Requests } from './requests.ts';
import type { Socket } from './socket.ts';

export interface LinkListener {
  opened(link: Link): void;
  received(frame: RecFrame): void;
  closed(close: SocketClose, link: Link): void;
}

/** One socket from its opening to its close: frames, requests and heartbeat. It never reconnects. */
export class Link {
  private readonly requests: Requests;
  private readonly heartbeat: Heartbeat;
  private readonly socket: Socket;
  private over = false;
  private usable = false;

  constructor(
    env: Environment,
    readonly endpoint: string,
    private readonly listener: LinkListener,
  ) {
    this.requests = new Requests(env);
    this.heartbeat = new Heartbeat(
      env,
      () => this.send({ type: 'ping' }),
      () => this.close(4000, 'the server fell silent'),
    );
    this.socket = env.openSocket(endpoint, {
      opened: () => this.opened(),
      received: (text) => this.received(text),
      closed: (close) => this.closed(close),
    });
  }

  /** Begins to watch the server; only the session's opening tells how often it beats. */
  watch(heartbeatMs: number): void {
    if (!this.over) this.heartbeat.start(heartbeatMs);
  }

  /** Frames sent after the close are dropped: what must not be lost is resent after the resume. */
  send(frame: ClientFrame): void {
    if (this.usable && !this.over) this.socket.send(JSON.stringify(frame));
  }

  /** Rejects with `timeout`, `disconnected` or the server's code. */
  request(address: string, body: unknown, deadlineMs: number): Promise<unknown> {
    if (this.over) return Promise.reject(lost());
    const { replyAddress, answer } = this.requests.open(deadlineMs);
    this.send({ type: 'send', address, body, replyAddress });
    return answer;
  }

  /** Ends the link at once: a dead network would take minutes to confirm a socket's close. */
  close(code = 1000, reason = ''): void {
    if (this.over) return;
    this.socket.close();
    this.closed({ code, reason, opened: this.usable });
  }

  private opened(): void {
    if (this.over) return;
    this.usable = true;
    this.listener.opened(this);
  }

  private received(text: string): void {
    if (this.over) return;
    this.heartbeat.heard();
    const frame = parseFrame(text);
    if (frame?.type === 'pong') this.heartbeat.pong();
    else if (frame && !this.requests.settle(frame) && frame.type === 'rec') this.hand(frame);
  }

  /** A body that is not what the contract says must not stop the stream behind it. */
  private hand(frame: RecFrame): void {
    try {
      this.listener.received(frame);
    } catch (thrown) {
      console.warn('parley: a frame could not be read', frame.address, thrown);
    }
  }

  private closed(close: SocketClose): void {
    if (this.over) return;
    this.over = true;
    this.heartbeat.stop();
    this.requests.failAll(lost());
    this.listener.closed(close, this);
  }
}

function lost(): ParleyError {
  return new ParleyError('disconnected', 'The connection to the server was lost.');
}
