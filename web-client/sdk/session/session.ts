import { abortable, refuseAborted } from '../abort.ts';
import { type Environment, sleep } from '../environment.ts';
import { Withdrawals } from '../room/withdrawals.ts';
import { Connection, type Handshake, type Reconnecting } from '../transport/connection.ts';
import type { Link } from '../transport/link.ts';
import { roomOf } from '../wire/addresses.ts';
import { ParleyError } from '../wire/codes.ts';
import type { RecFrame } from '../wire/frames.ts';
import { PROTOCOL, type RoomPlace, type SessionOpenReply } from '../wire/session-messages.ts';
import type { SessionFollower, SessionRoom } from './follower.ts';
import { Readiness } from './readiness.ts';
import type { RequestOptions } from './request.ts';

export type { SessionFollower, SessionRoom } from './follower.ts';

const DEVICE_KEY = 'parley.device';
const OPEN_DEADLINE_MS = 6_000;
const ANSWER_DEADLINE_MS = 5_000;
const RETRY_PAUSE_MS = 250;

export type TokenSource = string | (() => string | Promise<string>);

export interface SessionOptions {
  readonly endpoints: readonly string[];
  readonly token?: TokenSource;
  readonly displayName?: string;
  /** It will not come back by itself; the token is the one that it showed last. */
  readonly onEnded?: (error: ParleyError, token: string | undefined) => void;
}

/** A request of the session's own. */
export interface SessionRequestOptions<T> extends RequestOptions {
  /** Told of an answer that came after the request was given up. */
  readonly late?: (answer: T) => void;
}

/** Who we are to the cluster, across sockets and nodes. The resume token lives in memory only. */
export class Session {
  private readonly connection: Connection;
  readonly withdrawals = new Withdrawals(this);
  private readonly rooms = new Map<string, SessionRoom>();
  private readonly followers = new Set<SessionFollower>();
  private readonly readiness: Readiness;
  private opened: SessionOpenReply | undefined;
  private shown: string | undefined;

  constructor(
    readonly env: Environment,
    private readonly options: SessionOptions,
  ) {
    this.readiness = new Readiness(env);
    this.connection = new Connection(env, options.endpoints, {
      handshake: (link) => this.open(link),
      up: () => this.up(),
      down: (reconnecting) => this.down(reconnecting),
      received: (frame) => this.received(frame),
      ended: (error) => {
        this.ended(error);
        options.onEnded?.(error, this.shown);
      },
    });
  }

  /** What the server answered to the newest `session.open`. */
  get current(): SessionOpenReply {
    if (!this.opened) throw new ParleyError('not_open', 'The session is not open yet.');
    return this.opened;
  }

  /** Base URLs of nodes to ask over HTTP, the likeliest first. */
  get endpoints(): readonly string[] {
    return [...new Set([...this.options.endpoints, ...this.current.endpoints])];
  }

  /** The answer to a join brings a newer token; servers of before bring none. */
  resumeBy(resumeToken: string | undefined): void {
    if (resumeToken) this.opened = { ...this.current, resumeToken };
  }

  /** Resolves once a session is open; keeps trying until the deadline. */
  async ready(deadlineMs: number, signal?: AbortSignal): Promise<void> {
    refuseAborted(signal);
    if (this.connection.ready) return;
    this.connection.start();
    await this.readiness.wait(deadlineMs, signal);
  }

  /**
   * Sends a request that is harmless to repeat, again after a reconnect or a retryable error, until it is answered,
   * given up, or `deadlineMs` have passed.
   */
  async request<T>(address: string, body: unknown, options: SessionRequestOptions<T> = {}): Promise<T> {
    const { deadlineMs = 15_000, signal, late } = options;
    const until = this.env.now() + deadlineMs;
    for (;;) {
      // where it can go out at once it does so before this returns: the page may be going away
      if (!this.connection.ready || signal?.aborted) await this.ready(Math.max(0, until - this.env.now()), signal);
      try {
        return await abortable(this.requestOnce(address, body) as Promise<T>, signal, late);
      } catch (thrown) {
        const pause = retryPause(thrown);
        if (pause === undefined || this.env.now() + pause >= until) throw thrown;
        await abortable(sleep(this.env, pause), signal);
      }
    }
  }

  /** Sends at once or fails at once; nothing is repeated. */
  requestOnce(address: string, body: unknown): Promise<unknown> {
    const link = this.connection.ready;
    if (!link) return Promise.reject(new ParleyError('disconnected', 'There is no connection to the server.'));
    return link.request(address, body, ANSWER_DEADLINE_MS);
  }

  register(address: string): void {
    this.connection.ready?.send({ type: 'register', address });
  }

  unregister(address: string): void {
    this.connection.ready?.send({ type: 'unregister', address });
  }

  /** Told of the session at once where it is open, and after every reconnect. */
  follow(follower: SessionFollower): void {
    this.followers.add(follower);
    if (this.connection.ready) follower.opened?.(this.current);
  }

  /** Shows the server a fresh token, so that the open socket outlives the former one. */
  async renew(): Promise<void> {
    const token = await this.token();
    if (!token || !this.connection.ready) return;
    this.opened = (await this.requestOnce('session.open', { protocol: PROTOCOL, token })) as SessionOpenReply;
  }

  add(room: SessionRoom): void {
    this.rooms.set(room.roomId, room);
  }

  remove(room: SessionRoom): void {
    if (this.rooms.get(room.roomId) === room) this.rooms.delete(room.roomId);
  }

  has(roomId: string): boolean {
    return this.rooms.has(roomId);
  }

  /** Gives the socket up and resumes at once: for a gap in a stream and for a network that changed. */
  restart(reason: string): void {
    this.connection.restart(reason);
  }

  wake(): void {
    this.connection.wake();
  }

  /** Leaves every room and ends the connection; all of it is sent before this returns. */
  close(): void {
    for (const roomId of this.rooms.keys()) this.tell('rooms.request.leave', { roomId });
    this.connection.stop();
    this.ended(new ParleyError('closed', 'The client was closed.'));
  }

  private tell(address: string, body: unknown): void {
    this.connection.ready?.send({ type: 'send', address, body });
  }

  private async token(): Promise<string | undefined> {
    const { token } = this.options;
    this.shown = typeof token === 'function' ? await token() : token;
    return this.shown;
  }

  private received({ address, body }: RecFrame): void {
    // every event and signal is an object
    if (typeof body !== 'object' || body === null) return;
    const roomId = roomOf(address);
    if (roomId !== undefined) this.rooms.get(roomId)?.received(address, body);
    else for (const follower of this.followers) follower.received?.(address, body);
  }

  private async open(link: Link): Promise<Handshake> {
    const { displayName } = this.options;
    const token = await this.token();
    const deviceToken = this.env.store.get(DEVICE_KEY);
    const reply = (await link.request(
      'session.open',
      {
        protocol: PROTOCOL,
        ...(token && { token }),
        ...(displayName && { displayName }),
        ...(deviceToken && { deviceToken }),
        ...(this.opened && { resume: { resumeToken: this.opened.resumeToken, rooms: this.places() } }),
      },
      OPEN_DEADLINE_MS,
    )) as SessionOpenReply;
    this.opened = reply;
    this.env.store.set(DEVICE_KEY, reply.deviceToken);
    return reply;
  }

  private places(): ({ roomId: string } & RoomPlace)[] {
    return [...this.rooms.values()].flatMap((room) => {
      const place = room.place();
      return place ? [{ roomId: room.roomId, ...place }] : [];
    });
  }

  private up(): void {
    const { resumed, rooms = [] } = this.current;
    for (const follower of this.followers) follower.opened?.(this.current);
    const answers = new Map(resumed ? rooms.map((answer) => [answer.roomId, answer]) : []);
    for (const room of [...this.rooms.values()]) room.resumed(answers.get(room.roomId));
    this.readiness.open();
  }

  private down(reconnecting: Reconnecting): void {
    for (const room of [...this.rooms.values()]) room.suspended(reconnecting);
    for (const follower of this.followers) follower.suspended?.(reconnecting);
  }

  private ended(error: ParleyError): void {
    this.readiness.fail(error);
    for (const room of [...this.rooms.values()]) room.ended(error);
    this.rooms.clear();
    for (const follower of this.followers) follower.ended?.(error);
    this.followers.clear();
  }
}

function retryPause(thrown: unknown): number | undefined {
  if (!(thrown instanceof ParleyError) || !thrown.retryable) return undefined;
  return thrown.extras.retryAfterMs ?? RETRY_PAUSE_MS;
}
