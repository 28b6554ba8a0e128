import type { MediaKind } from '../media/constraints.ts';
import type { PeerInfo, PeerState, Role } from '../wire/room-messages.ts';
import type { User } from '../wire/session-messages.ts';
import type { PeerStatus } from './status.ts';

/** The connection to a peer, as it is just now: after a restart it is another one. */
export interface PeerMedia {
  readonly receivers: readonly RTCRtpReceiver[];
  sender(kind: MediaKind): RTCRtpSender | undefined;
  getStats(): Promise<RTCStatsReport>;
}

/** Somebody else in the room, and the media that comes from there. */
export class RemotePeer {
  /** State of the media connection. */
  connection: RTCPeerConnectionState = 'new';
  /** What that means for people. */
  status: PeerStatus = 'connecting';
  /** False while the peer's own connection to the server is lost; its media may go on. */
  present = true;

  constructor(
    /** What the server says of it. */
    public info: PeerInfo,
    /** The newest track of each kind; the object stays the same for the peer's stay. */
    readonly stream: MediaStream,
    private readonly media: () => PeerMedia,
  ) {}

  get id(): string {
    return this.info.peerId;
  }

  get name(): string {
    return this.info.displayName;
  }

  get role(): Role {
    return this.info.role;
  }

  get user(): User | null {
    return this.info.user;
  }

  get state(): PeerState {
    return this.info.state;
  }

  /** How loud the peer is just now, 0 to 1; stays 0 until its audio is played. */
  audioLevel(): number {
    const audio = this.media().receivers.find(({ track }) => track.kind === 'audio');
    return audio?.getSynchronizationSources?.()[0]?.audioLevel ?? 0;
  }

  /** What the browser knows of the connection to this peer. */
  getStats(): Promise<RTCStatsReport> {
    return this.media().getStats();
  }

  /** What sends our track of a kind to this peer, once the two sides began to talk; for its parameters. */
  sender(kind: MediaKind): RTCRtpSender | undefined {
    return this.media().sender(kind);
  }

  /** Puts a received track in the place of the former one of its kind. */
  receive(track: MediaStreamTrack): void {
    for (const former of this.stream.getTracks()) {
      if (former.kind === track.kind && former !== track) this.stream.removeTrack(former);
    }
    this.stream.addTrack(track);
  }
}
