import type { Environment } from '../environment.ts';
import type { MediaKind } from '../media/constraints.ts';
import { preferred } from './codecs.ts';

export interface MediaTuning {
  /** Codecs in the order of preference, as `['VP9', 'VP8']`; where the other side lacks one the next is taken. */
  readonly codecs?: readonly string[];
  /**
   * Sends the picture in three sizes at once. Off by default: in a mesh every connection has one receiver and an
   * encoder of its own that already fits it, so the other sizes would cost the processor and reach nobody. It helps
   * only where the other end is a server that picks a size for each of its viewers.
   */
  readonly simulcast?: boolean;
}

/** Full, half and quarter size; the bounds in bits per second are those that browsers use for 720p (libwebrtc). */
const SIZES: RTCRtpEncodingParameters[] = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 2_500_000 },
];

export function tuningOf({ codecs, simulcast }: MediaTuning): MediaTuning {
  return { ...(codecs && { codecs }), ...(simulcast && { simulcast }) };
}

/** What a new sender of a kind begins with. */
export function encodingsFor(
  kind: MediaKind,
  { simulcast }: MediaTuning,
): Pick<RTCRtpTransceiverInit, 'sendEncodings'> {
  return simulcast && kind === 'video' ? { sendEncodings: SIZES.map((size) => ({ ...size })) } : {};
}

/** Orders what is offered or answered for a transceiver; to be called before the description is made. */
export function prefer(
  transceiver: RTCRtpTransceiver,
  kind: MediaKind,
  { codecs }: MediaTuning,
  env: Pick<Environment, 'codecs'>,
): void {
  const known = codecs?.length ? (env.codecs?.(kind) ?? []) : [];
  if (known.length > 0) transceiver.setCodecPreferences?.(preferred(known, codecs ?? []));
}
