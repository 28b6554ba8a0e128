import type { Environment } from '../environment.ts';
import type { LocalMedia, MediaKind } from '../media/local.ts';
import type { PeerInfo, SignalData } from '../wire/room-messages.ts';
import { type IceGrant, IceRenewal } from './ice-renewal.ts';
import { isPolite } from './negotiation.ts';
import { PeerLink } from './peer-link.ts';
import { RemotePeer } from './remote-peer.ts';
import { type PeerStatus, StatusWatch } from './status.ts';
import { type TrackNotice, watchTrack } from './track-watch.ts';
import type { MediaTuning } from './tuning.ts';

/** What happens to a peer's media besides its tracks' coming. */
export type MediaNotice = TrackNotice | { readonly type: 'status'; readonly status: PeerStatus };

export interface MeshPort {
  /** A peer is about to be connected to. */
  coming(info: PeerInfo): void;
  /** Its connection was made, or made anew; nothing has been negotiated on it. */
  built(peer: RemotePeer, pc: RTCPeerConnection): void;
  going(peerId: string): void;
  send(peerId: string, data: SignalData): void;
  track(peer: RemotePeer, track: MediaStreamTrack): void;
  connection(peer: RemotePeer): void;
  media(peer: RemotePeer, notice: MediaNotice): void;
}

export interface MeshOptions {
  readonly env: Environment;
  readonly ownId: string;
  readonly local: LocalMedia;
  readonly iceServers: readonly RTCIceServer[];
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  readonly tuning?: MediaTuning;
  /** Asks for fresh TURN credentials. Without it only the server's own events bring some. */
  askIceServers?(): Promise<IceGrant>;
  /** What else connections are configured with. */
  readonly extra?: RTCConfiguration;
}

interface Member {
  readonly peer: RemotePeer;
  readonly link: PeerLink;
}

/** One media connection to every other peer of a room; the local tracks go to all of them. */
export class Mesh {
  private readonly members = new Map<string, Member>();
  private iceServers: readonly RTCIceServer[];
  private readonly renewal: IceRenewal;
  private readonly stops: ((() => void) | undefined)[];

  constructor(
    private readonly options: MeshOptions,
    private readonly port: MeshPort,
  ) {
    this.iceServers = options.iceServers;
    const { env, local, askIceServers = () => Promise.reject() } = options;
    this.renewal = new IceRenewal(env, askIceServers, (grant) => this.setIceServers(grant.iceServers, grant.ttl));
    this.renewal.granted(options);
    this.stops = [
      local.on('change', (kind) => {
        for (const { link } of this.members.values()) link.replace(kind, local.outgoing(kind));
      }),
      env.network?.watch((change) => {
        for (const { link } of this.members.values()) link.moved(change !== 'hint');
      }),
    ];
  }

  get peers(): readonly RemotePeer[] {
    return [...this.members.values()].map(({ peer }) => peer);
  }

  get(peerId: string): RemotePeer | undefined {
    return this.members.get(peerId)?.peer;
  }

  /** @param offers whether we were there before the peer */
  add(info: PeerInfo, offers: boolean): RemotePeer {
    const { env } = this.options;
    this.port.coming(info);
    const peer: RemotePeer = new RemotePeer(info, env.createStream([]), () => link);
    const link: PeerLink = this.connect(peer);
    this.members.set(info.peerId, { peer, link });
    this.options.local.adapt(this.members.size);
    link.start(offers);
    return peer;
  }

  remove(peerId: string): RemotePeer | undefined {
    const member = this.members.get(peerId);
    this.members.delete(peerId);
    member?.link.close();
    if (member) this.port.going(peerId);
    this.options.local.adapt(this.members.size);
    return member?.peer;
  }

  receive(from: string, data: SignalData): void {
    this.members.get(from)?.link.receive(data);
  }

  resynced(): void {
    for (const { link } of this.members.values()) link.resynced();
  }

  /** @param ttl how long their credentials live, seconds, where it is known */
  setIceServers(iceServers: readonly RTCIceServer[], ttl?: number): void {
    this.iceServers = iceServers;
    this.renewal.granted({ iceServers, ...(ttl !== undefined && { ttl }) });
    for (const { link } of this.members.values()) void link.reconfigure();
  }

  close(): void {
    for (const stop of this.stops) stop?.();
    this.renewal.stop();
    for (const peerId of [...this.members.keys()]) this.remove(peerId);
  }

  private connect(peer: RemotePeer): PeerLink {
    const { env, local, ownId, tuning = {} } = this.options;
    const sent = { stream: local.stream, track: (kind: MediaKind) => local.outgoing(kind) };
    const polite = isPolite(ownId, peer.id);
    const status = this.watchStatus(peer);
    return new PeerLink(
      { env: this.announcing(env, peer), local: sent, polite, tuning, configuration: () => this.configuration() },
      {
        send: (data) => this.port.send(peer.id, data),
        track: (track) => {
          peer.receive(track);
          watchTrack(track, (notice) => this.port.media(peer, notice));
          this.port.track(peer, track);
        },
        connection: (state) => {
          peer.connection = state;
          status.turn(state);
          this.port.connection(peer);
        },
        path: () => status.look(),
      },
    );
  }

  private watchStatus(peer: RemotePeer): StatusWatch {
    const relayed = async () => (await this.members.get(peer.id)?.link.relayed()) === true;
    return new StatusWatch(relayed, (status) => {
      peer.status = status;
      this.port.media(peer, { type: 'status', status });
    });
  }

  /** Whatever makes a connection, and however often: it is announced before anything else happens on it. */
  private announcing(env: Environment, peer: RemotePeer): Environment {
    const createPeerConnection = (configuration: RTCConfiguration) => {
      const pc = env.createPeerConnection(configuration);
      this.port.built(peer, pc);
      return pc;
    };
    return { ...env, createPeerConnection };
  }

  private configuration(): RTCConfiguration {
    const { iceTransportPolicy = 'all' } = this.options;
    return { iceServers: [...this.iceServers], iceTransportPolicy, bundlePolicy: 'max-bundle', ...this.options.extra };
  }
}
