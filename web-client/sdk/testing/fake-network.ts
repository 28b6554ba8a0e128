import type { Socket, SocketFactory, SocketListener } from '../transport/socket.ts';
import type { ClientFrame } from '../wire/frames.ts';

type SendFrame = Extract<ClientFrame, { type: 'send' }>;

/** The server's end of one socket, driven by a test. */
export class FakeSocket implements Socket {
  readonly sent: ClientFrame[] = [];
  closedByClient = false;
  private done = false;

  constructor(
    readonly endpoint: string,
    private readonly listener: SocketListener,
    private readonly onFrame: (frame: ClientFrame, socket: FakeSocket) => void,
  ) {}

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.sent.push(frame);
    queueMicrotask(() => this.onFrame(frame, this));
  }

  close(): void {
    this.closedByClient = true;
    queueMicrotask(() => this.drop(1000));
  }

  open(): void {
    this.listener.opened();
  }

  push(frame: unknown): void {
    if (!this.done) this.listener.received(JSON.stringify(frame));
  }

  rec(address: string, body: unknown): void {
    this.push({ type: 'rec', address, body });
  }

  reply(frame: SendFrame, body: unknown): void {
    if (frame.replyAddress) this.rec(frame.replyAddress, body);
  }

  fail(frame: SendFrame, message: string, extras: object = {}): void {
    this.push({ type: 'err', address: frame.replyAddress, failureCode: 400, message, ...extras });
  }

  drop(code = 1006, opened = true): void {
    if (this.done) return;
    this.done = true;
    this.listener.closed({ code, reason: '', opened });
  }

  sends(address: string): SendFrame[] {
    return this.sent.filter((frame): frame is SendFrame => frame.type === 'send' && frame.address === address);
  }

  registered(): string[] {
    return this.sent.flatMap((frame) => (frame.type === 'register' ? [frame.address] : []));
  }
}

type Handler = (frame: SendFrame, socket: FakeSocket) => void;

/** A scripted cluster: sockets open at once unless their endpoint is down; handlers answer requests by address. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  readonly down = new Set<string>();
  private readonly handlers: [RegExp, Handler][] = [];

  get last(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }

  /** The newest handler for an address wins. */
  on(address: RegExp, handler: Handler): void {
    this.handlers.unshift([address, handler]);
  }

  openSocket: SocketFactory = (endpoint, listener) => {
    const socket = new FakeSocket(endpoint, listener, (frame) => {
      if (frame.type === 'send') this.handlers.find(([address]) => address.test(frame.address))?.[1](frame, socket);
    });
    this.sockets.push(socket);
    queueMicrotask(() => (this.down.has(endpoint) ? socket.drop(1006, false) : socket.open()));
    return socket;
  };
}
