import type { Channel } from '../data/channel.ts';
import type { Channels } from '../data/channels.ts';
import type { RoomChat } from '../data/chat.ts';
import type { ChannelOptions } from '../data/outgoing.ts';
import { RESERVED } from '../data/room-data.ts';
import { Emitter } from '../emitter.ts';
import type { LocalMedia } from '../media/local.ts';
import type { ScreenOptions } from '../media/screen.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { Session } from '../session/session.ts';
import { codeOf, ParleyError } from '../wire/codes.ts';
import type { PeerInfo, PeerState, RoomInfo } from '../wire/room-messages.ts';
import type { RoomEvents } from './events.ts';
import type { E2eeState } from './guard.ts';
import { Moderation } from './moderation.ts';
import { StatePublisher } from './state-publisher.ts';
import { Stay, type StayOptions } from './stay.ts';

export interface RoomOptions extends StayOptions {
  /** Whether the tracks of `local` end with the room. */
  readonly ownsMedia: boolean;
  /** Gives the join up; once joined it means nothing any more. */
  readonly signal?: AbortSignal;
}

/** A room one is in. It outlives sockets and nodes; only `ended` ends it. */
export class Room extends Emitter<RoomEvents> {
  readonly moderation: Moderation;
  private readonly stay: Stay;
  private readonly publisher: StatePublisher;

  private constructor(
    session: Session,
    readonly id: string,
    private readonly options: RoomOptions,
  ) {
    super();
    this.publisher = new StatePublisher(mediaState(options.local), (state) => this.stay.request('state', { state }));
    this.stay = new Stay(
      session,
      id,
      options,
      () => this.publisher.current,
      (type, ...args) => this.emit(type, ...args),
    );
    this.moderation = new Moderation((action, body) => this.stay.request(action, body));
  }

  /** @internal use `Parley.join` */
  static async join(session: Session, id: string, options: RoomOptions): Promise<Room> {
    const room = new Room(session, id, options);
    await room.stay.enter(options.signal);
    room.follow();
    return room;
  }

  get info(): RoomInfo {
    return this.stay.info;
  }

  get self(): PeerInfo {
    return this.stay.member.self;
  }

  /** Everybody else, in the order in which we learnt of them. */
  get peers(): readonly RemotePeer[] {
    return this.stay.member.mesh.peers;
  }

  /** Who waits in the lobby; known to hosts and moderators only. */
  get waiting(): readonly PeerInfo[] {
    return this.stay.lobby.waiting;
  }

  /** Our own devices. */
  get local(): LocalMedia {
    return this.options.local;
  }

  /** What we publish of ourselves. */
  get state(): PeerState {
    return this.publisher.current;
  }

  /** Rejects with `media_denied`, `media_missing` or `media_failed`. */
  setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    return this.local.setMicrophone(on, deviceId);
  }

  setCamera(on: boolean, deviceId?: string): Promise<void> {
    return this.local.setCamera(on, deviceId);
  }

  /**
   * Shows one's screen, a window or a tab in the place of the camera, until it is called with `false` or the browser's
   * own button ends it. Others see `screen` in our state. Rejects with `media_denied` when nothing was chosen.
   */
  setScreenShare(on: boolean, options?: ScreenOptions): Promise<void> {
    return this.local.setScreenShare(on, options);
  }

  /** Lets somebody in from the lobby, or refuses; whoever is gone meanwhile is only taken off the list. */
  async admit(peerId: string, allow: boolean): Promise<void> {
    try {
      await this.moderation.admit(peerId, allow);
    } catch (thrown) {
      if (codeOf(thrown) !== 'peer_unknown') throw thrown;
    }
    if (this.stay.lobby.remove(peerId)) this.emit('lobby', this.waiting);
  }

  /** Publishes more about oneself, for example `{hand: true}`. */
  setState(part: PeerState): void {
    this.publisher.change(part);
  }

  /** What was said, and who has it. */
  get chat(): RoomChat {
    return this.stay.data.chat;
  }

  /** How the encryption stands; `undefined` in a room that was joined without a secret. */
  get e2ee(): E2eeState | undefined {
    return this.options.guard?.state;
  }

  /** Says something to everybody, us too: it comes as `chat`. @returns its id, see {@link RoomChat.send} */
  sendChat(text: string): Promise<string> {
    return this.chat.send(text);
  }

  /**
   * The channel of that name to the other peers, the same object at every call; options of the first call count.
   * Throws `invalid_argument` for an empty name, one of more than 64 characters, or one that begins with `parley.`.
   */
  channel(name: string, options?: ChannelOptions): Channel {
    if (name.startsWith(RESERVED)) throw new ParleyError('invalid_argument', 'This name is taken.');
    return this.channels.get(name, options);
  }

  /** @internal channels of the SDK's own modules */
  get channels(): Channels {
    return this.stay.data.channels;
  }

  /** Sends any JSON value to one peer, exactly once and in order; resolves once it is settled. */
  signal(peerId: string, data: unknown): Promise<void> {
    return this.stay.member.signal(peerId, data);
  }

  /** The server hears of it before this returns, so that it may be called while the page goes away. */
  leave(): Promise<void> {
    return this.stay.leave();
  }

  private follow(): void {
    const stop = this.local.on('change', () => this.setState(mediaState(this.local)));
    // a device may have been switched while the join was under way
    const now = mediaState(this.local);
    if ((Object.keys(now) as (keyof typeof now)[]).some((key) => now[key] !== this.state[key])) this.setState(now);
    this.once('ended', () => {
      stop();
      if (this.options.ownsMedia) this.local.stop();
    });
  }
}

/** `video` says whether there is anything to see, `screen` whether that is a screen. */
function mediaState(local: LocalMedia): { audio: boolean; video: boolean; screen: boolean } {
  const video = local.outgoing('video')?.enabled === true;
  return { audio: local.active('audio'), video, screen: video && local.screen !== null };
}
