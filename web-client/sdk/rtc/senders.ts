import type { Environment } from '../environment.ts';
import type { MediaKind } from '../media/constraints.ts';
import { encodingsFor, type MediaTuning, prefer } from './tuning.ts';

const KINDS: readonly MediaKind[] = ['audio', 'video'];

export interface TrackSource {
  readonly stream: MediaStream;
  track(kind: MediaKind): MediaStreamTrack | null;
}

/**
 * Our half of a connection: one audio and one video transceiver from the start, also while there is nothing to send, so
 * that switching a device on or off only swaps a track and never needs a new negotiation.
 */
export class Senders {
  private readonly transceivers = new Map<MediaKind, RTCRtpTransceiver>();

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly source: TrackSource,
    private readonly env: Pick<Environment, 'codecs'> = {},
    private readonly tuning: MediaTuning = {},
  ) {}

  sender(kind: MediaKind): RTCRtpSender | undefined {
    return this.transceivers.get(kind)?.sender;
  }

  /** For the side that offers. */
  addAll(): void {
    for (const kind of KINDS) if (!this.transceivers.has(kind)) this.add(kind);
  }

  /** For the side that answers: uses what the offer holds, and adds what it lacks only when there is a track for it. */
  async adopt(): Promise<void> {
    for (const kind of KINDS) {
      const own = this.transceivers.get(kind);
      if (own?.mid) continue;
      const offered = this.offered(kind, own);
      if (offered) await this.take(kind, offered);
      else if (!own && this.source.track(kind)) this.add(kind);
    }
  }

  async replace(kind: MediaKind, track: MediaStreamTrack | null): Promise<void> {
    const transceiver = this.transceivers.get(kind);
    if (transceiver) await transceiver.sender.replaceTrack(track);
    else if (track && this.transceivers.size > 0) this.add(kind);
  }

  private offered(kind: MediaKind, own: RTCRtpTransceiver | undefined): RTCRtpTransceiver | undefined {
    return this.pc.getTransceivers().find((t) => t !== own && t.mid !== null && t.receiver.track.kind === kind);
  }

  private add(kind: MediaKind): void {
    const { env, source, tuning } = this;
    const encodings = encodingsFor(kind, tuning);
    const options: RTCRtpTransceiverInit = { direction: 'sendrecv', streams: [source.stream], ...encodings };
    const transceiver = this.pc.addTransceiver(source.track(kind) ?? kind, options);
    this.transceivers.set(kind, transceiver);
    prefer(transceiver, kind, tuning, env);
  }

  private async take(kind: MediaKind, offered: RTCRtpTransceiver): Promise<void> {
    // left over from an own offer that glare rolled back
    this.transceivers.get(kind)?.stop();
    this.transceivers.set(kind, offered);
    prefer(offered, kind, this.tuning, this.env);
    offered.direction = 'sendrecv';
    offered.sender.setStreams?.(this.source.stream);
    await offered.sender.replaceTrack(this.source.track(kind));
  }
}
