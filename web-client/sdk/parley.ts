import { abortable, aborted, refuseAborted } from './abort.ts';
import type { Account } from './auth/account.ts';
import { AccountSettings } from './auth/account-settings.ts';
import type { Call } from './calls/call.ts';
import { CallDesk, type CallOptions } from './calls/call-desk.ts';
import type { CallTicket } from './calls/call-state.ts';
import { Calls } from './calls/calls.ts';
import { People } from './calls/people.ts';
import { follower, type ParleyEvents } from './client-events.ts';
import type { E2eeOptions } from './e2ee/guard.ts';
import { Emitter } from './emitter.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import type { MediaDefaults, VideoPreset } from './media/constraints.ts';
import { LocalMedia } from './media/local.ts';
import type { NetworkChange } from './network.ts';
import type { Guard } from './room/guard.ts';
import { Room, type RoomOptions } from './room/room.ts';
import type { StayOptions } from './room/stay.ts';
import type { MediaTuning } from './rtc/tuning.ts';
import type { RequestOptions } from './session/request.ts';
import { Session, type TokenSource } from './session/session.ts';
import type { PeerObserver } from './timeline/call-timeline.ts';
import { ParleyError } from './wire/codes.ts';
import type { User } from './wire/session-messages.ts';
import { callOfRoom } from './wire/trace-messages.ts';

export interface ParleyOptions {
  /** Base URLs of nodes, http or https; one is enough, the cluster tells of the others. */
  readonly endpoints: string | readonly string[];
  /** A JWT, or where to get a fresh one at every connect. Without it one is a guest. */
  readonly token?: TokenSource;
  /** Whose client this is, in the place of `token`: it then shows the server every fresh token by itself. */
  readonly account?: Account;
  readonly displayName?: string;
  /** Like the event `ended`. */
  readonly onEnded?: (error: ParleyError) => void;
  /** `relay` hides one's addresses from the other peers. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  /**
   * Tells the server how the media connections of this client's calls come about, for the calls' timelines: states, kinds
   * of candidates, servers that failed; no addresses. Default: nothing is told.
   */
  readonly timeline?: boolean;
  /** Parts of the browser to put others in the place of, for tests. */
  readonly environment?: Partial<Environment>;
}

/** Devices to open at the join; those that cannot be opened are left out. */
export interface MediaRequest {
  /** `true`, or what to ask of the device beyond the defaults. */
  readonly audio?: boolean | MediaTrackConstraints;
  readonly video?: boolean | MediaTrackConstraints;
  /** How large the camera's picture is. Default `auto`: the more people, the smaller. */
  readonly preset?: VideoPreset;
}

export interface JoinOptions extends Pick<StayOptions, 'name' | 'password' | 'onWaiting' | keyof MediaTuning> {
  /** Devices to open, or a {@link LocalMedia} that stays the caller's. Default: none. */
  readonly media?: LocalMedia | MediaRequest;
  /** Gives the join up, whatever it waits for: devices, the server or a host. Should it land all the same, the room is left. */
  readonly signal?: AbortSignal;
  /** Encrypts media, messages and signals so that no server can read them; all members must know the same secret. */
  readonly e2ee?: E2eeOptions;
}

/** A client of a Parley cluster. It connects at the first `join` and keeps itself connected until `close`. */
export class Parley extends Emitter<ParleyEvents> {
  /** Calls between users. */
  readonly calls: Calls;
  readonly people: People;
  private readonly env: Environment;
  private readonly session: Session;
  private readonly desk: CallDesk;
  private readonly stopRenewing: () => void;
  private readonly stopWatching: () => void;

  constructor(private readonly options: ParleyOptions) {
    super();
    const { endpoints, account, token = account?.token, displayName, environment } = options;
    this.env = { ...browserEnvironment(), ...environment };
    this.session = new Session(this.env, {
      endpoints: typeof endpoints === 'string' ? [endpoints] : endpoints,
      ...(token && { token }),
      ...(displayName && { displayName }),
      onEnded: (error, shown) => {
        if (error.code === 'token_invalid' && shown) account?.refused(shown);
        options.onEnded?.(error);
      },
    });
    this.calls = new Calls(this.session);
    this.stopWatching = this.env.network?.watch((change) => this.networkChanged(change)) ?? (() => {});
    this.people = new People((address, body, options) => this.request(address, body, options));
    this.desk = new CallDesk(
      { calls: this.calls, clock: this.env, join: (roomId, options) => this.join(roomId, options) },
      { invited: (call) => this.emit('invitation', call), begun: (call) => this.emit('call', call) },
    );
    this.session.follow(
      follower(
        (type, ...args) => this.emit(type, ...args),
        (error) => this.desk.failed(error),
      ),
    );
    // one that fails is mended by the next connect, which shows the token again
    this.stopRenewing = account?.on('renewed', () => void this.session.renew().catch(() => {})) ?? (() => {});
  }

  /** Who we are in every room; known once connected. Another one after a new session. */
  get peerId(): string {
    return this.session.current.peerId;
  }

  /** As the server knows us; `null` for a guest. */
  get user(): User | null {
    return this.session.current.user;
  }

  /** The node that serves us. */
  get node(): string {
    return this.session.current.node;
  }

  /** Opens the session ahead of the first join. Rejects with `unavailable` after the deadline, `aborted`, `token_invalid` … */
  connect({ deadlineMs = 15_000, signal }: RequestOptions = {}): Promise<void> {
    return this.session.ready(deadlineMs, signal);
  }

  /** A microphone and a camera that can be tried out before the join. */
  createMedia(defaults?: MediaDefaults): LocalMedia {
    return new LocalMedia(this.env, defaults);
  }

  /**
   * Joins a room; where the server allows it, an unknown id makes a new one.
   * Rejects with `wrong_password`, `room_full`, `room_locked`, `room_unknown`, `banned`, `not_allowed`, `unavailable`,
   * `e2ee_required`, `e2ee_unsupported`, `aborted` …
   */
  async join(roomId: string, { media, e2ee, ...options }: JoinOptions = {}): Promise<Room> {
    const { signal } = options;
    refuseAborted(signal);
    if (this.session.has(roomId)) throw new ParleyError('invalid_argument', 'This room is joined already.');
    const ownsMedia = !(media instanceof LocalMedia);
    const local = ownsMedia ? await abortable(this.open(media), signal, (late) => late.stop()) : media;
    let guard: Guard | undefined;
    let observer: PeerObserver | undefined;
    try {
      guard = e2ee && (await abortable(this.encrypt(roomId, e2ee), signal, (late) => late.close()));
      observer = await abortable(this.observe(roomId), signal, (late) => late?.close());
      await abortable(this.session.withdrawals.settled(roomId), signal);
      const chosen = this.choose({ ...options, local, ownsMedia, ...(observer && { observer }) }, guard);
      const room = await Room.join(this.session, roomId, chosen);
      room.once('ended', () => observer?.close());
      if (!signal?.aborted) return room;
      // in the very moment between the answer and this line
      void room.leave();
      throw aborted(signal);
    } catch (thrown) {
      guard?.close();
      observer?.close();
      if (ownsMedia) local.stop();
      throw thrown;
    }
  }

  /**
   * Rings every device of those invited. The handle is there at once and tells of everything: what is refused comes as
   * its `ended`, with the outcome `failed`.
   */
  call(invitees: readonly string[], options: CallOptions = {}): Call {
    return this.desk.call(invitees, options);
  }

  /** The handle of a call that was accepted before, on another page perhaps. */
  ongoingCall(ticket: CallTicket): Call {
    return this.desk.ongoing(ticket);
  }

  /** Password and end of an account. */
  settings(account: Account): AccountSettings {
    return new AccountSettings((address, body) => this.requestOnce(address, body), account);
  }

  /** Sends any request of the protocol, again after a reconnect or a retryable error. */
  request<T>(address: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.session.request<T>(address, body, options);
  }

  /** Sends a request that must not be repeated; waits for the session only. */
  async requestOnce<T>(address: string, body: unknown, options: RequestOptions = {}): Promise<T> {
    await this.connect(options);
    return (await abortable(this.session.requestOnce(address, body), options.signal)) as T;
  }

  /** The network is back: ends a wait between two attempts. */
  wake(): void {
    this.session.wake();
  }

  /** The network changed: leaves a socket that may be dead without knowing it, and resumes. */
  reconnect(): void {
    this.session.restart('the network changed');
  }

  /** Leaves everything for good, calls that still ring too; all of it is sent before this returns. */
  close(): void {
    this.desk.close();
    this.stopRenewing();
    this.stopWatching();
    this.session.close();
  }

  /** The socket of the former network may be dead without knowing it. */
  private networkChanged(change: NetworkChange): void {
    if (change === 'hint') this.wake();
    else this.reconnect();
  }

  private choose(options: RoomOptions, guard: Guard | undefined): RoomOptions {
    const { iceTransportPolicy } = this.options;
    return { ...options, ...(guard && { guard }), ...(iceTransportPolicy && { iceTransportPolicy }) };
  }

  /** Those who do not encrypt do not load it. */
  private async encrypt(roomId: string, e2ee: E2eeOptions): Promise<Guard> {
    const { createGuard } = await import('./e2ee/guard.ts');
    return createGuard(roomId, e2ee, this.env);
  }

  /** Those who tell nothing do not load it, and other rooms than those of calls have no timeline. */
  private async observe(roomId: string): Promise<PeerObserver | undefined> {
    const callId = this.options.timeline ? callOfRoom(roomId) : undefined;
    if (!callId) return undefined;
    const { CallTimeline } = await import('./timeline/call-timeline.ts');
    return new CallTimeline(this.env, callId, (trace) => this.session.requestOnce('calls.request.trace', trace));
  }

  private async open({ audio = false, video = false, preset }: MediaRequest = {}): Promise<LocalMedia> {
    const local = this.createMedia({
      ...(typeof audio === 'object' && { audio }),
      ...(typeof video === 'object' && { video }),
      ...(preset && { preset }),
    });
    await Promise.allSettled([local.setMicrophone(audio !== false), local.setCamera(video !== false)]);
    return local;
  }
}
