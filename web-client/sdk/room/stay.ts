import { RoomData } from '../data/room-data.ts';
import type { LocalMedia } from '../media/local.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { type MediaTuning, tuningOf } from '../rtc/tuning.ts';
import { askIceServers } from '../session/ice-servers.ts';
import type { Session, SessionRoom } from '../session/session.ts';
import type { PeerObserver } from '../timeline/call-timeline.ts';
import type { Reconnecting } from '../transport/connection.ts';
import { roomEvents, signals } from '../wire/addresses.ts';
import { codeOf, ParleyError } from '../wire/codes.ts';
import type { JoinReply, LeaveReason, PeerState, RoomEvent, RoomInfo, SignalEvent } from '../wire/room-messages.ts';
import type { RoomPlace, RoomResume } from '../wire/session-messages.ts';
import type { Ended, RoomEvents } from './events.ts';
import type { Guard } from './guard.ts';
import { Joining, type JoiningOptions } from './joining.ts';
import { Lobby } from './lobby.ts';
import { tellMedia } from './media-events.ts';
import { Membership, type MembershipListener } from './membership.ts';

export interface StayOptions extends JoiningOptions, MediaTuning {
  readonly local: LocalMedia;
  /** Encrypts the room end to end. */
  readonly guard?: Guard;
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  /** Is told of every connection, before anything is negotiated on it. */
  readonly observer?: PeerObserver;
}

export type Emit = <K extends keyof RoomEvents>(type: K, ...args: RoomEvents[K]) => void;

/** Being in a room across sockets: joins, resumes, joins anew when the server has let go of us, and ends. */
export class Stay implements SessionRoom {
  readonly lobby = new Lobby();
  readonly data: RoomData;
  private membership: Membership | undefined;
  private room: RoomInfo | undefined;
  private readonly joining: Joining;
  private over = false;
  private banSeen = false;

  constructor(
    private readonly session: Session,
    readonly roomId: string,
    private readonly options: StayOptions,
    state: () => PeerState,
    private readonly emit: Emit,
  ) {
    this.joining = new Joining(session, roomId, options, state, () => this.listen());
    const { guard } = options;
    this.data = new RoomData({
      ...{ session, emit, sealed: guard !== undefined, member: () => this.membership },
      request: (action, body) => this.request(action, body),
    });
    guard?.listen({
      changed: (now) => emit('e2ee', now),
      failed: (error, peerId) => emit('e2ee:failed', error, peerId),
    });
  }

  get member(): Membership {
    if (!this.membership) throw new ParleyError('not_member', 'The room is not joined.');
    return this.membership;
  }

  get info(): RoomInfo {
    if (!this.room) throw new ParleyError('not_member', 'The room is not joined.');
    return this.room;
  }

  /** The first join; rejects with the server's refusal, or `aborted`: the room is then left, should the join have landed. */
  async enter(signal?: AbortSignal): Promise<void> {
    this.session.add(this);
    try {
      this.begin(this.admissible(await this.joining.join(signal)));
    } catch (thrown) {
      this.over = true;
      this.options.guard?.close();
      this.session.remove(this);
      if (codeOf(thrown) === 'aborted') this.session.withdrawals.begin(this.roomId);
      throw thrown;
    }
  }

  request<T>(action: string, body: Record<string, unknown>): Promise<T> {
    return this.session.request<T>(`rooms.request.${action}`, { roomId: this.roomId, ...body });
  }

  /** The request goes out before this returns, so that it can be called while a page goes away. */
  async leave(): Promise<void> {
    if (this.over) return;
    const told = this.session.requestOnce('rooms.request.leave', { roomId: this.roomId });
    this.end({ reason: 'left' });
    await told.catch(() => {});
  }

  place(): RoomPlace | undefined {
    if (this.joining.active || !this.membership) return undefined;
    return { ...this.membership.position, ...(this.guarded && { guarded: true as const }) };
  }

  received(address: string, body: unknown): void {
    if (address.startsWith('webrtc.')) this.membership?.incoming(body as SignalEvent);
    else if (this.joining.active) this.joining.event(body as RoomEvent);
    else this.membership?.event(body as RoomEvent);
  }

  suspended(reconnecting: Reconnecting): void {
    this.membership?.suspend();
    if (this.membership) this.emit('reconnecting', reconnecting);
  }

  resumed(answer: RoomResume | undefined): void {
    if (this.joining.active) return this.joining.askAgain();
    if (!this.membership) return;
    if (!answer || 'gone' in answer) return this.lost(answer?.gone ?? 'timeout');
    this.listen();
    if ('resync' in answer) this.membership.resync(answer, answer.peers);
    this.membership.resume();
    this.emit('reconnected', { resumed: true });
  }

  ended(error: ParleyError): void {
    this.joining.fail(error);
    if (this.membership) this.end(error.code === 'closed' ? { reason: 'left' } : { reason: 'connection', error });
  }

  private get guarded(): boolean {
    const { locked, hasPassword, lobby } = this.info;
    return this.banSeen || locked || hasPassword || lobby;
  }

  /** Members who encrypt would refuse whatever we send: a room that says so is not entered without the secret. */
  private admissible(reply: JoinReply): JoinReply {
    if (!reply.room.e2ee || this.options.guard) return reply;
    this.session.requestOnce('rooms.request.leave', { roomId: this.roomId }).catch(() => {});
    throw new ParleyError('e2ee_required', 'Join this room with its secret.');
  }

  private begin(reply: JoinReply): void {
    const { env, current } = this.session;
    const { local, iceTransportPolicy, guard } = this.options;
    const iceServers = reply.iceServers ?? current.iceServers ?? [];
    this.room = reply.room;
    this.session.resumeBy(reply.resumeToken);
    this.membership = new Membership(
      {
        ...{ env, local, iceServers, resumeWindowMs: current.resumeWindowMs },
        ...(iceTransportPolicy && { iceTransportPolicy }),
        ...{ tuning: tuningOf(this.options), askIceServers: () => askIceServers(this.session) },
        ...(guard && { guard }),
      },
      reply,
      {
        send: (to, body) => this.session.requestOnce(signals(this.roomId, to), body),
        notMember: () => void this.rejoin(),
      },
      this.listener(),
    );
    this.listen();
  }

  /** From the moment both addresses are registered the room's stream flows. */
  private listen(): void {
    this.session.register(roomEvents(this.roomId));
    this.session.register(signals(this.roomId, this.session.current.peerId));
  }

  private listener(): MembershipListener {
    const { emit } = this;
    return {
      joined: (peer) => this.came(peer),
      left: (peer, reason) => {
        this.banSeen ||= reason === 'banned';
        emit('peer:leave', peer, reason);
      },
      updated: (peer) => emit('peer:state', peer),
      self: (info) => emit('self', info),
      track: (peer, track) => emit('track', peer, track, peer.stream),
      connection: (peer) => emit('connection', peer, peer.connection),
      media: (peer, notice) => tellMedia(emit, peer, notice),
      built: (peer, pc, seal) => {
        this.data.channels.built(peer, pc, seal);
        this.options.observer?.built(peer.id, pc);
      },
      removed: (peerId) => this.data.removed(peerId),
      other: (event) => this.event(event),
      gap: () => this.session.restart('frames are missing'),
      over: (reason) => this.lost(reason),
    };
  }

  private event(event: RoomEvent): void {
    if (event.type === 'chat') this.data.event(event);
    if (this.lobby.event(event)) this.emit('lobby', this.lobby.waiting);
    if (event.type === 'waiting') this.emit('waiting', event.peer);
    if (event.type === 'mute-requested') this.emit('mute-requested', event.by);
    if (event.type === 'broadcast') this.emit('broadcast', { from: event.from, data: event.data });
    if (event.type === 'room-updated') {
      this.room = event.room;
      this.emit('room', event.room);
    }
  }

  private came(peer: RemotePeer): void {
    if (this.lobby.remove(peer.id)) this.emit('lobby', this.lobby.waiting);
    this.emit('peer:join', peer);
  }

  private lost(reason: string): void {
    if (reason === 'timeout') void this.rejoin();
    else this.end({ reason: reason as LeaveReason });
  }

  /** Joins again; if we turn out to be the same member still, nothing but the gap is mended. */
  private async rejoin(): Promise<void> {
    if (this.joining.active || this.over) return;
    try {
      const reply = await this.joining.join();
      if (!this.over) this.rejoined(reply);
    } catch (thrown) {
      const error = thrown instanceof ParleyError ? thrown : new ParleyError(codeOf(thrown), String(thrown));
      this.end({ reason: 'refused', error });
    }
  }

  private rejoined(reply: JoinReply): void {
    const { member } = this;
    const same = reply.self.peerId === member.self.peerId && reply.self.joinedAt === member.self.joinedAt;
    if (same) {
      this.room = reply.room;
      this.session.resumeBy(reply.resumeToken);
      if (reply.epoch !== member.position.epoch) member.resync(reply, reply.peers);
      if (reply.iceServers) member.mesh.setIceServers(reply.iceServers);
      this.listen();
      member.resume();
    } else {
      const former = member.mesh.peers;
      member.close();
      for (const peer of former) this.emit('peer:leave', peer, 'timeout');
      this.begin(reply);
      for (const peer of this.member.mesh.peers) this.emit('peer:join', peer);
    }
    this.emit('reconnected', { resumed: same });
  }

  private end(ended: Ended): void {
    if (this.over) return;
    this.over = true;
    this.session.unregister(roomEvents(this.roomId));
    this.session.unregister(signals(this.roomId, this.session.current.peerId));
    this.session.remove(this);
    this.membership?.close();
    this.data.close();
    this.options.guard?.close();
    this.emit('ended', ended);
  }
}
