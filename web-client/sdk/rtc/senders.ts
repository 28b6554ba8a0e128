import type { MediaKind } from '../media/local.ts';

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
  ) {}

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
    const options: RTCRtpTransceiverInit = { direction: 'sendrecv', streams: [this.source.stream] };
    this.transceivers.set(kind, this.pc.addTransceiver(this.source.track(kind) ?? kind, options));
  }

  private async take(kind: MediaKind, offered: RTCRtpTransceiver): Promise<void> {
    // left over from an own offer that glare rolled back
    this.transceivers.get(kind)?.stop();
    this.transceivers.set(kind, offered);
    offered.direction = 'sendrecv';
    offered.sender.setStreams?.(this.source.stream);
    await offered.sender.replaceTrack(this.source.track(kind));
  }
}
