import type { Step } from './steps.ts';

/** What a picture needs to look well: a tenth of a bit for each pixel, as browsers reckon for VP8 and H.264. */
const BITS_PER_PIXEL = 0.1;
/** Bits per second. */
const [LEAST, MOST] = [200_000, 4_000_000];

type Sender = Pick<RTCRtpSender, 'track' | 'getParameters' | 'setParameters'>;

/** The bitrate of a track at its best, bits per second. */
export function bestBitrate({ width = 640, height = 360, frameRate = 30 }: MediaTrackSettings): number {
  return Math.min(MOST, Math.max(LEAST, width * height * frameRate * BITS_PER_PIXEL));
}

/**
 * Lets a sender send as a step says. Does nothing while nothing is sent or negotiated, and with simulcast, where the
 * server chooses among the sizes.
 */
export async function send(sender: Sender, step: Step): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding, second] = parameters.encodings ?? [];
  if (!encoding || second || !sender.track) return;
  const { maxBitrate: _bitrate, maxFramerate: _frameRate, ...rest } = encoding;
  const wanted = { ...rest, ...encodingOf(step, bestBitrate(sender.track.getSettings())) };
  if (JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(encoding))) return;
  await sender.setParameters({ ...parameters, encodings: [wanted] });
}

function encodingOf({ bitrate, scale, frameRate }: Step, best: number): RTCRtpEncodingParameters {
  if (bitrate === 0) return { active: false };
  return {
    active: true,
    scaleResolutionDownBy: scale,
    // at its best the browser knows better
    ...(bitrate < 1 && { maxBitrate: Math.round(best * bitrate) }),
    ...(frameRate !== undefined && { maxFramerate: frameRate }),
  };
}

function sorted(encoding: object): [string, unknown][] {
  return Object.entries(encoding).sort(([a], [b]) => (a < b ? -1 : 1));
}
