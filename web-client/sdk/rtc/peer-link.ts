import type { Environment } from '../environment.ts';
import type { MediaKind } from '../media/constraints.ts';
import type { SignalData } from '../wire/room-messages.ts';
import { Negotiation } from './negotiation.ts';
import { watchPath } from './path-watch.ts';
import { Recovery } from './recovery.ts';
import { relayed } from './relayed.ts';
import type { PeerMedia } from './remote-peer.ts';
import { originOf } from './sdp.ts';
import { Senders, type TrackSource } from './senders.ts';
import type { MediaTuning } from './tuning.ts';

export interface PeerLinkPort {
  send(data: SignalData): void;
  track(track: MediaStreamTrack): void;
  connection(state: RTCPeerConnectionState): void;
  /** The media take another path. */
  path?(): void;
}

export interface PeerLinkOptions {
  readonly env: Environment;
  readonly local: TrackSource;
  readonly polite: boolean;
  readonly tuning?: MediaTuning;
  configuration(): RTCConfiguration;
}

interface Parts {
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly senders: Senders;
  readonly recovery: Recovery;
}

/** Media to and from one peer: one RTCPeerConnection at a time, made anew when the other side began anew. */
export class PeerLink implements PeerMedia {
  private parts: Parts;
  private remoteOrigin: string | undefined;

  constructor(
    private readonly options: PeerLinkOptions,
    private readonly port: PeerLinkPort,
  ) {
    this.parts = this.build();
  }

  get receivers(): readonly RTCRtpReceiver[] {
    return this.parts.pc.getReceivers();
  }

  sender(kind: MediaKind): RTCRtpSender | undefined {
    return this.parts.senders.sender(kind);
  }

  getStats(): Promise<RTCStatsReport> {
    return this.parts.pc.getStats();
  }

  /** Whether the media go by a relay just now. */
  relayed(): Promise<boolean> {
    return relayed(this.parts.pc);
  }

  /** @param surely whether the network is another one, or only may be */
  moved(surely: boolean): void {
    this.parts.recovery.moved(surely);
  }

  /** @param offers whether we were there first */
  start(offers: boolean): void {
    const { negotiation, senders, recovery } = this.parts;
    if (offers) {
      negotiation.begin();
      senders.addAll();
    }
    recovery.check();
  }

  receive(data: SignalData): void {
    if (data.type === 'bye') return this.restart();
    if (data.type === 'offer') this.rebuildForNew(originOf(data.sdp));
    this.parts.negotiation.receive(data);
    if (data.type === 'offer') this.parts.recovery.check();
  }

  replace(kind: MediaKind, track: MediaStreamTrack | null): void {
    // fails only on a connection that was closed meanwhile
    this.parts.senders.replace(kind, track).catch(() => {});
  }

  /** The room's owner lost its memory: an offer that waits for an answer is said again. */
  resynced(): void {
    if (this.parts.negotiation.unanswered) this.parts.negotiation.renegotiate();
  }

  /** New servers serve the next gathering of candidates: at once where the connection needs them, else when it fails. */
  async reconfigure(): Promise<void> {
    const { pc, recovery, negotiation } = this.parts;
    if (pc.signalingState === 'closed') return;
    pc.setConfiguration(this.options.configuration());
    if (negotiation.fresh) return;
    if (pc.connectionState === 'failed' || pc.connectionState === 'disconnected') recovery.now();
    // its relay's credentials are about to end, and with them the relay
    else if (await relayed(pc)) pc.restartIce();
  }

  close(): void {
    const { pc, recovery } = this.parts;
    recovery.stop();
    pc.onconnectionstatechange = pc.ontrack = pc.onicecandidate = pc.onnegotiationneeded = null;
    pc.close();
  }

  private build(): Parts {
    const { env, local, polite, tuning } = this.options;
    const pc = env.createPeerConnection(this.options.configuration());
    const senders = new Senders(pc, local, env, tuning);
    const negotiation = new Negotiation(pc, polite, {
      send: (data) => this.port.send(data),
      beforeAnswer: () => senders.adopt(),
      randomId: () => env.randomId(),
    });
    const recovery = new Recovery(env, pc, () => this.recover());
    pc.ontrack = ({ track }) => this.port.track(track);
    pc.onconnectionstatechange = () => {
      recovery.check();
      this.port.connection(pc.connectionState);
      if (pc.connectionState === 'connected') watchPath(pc, () => this.port.path?.());
    };
    return { pc, negotiation, senders, recovery };
  }

  private recover(): void {
    const { pc, negotiation, senders } = this.parts;
    if (negotiation.fresh) senders.addAll();
    if (negotiation.fresh || negotiation.unanswered) negotiation.renegotiate();
    else pc.restartIce();
  }

  private rebuildForNew(origin: string | undefined): void {
    const anew = this.remoteOrigin !== undefined && origin !== this.remoteOrigin;
    this.remoteOrigin = origin;
    if (anew) this.restart();
    this.remoteOrigin = origin;
  }

  private restart(): void {
    this.close();
    this.remoteOrigin = undefined;
    this.parts = this.build();
    this.port.connection(this.parts.pc.connectionState);
  }
}
