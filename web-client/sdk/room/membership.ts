import type { MessageSeal } from '../data/seal.ts';
import type { Environment, Timer } from '../environment.ts';
import type { LocalMedia } from '../media/local.ts';
import type { IceGrant } from '../rtc/ice-renewal.ts';
import { type MediaNotice, Mesh, type MeshPort } from '../rtc/mesh.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { MediaTuning } from '../rtc/tuning.ts';
import { ParleyError } from '../wire/codes.ts';
import type { JoinReply, PeerInfo, PeerUpdate, RoomEvent, SignalData, SignalEvent } from '../wire/room-messages.ts';
import type { StreamPosition } from '../wire/session-messages.ts';
import { Cursor } from './cursor.ts';
import type { Guard, GuardSession } from './guard.ts';
import { Inbox } from './inbox.ts';
import { Outbox, type OutboxPort } from './outbox.ts';
import { Roster, type RosterChange } from './roster.ts';

export interface MembershipListener {
  joined(peer: RemotePeer): void;
  left(peer: RemotePeer, reason: string): void;
  updated(peer: RemotePeer): void;
  self(info: PeerInfo): void;
  track(peer: RemotePeer, track: MediaStreamTrack): void;
  connection(peer: RemotePeer): void;
  media(peer: RemotePeer, notice: MediaNotice): void;
  /** A connection was made, before anything is negotiated on it. */
  built(peer: RemotePeer, pc: RTCPeerConnection, seal: MessageSeal | undefined): void;
  /** Its connection is closed for good. */
  removed(peerId: string): void;
  /** Events that change nothing in the membership itself. */
  other(event: RoomEvent): void;
  /** Frames are missing that only a resume can bring. */
  gap(): void;
  /** We are out. */
  over(reason: string): void;
}

export interface MembershipOptions {
  readonly env: Environment;
  readonly local: LocalMedia;
  readonly resumeWindowMs: number;
  readonly iceServers: readonly RTCIceServer[];
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  readonly tuning?: MediaTuning;
  askIceServers?(): Promise<IceGrant>;
  readonly guard?: Guard;
}

/** One stay in a room, from a join to the leave: its numbered stream, its people, its signals and its media. */
export class Membership {
  readonly mesh: Mesh;
  /** Set in a room that is encrypted end to end. */
  readonly guard: GuardSession | undefined;
  self: PeerInfo;
  private readonly cursor: Cursor;
  private readonly roster = new Roster();
  private readonly inbox = new Inbox();
  private readonly outbox: Outbox;
  private readonly held = new Map<string, Timer>();
  private gaps = 0;

  constructor(
    private readonly options: MembershipOptions,
    reply: JoinReply,
    port: OutboxPort,
    private readonly listener: MembershipListener,
  ) {
    this.self = reply.self;
    this.cursor = new Cursor({ epoch: reply.epoch, seq: reply.seq });
    this.outbox = new Outbox(options.env, port, reply.epoch, options.resumeWindowMs);
    this.guard = options.guard?.enter(reply.self, {
      transmit: (peerId, sealed) => this.outbox.send(peerId, sealed),
      deliver: (peerId, data) => this.deliver(peerId, data),
    });
    const extra = this.guard?.configuration;
    this.mesh = new Mesh({ ...options, ownId: reply.self.peerId, ...(extra && { extra }) }, this.meshPort());
    // those already there offer; a newcomer waits
    for (const peer of this.roster.replace(reply.peers).joined) {
      this.inbox.met(peer.peerId, peer.joinedAt);
      this.mesh.add(peer, false);
    }
  }

  get position(): StreamPosition {
    return this.cursor.position;
  }

  /** Resolves once the signal is settled. */
  signal(peerId: string, data: unknown): Promise<void> {
    return this.guard ? this.guard.send(peerId, data) : this.outbox.send(peerId, data);
  }

  event(event: RoomEvent): void {
    if (event.type === 'resync') this.resync(event, event.peers);
    else if (this.readable(event)) this.apply(event);
  }

  incoming(signal: SignalEvent): void {
    if (!this.readable(signal) || !this.inbox.isNew(signal.from, signal.id)) return;
    if (this.guard) this.guard.receive(signal.from, signal.data);
    else this.deliver(signal.from, signal.data);
  }

  suspend(): void {
    this.outbox.suspend();
  }

  resume(): void {
    this.outbox.resume();
  }

  /** Takes a snapshot in the place of frames that are lost, and goes on from there. */
  resync(position: StreamPosition, peers: readonly PeerInfo[]): void {
    if (!this.cursor.restart(position)) return;
    this.gaps = 0;
    for (const info of peers) this.meet(info);
    // first what the new owner must hear again, then what is new
    this.outbox.epochChanged(position.epoch);
    const absent = this.roster.missing(peers).filter(({ peerId }) => this.mesh.get(peerId)?.connection === 'connected');
    const others = peers.filter(({ peerId }) => peerId !== this.self.peerId);
    this.changed(this.roster.replace([...others, ...absent]));
    for (const info of absent) this.hold(info);
    this.mesh.resynced();
  }

  close(): void {
    for (const peerId of [...this.held.keys()]) this.arrived(peerId);
    this.outbox.close(new ParleyError('closed', 'The room was left.'));
    this.mesh.close();
    this.guard?.close();
  }

  private meshPort(): MeshPort {
    const { guard, listener } = this;
    return {
      send: (peerId, data) => void this.signal(peerId, data).catch(() => {}),
      track: (peer, track) => listener.track(peer, track),
      connection: (peer) => listener.connection(peer),
      media: (peer, notice) => listener.media(peer, notice),
      coming: (info) => guard?.add(info),
      built: (peer, pc) => {
        guard?.protect(peer.id, pc);
        listener.built(peer, pc, guard);
      },
      going: (peerId) => {
        guard?.remove(peerId);
        listener.removed(peerId);
      },
    };
  }

  private deliver(peerId: string, data: unknown): void {
    if (isSignalData(data)) this.mesh.receive(peerId, data);
  }

  private readable(frame: StreamPosition): boolean {
    const verdict = this.cursor.read(frame);
    if (verdict === 'next') this.gaps = 0;
    if (verdict !== 'gap' && verdict !== 'unknown-epoch') return verdict === 'next';
    this.gaps += 1;
    if (this.gaps === 1) {
      this.listener.gap();
      return false;
    }
    // a resume did not bring the missing frames: nothing will
    this.outbox.epochChanged(frame.epoch);
    return this.cursor.restart(frame);
  }

  private apply(event: RoomEvent): void {
    if (event.type === 'peer-joined') this.changed(this.roster.add(event.peer));
    else if (event.type === 'peer-left') this.gone(event.peerId, event.reason);
    else if (event.type === 'peer-updated') this.update(event);
    else if (event.type === 'room-closed') this.listener.over('room-closed');
    else if (event.type === 'ice-servers') this.mesh.setIceServers(event.iceServers, event.ttl);
    else this.listener.other(event);
  }

  /** What a peer's former membership had taken is not for its present one. */
  private meet({ peerId, joinedAt }: PeerInfo): void {
    if (this.inbox.met(peerId, joinedAt)) this.outbox.departed(peerId, this.self.peerId);
  }

  /** Whoever is new came after us, so we offer. */
  private changed({ left, joined, stayed }: RosterChange): void {
    for (const peerId of left) this.drop(peerId, 'timeout');
    for (const info of joined) {
      this.meet(info);
      this.listener.joined(this.mesh.add(info, true));
    }
    for (const info of stayed) {
      this.arrived(info.peerId);
      this.outbox.reaches(info.peerId, true);
      this.refresh(info, 'back');
    }
  }

  /**
   * A new owner may not have heard of everybody yet. Whoever it does not name, while media flows, is kept for a resume
   * window; it is the same member if it comes back with the same `joinedAt`.
   */
  private hold(info: PeerInfo): void {
    this.refresh(info, 'lost');
    this.arrived(info.peerId);
    this.outbox.parted(info.peerId);
    const { env, resumeWindowMs } = this.options;
    const gone = () => this.gone(info.peerId, 'timeout');
    this.held.set(info.peerId, env.setTimer(gone, resumeWindowMs));
  }

  private arrived(peerId: string): void {
    this.options.env.clearTimer(this.held.get(peerId));
    this.held.delete(peerId);
  }

  private gone(peerId: string, reason: string): void {
    if (peerId === this.self.peerId) return this.listener.over(reason);
    if (this.roster.remove(peerId)) this.drop(peerId, reason);
  }

  private drop(peerId: string, reason: string): void {
    this.arrived(peerId);
    if (reason === 'timeout') this.outbox.parted(peerId);
    else this.outbox.reaches(peerId, true);
    const peer = this.mesh.remove(peerId);
    if (peer) this.listener.left(peer, reason);
  }

  private update({ peerId, state, role, connection }: PeerUpdate): void {
    const change = { ...(state && { state }), ...(role && { role }) };
    if (peerId === this.self.peerId) {
      this.self = { ...this.self, ...change };
      return this.listener.self(this.self);
    }
    if (connection) this.outbox.reaches(peerId, connection === 'back');
    const info = this.roster.update(peerId, change);
    if (info) this.refresh(info, connection);
  }

  private refresh(info: PeerInfo, connection?: 'lost' | 'back'): void {
    const peer = this.mesh.get(info.peerId);
    if (!peer) return;
    peer.info = info;
    if (connection) peer.present = connection === 'back';
    this.listener.updated(peer);
  }
}

function isSignalData(data: unknown): data is SignalData {
  const type = (data as { type?: unknown } | null)?.type;
  return type === 'offer' || type === 'answer' || type === 'ice-candidate' || type === 'bye';
}
