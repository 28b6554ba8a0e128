import { browserEnvironment, type Environment } from './environment.ts';
import { LocalMedia } from './media/local.ts';
import { Room } from './room/room.ts';
import type { StayOptions } from './room/stay.ts';
import { Session, type TokenSource } from './session/session.ts';
import { ParleyError } from './wire/codes.ts';

export interface ParleyOptions {
  /** Base URLs of nodes, http or https; one is enough, the cluster tells of the others. */
  readonly endpoints: string | readonly string[];
  /** A JWT, or where to get a fresh one at every connect. Without it one is a guest. */
  readonly token?: TokenSource;
  readonly displayName?: string;
  /** `relay` hides one's addresses from the other peers. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  /** Parts of the browser to put others in the place of, for tests. */
  readonly environment?: Partial<Environment>;
}

/** Devices to open at the join; those that cannot be opened are left out. */
export interface MediaRequest {
  readonly audio?: boolean;
  readonly video?: boolean;
}

export interface JoinOptions extends Pick<StayOptions, 'name' | 'password' | 'onWaiting'> {
  /** Devices to open, or a {@link LocalMedia} that stays the caller's. Default: none. */
  readonly media?: LocalMedia | MediaRequest;
}

/** A client of a Parley cluster. It connects at the first `join` and keeps itself connected until `close`. */
export class Parley {
  private readonly env: Environment;
  private readonly session: Session;

  constructor(private readonly options: ParleyOptions) {
    const { endpoints, token, displayName, environment } = options;
    this.env = { ...browserEnvironment(), ...environment };
    this.session = new Session(this.env, {
      endpoints: typeof endpoints === 'string' ? [endpoints] : endpoints,
      ...(token && { token }),
      ...(displayName && { displayName }),
    });
  }

  /** Who we are in every room; known once connected. Another one after a new session. */
  get peerId(): string {
    return this.session.current.peerId;
  }

  /** The node that serves us. */
  get node(): string {
    return this.session.current.node;
  }

  /** Opens the session ahead of the first join. Rejects with `unavailable` after `deadlineMs`. */
  connect(deadlineMs = 15_000): Promise<void> {
    return this.session.ready(deadlineMs);
  }

  /** A microphone and a camera that can be tried out before the join. */
  createMedia(): LocalMedia {
    return new LocalMedia(this.env);
  }

  /**
   * Joins a room; where the server allows it, an unknown id makes a new one.
   * Rejects with `wrong_password`, `room_full`, `room_locked`, `room_unknown`, `banned`, `not_allowed`, `unavailable` …
   */
  async join(roomId: string, { media, ...options }: JoinOptions = {}): Promise<Room> {
    if (this.session.has(roomId)) throw new ParleyError('invalid_argument', 'This room is joined already.');
    const ownsMedia = !(media instanceof LocalMedia);
    const local = ownsMedia ? await this.open(media) : media;
    const { iceTransportPolicy } = this.options;
    try {
      const chosen = { ...options, local, ownsMedia, ...(iceTransportPolicy && { iceTransportPolicy }) };
      return await Room.join(this.session, roomId, chosen);
    } catch (thrown) {
      if (ownsMedia) local.stop();
      throw thrown;
    }
  }

  /** Sends any request of the protocol, again after a reconnect or a retryable error. */
  request<T>(address: string, body: unknown): Promise<T> {
    return this.session.request<T>(address, body);
  }

  /** The network is back: ends a wait between two attempts. */
  wake(): void {
    this.session.wake();
  }

  /** The network changed: leaves a socket that may be dead without knowing it, and resumes. */
  reconnect(): void {
    this.session.restart('the network changed');
  }

  /** Leaves everything for good. */
  close(): void {
    this.session.close();
  }

  private async open({ audio = false, video = false }: MediaRequest = {}): Promise<LocalMedia> {
    const local = this.createMedia();
    await Promise.allSettled([local.setMicrophone(audio), local.setCamera(video)]);
    return local;
  }
}
