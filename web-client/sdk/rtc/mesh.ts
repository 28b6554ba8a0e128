import type { Environment } from '../environment.ts';
import type { LocalMedia } from '../media/local.ts';
import type { PeerInfo, SignalData } from '../wire/room-messages.ts';
import { isPolite } from './negotiation.ts';
import { PeerLink } from './peer-link.ts';
import { RemotePeer } from './remote-peer.ts';

export interface MeshPort {
  send(peerId: string, data: SignalData): void;
  track(peer: RemotePeer, track: MediaStreamTrack): void;
  connection(peer: RemotePeer): void;
}

export interface MeshOptions {
  readonly env: Environment;
  readonly ownId: string;
  readonly local: LocalMedia;
  readonly iceServers: readonly RTCIceServer[];
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
}

interface Member {
  readonly peer: RemotePeer;
  readonly link: PeerLink;
}

/** One media connection to every other peer of a room; the local tracks go to all of them. */
export class Mesh {
  private readonly members = new Map<string, Member>();
  private iceServers: readonly RTCIceServer[];
  private readonly stopListening: () => void;

  constructor(
    private readonly options: MeshOptions,
    private readonly port: MeshPort,
  ) {
    this.iceServers = options.iceServers;
    this.stopListening = options.local.on('change', (kind, track) => {
      for (const { link } of this.members.values()) link.replace(kind, track);
    });
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
    const peer: RemotePeer = new RemotePeer(info, env.createStream([]), () => link.receivers);
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
    this.options.local.adapt(this.members.size);
    return member?.peer;
  }

  receive(from: string, data: SignalData): void {
    this.members.get(from)?.link.receive(data);
  }

  resynced(): void {
    for (const { link } of this.members.values()) link.resynced();
  }

  setIceServers(iceServers: readonly RTCIceServer[]): void {
    this.iceServers = iceServers;
    for (const { link } of this.members.values()) void link.reconfigure();
  }

  close(): void {
    this.stopListening();
    for (const peerId of [...this.members.keys()]) this.remove(peerId);
  }

  private connect(peer: RemotePeer): PeerLink {
    const { env, local, ownId } = this.options;
    return new PeerLink(
      { env, local, polite: isPolite(ownId, peer.id), configuration: () => this.configuration() },
      {
        send: (data) => this.port.send(peer.id, data),
        track: (track) => {
          peer.receive(track);
          this.port.track(peer, track);
        },
        connection: (state) => {
          peer.connection = state;
          this.port.connection(peer);
        },
      },
    );
  }

  private configuration(): RTCConfiguration {
    const { iceTransportPolicy = 'all' } = this.options;
    return { iceServers: [...this.iceServers], iceTransportPolicy, bundlePolicy: 'max-bundle' };
  }
}
