import type { Environment } from '../environment.ts';
import { type ErrorCode, ParleyError } from '../wire/codes.ts';
import type { MediaKind } from './constraints.ts';

type Devices = Environment['devices'];

const PROBLEMS: Readonly<Record<string, ErrorCode>> = {
  NotAllowedError: 'media_denied',
  SecurityError: 'media_denied',
  NotFoundError: 'media_missing',
  OverconstrainedError: 'media_missing',
  NotSupportedError: 'media_missing',
};

/** Opens a device. Rejects with `media_denied`, `media_missing` or `media_failed`. */
export async function capture(
  devices: Devices,
  kind: MediaKind,
  constraints: MediaTrackConstraints,
): Promise<MediaStreamTrack> {
  if (!devices) throw new ParleyError('media_missing', 'This page may not use devices: it needs HTTPS.');
  return first(() => devices.getUserMedia({ [kind]: constraints }));
}

/** Lets the person choose a screen, window or tab. Rejects with `media_denied` when nothing is chosen. */
export async function captureScreen(devices: Devices, options: DisplayMediaStreamOptions): Promise<MediaStreamTrack> {
  if (!devices?.getDisplayMedia) throw new ParleyError('media_missing', 'This browser cannot share a screen.');
  const track = await first(() => devices.getDisplayMedia?.(options));
  return track;
}

async function first(open: () => Promise<MediaStream> | undefined): Promise<MediaStreamTrack> {
  try {
    const stream = await open();
    return stream?.getTracks()[0] as MediaStreamTrack;
  } catch (thrown) {
    throw problemOf(thrown);
  }
}

export function problemOf(thrown: unknown): ParleyError {
  const { name, message } = thrown as Error;
  return new ParleyError(PROBLEMS[name] ?? 'media_failed', message);
}
