import type { Environment, Timer } from '../environment.ts';
import { finalError, NODE_DRAINING, type SocketClose } from '../wire/close.ts';
import { codeOf, type ErrorCode, ParleyError } from '../wire/codes.ts';
import type { RecFrame } from '../wire/frames.ts';
import { Backoff } from './backoff.ts';
import { EndpointPool } from './endpoints.ts';
import { Link } from './link.ts';
import { Survey } from './survey.ts';

/** Covers both transports and the session's opening. */
const UP_DEADLINE_MS = 12_000;
/** A connection that held this long starts the back-off anew; one that flaps does not. */
const STABLE_MS = 5_000;

/** So often a node may say that it is busy before another one is tried. */
const REFUSALS_MAX = 5;

/** Refusals that the same request will meet on every node. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['token_invalid', 'bad_credentials', 'banned', 'access_denied'] as const),
  ...(['not_allowed', 'unsupported_protocol', 'invalid_argument'] as const),
]);

export interface Handshake {
  readonly heartbeatMs: number;
  readonly endpoints: readonly string[];
}

export interface Reconnecting {
  /** 1 for the first attempt after a loss. */
  readonly attempt: number;
  /** Milliseconds until the attempt. */
  readonly delayMs: number;
  readonly reason: string;
}

export interface ConnectionListener {
  /** Runs first on every new link; the connection is up once it resolves. */
  handshake(link: Link): Promise<Handshake>;
  up(): void;
  down(reconnecting: Reconnecting): void;
  received(frame: RecFrame): void;
  /** It will not come back by itself. */
  ended(error: ParleyError): void;
}

/** A connection to the cluster that outlives its sockets: after a loss it comes back, on whichever node is well. */
export class Connection {
  private readonly pool: EndpointPool;
  private readonly survey: Survey;
  private readonly backoff: Backoff;
  private started = false;
  private choosing = false;
  private link: Link | undefined;
  private upSince: number | undefined;
  private attempt = 0;
  private retryAfterMs = 0;
  private refusals = 0;
  private timer: Timer;
  private stopped = false;

  constructor(
    private readonly env: Environment,
    endpoints: readonly string[],
    private readonly listener: ConnectionListener,
  ) {
    this.pool = new EndpointPool(endpoints, env.random, () => env.now());
    this.survey = new Survey(env, this.pool);
    this.backoff = new Backoff(env.random);
  }

  /** The link that requests may use now. */
  get ready(): Link | undefined {
    return this.upSince === undefined ? undefined : this.link;
  }

  /** Connects unless it does already; where several endpoints were given, once it is known which are fast. */
  start(): void {
    if (this.stopped || this.link) return;
    if (this.started || this.pool.size === 1) this.connect();
    else void this.choose();
  }

  /** Ends it for good, without a word to the listener. */
  stop(): void {
    this.stopped = true;
    this.env.clearTimer(this.timer);
    this.survey.stop();
    this.link?.close(1000, 'closed by the client');
  }

  /** Gives the present link up and comes back at once, for what only a resume can mend. */
  restart(reason: string): void {
    this.ready?.close(4002, reason);
    this.wake();
  }

  /** Ends a wait between two attempts, for when the network is known to be back. */
  wake(): void {
    if (!this.stopped && !this.link && this.attempt > 0) this.connect();
  }

  private async choose(): Promise<void> {
    if (this.choosing) return;
    this.choosing = true;
    await this.survey.first();
    if (!this.stopped && !this.link) this.connect();
  }

  private connect(): void {
    this.started = true;
    this.env.clearTimer(this.timer);
    const link = new Link(this.env, this.pool.next(), {
      opened: (opened) => void this.shakeHands(opened),
      received: (frame) => this.listener.received(frame),
      closed: (close, closed) => this.closed(close, closed),
    });
    this.link = link;
    this.refusals = 0;
    this.limit(link);
  }

  /** A session must be open in time, on a link that opens or that was told to ask again. */
  private limit(link: Link): void {
    this.timer = this.env.setTimer(() => link.close(4001, 'no session in time'), UP_DEADLINE_MS);
  }

  private async shakeHands(link: Link): Promise<void> {
    try {
      const { heartbeatMs, endpoints } = await this.listener.handshake(link);
      if (link === this.link) this.up(link, heartbeatMs, endpoints);
    } catch (thrown) {
      if (link === this.link) this.refused(link, thrown);
    }
  }

  private up(link: Link, heartbeatMs: number, endpoints: readonly string[]): void {
    this.env.clearTimer(this.timer);
    this.pool.learn(endpoints);
    this.upSince = this.env.now();
    this.attempt = 0;
    link.watch(heartbeatMs);
    this.survey.start();
    this.listener.up();
  }

  private refused(link: Link, thrown: unknown): void {
    if (FATAL.has(codeOf(thrown))) return this.end(thrown as ParleyError);
    this.retryAfterMs = (thrown instanceof ParleyError && thrown.extras.retryAfterMs) || 0;
    this.refusals += 1;
    if (this.retryAfterMs > 0 && this.refusals <= REFUSALS_MAX) this.knockAgain(link);
    else link.close(4001, `the session was not opened: ${codeOf(thrown)}`);
  }

  /** The socket is the dear part of coming back, so it is kept while the node has too many others to open. */
  private knockAgain(link: Link): void {
    const delayMs = this.backoff.next(this.retryAfterMs);
    this.retryAfterMs = 0;
    this.env.clearTimer(this.timer);
    this.timer = this.env.setTimer(() => {
      this.limit(link);
      void this.shakeHands(link);
    }, delayMs);
  }

  private closed(close: SocketClose, link: Link): void {
    if (link !== this.link) return;
    this.link = undefined;
    const wasUp = this.upSince !== undefined;
    if (wasUp && this.env.now() - (this.upSince ?? 0) >= STABLE_MS) this.backoff.reset();
    this.upSince = undefined;
    this.env.clearTimer(this.timer);
    this.survey.stop();
    if (this.stopped) return;
    const final = finalError(close);
    if (final) return this.end(final);
    if (close.code === NODE_DRAINING) this.pool.draining(link.endpoint);
    else if (wasUp) this.pool.dropped(link.endpoint);
    else this.pool.failed(link.endpoint);
    this.comeBack(close);
  }

  private comeBack(close: SocketClose): void {
    const delayMs = this.backoff.next(this.retryAfterMs);
    this.retryAfterMs = 0;
    this.attempt += 1;
    this.timer = this.env.setTimer(() => this.connect(), delayMs);
    this.listener.down({ attempt: this.attempt, delayMs, reason: close.reason || `closed with ${close.code}` });
  }

  private end(error: ParleyError): void {
    this.stop();
    this.listener.ended(error);
  }
}
