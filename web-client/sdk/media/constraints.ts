import { detailFor } from './detail.ts';

export type MediaKind = 'audio' | 'video';

/** How large the camera's picture is. `auto` shrinks it as the room fills: every peer costs an encoding and an upload. */
export type VideoPreset = 'auto' | 'low' | 'hd' | 'fullhd';

/** `low` is 320 × 180 at 15 frames per second, `hd` 1280 × 720 at 30, `fullhd` 1920 × 1080 at 30. */
const SIZES: Readonly<Record<Exclude<VideoPreset, 'auto'>, readonly [width: number, frameRate: number]>> = {
  low: [320, 15],
  hd: [1280, 30],
  fullhd: [1920, 30],
};

/** What is asked of the devices beyond the defaults; each key takes the place of the default of the same name. */
export interface MediaDefaults {
  readonly audio?: MediaTrackConstraints;
  readonly video?: MediaTrackConstraints;
  /** Default `auto`. */
  readonly preset?: VideoPreset;
}

/** A device by its id, or the camera by the side that it looks to. Neither: the browser's default. */
export interface DeviceChoice {
  readonly deviceId?: string | undefined;
  readonly facingMode?: VideoFacing | undefined;
}

export type VideoFacing = 'user' | 'environment';

/** Wishes, never demands: a device that cannot do it still opens. 48 kHz is what Opus works in (RFC 6716, 2). */
const DEFAULTS: Readonly<Record<MediaKind, MediaTrackConstraints>> = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, sampleRate: { ideal: 48_000 } },
  video: { facingMode: 'user' },
};

export function sizeOf(preset: VideoPreset, peers: number): MediaTrackConstraints {
  if (preset === 'auto') return detailFor(peers);
  const [width, frameRate] = SIZES[preset];
  return { width: { ideal: width }, height: { ideal: (width * 9) / 16 }, frameRate: { ideal: frameRate } };
}

/** @param size of the picture; nothing for a microphone */
export function constraintsFor(
  kind: MediaKind,
  defaults: MediaDefaults,
  size: MediaTrackConstraints,
  { deviceId, facingMode }: DeviceChoice = {},
): MediaTrackConstraints {
  const wishes = { ...DEFAULTS[kind], ...(kind === 'video' && size), ...defaults[kind] };
  // a side and an id may contradict each other
  if (deviceId) return { ...withoutFacing(wishes), deviceId: { exact: deviceId } };
  return facingMode ? { ...wishes, facingMode } : wishes;
}

function withoutFacing({ facingMode: _, ...rest }: MediaTrackConstraints): MediaTrackConstraints {
  return rest;
}
