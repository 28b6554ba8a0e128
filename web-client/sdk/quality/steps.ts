/** How a picture is sent to one peer. */
export interface Step {
  readonly name: 'full' | 'bitrate' | 'resolution' | 'frame-rate' | 'audio-only';
  /** Share of the bitrate that the picture would have at its best. */
  readonly bitrate: number;
  /** Divides width and height. */
  readonly scale: number;
  /** At most; `undefined`: what the camera gives. */
  readonly frameRate?: number;
}

/** A face is recognised at a third of its size, and moves: bitrate, then size, then frames, and the voice to the last. */
export const CAMERA_STEPS: readonly Step[] = [
  { name: 'full', bitrate: 1, scale: 1 },
  { name: 'bitrate', bitrate: 0.6, scale: 1 },
  { name: 'bitrate', bitrate: 0.35, scale: 1 },
  { name: 'resolution', bitrate: 0.2, scale: 2 },
  { name: 'resolution', bitrate: 0.1, scale: 3 },
  { name: 'frame-rate', bitrate: 0.06, scale: 3, frameRate: 10 },
  { name: 'audio-only', bitrate: 0, scale: 4 },
];

/** Text must stay legible, and hardly moves: the same ladder, but frames go before size. */
export const SCREEN_STEPS: readonly Step[] = [
  { name: 'full', bitrate: 1, scale: 1 },
  { name: 'bitrate', bitrate: 0.6, scale: 1 },
  { name: 'frame-rate', bitrate: 0.4, scale: 1, frameRate: 5 },
  { name: 'frame-rate', bitrate: 0.25, scale: 1, frameRate: 2 },
  { name: 'resolution', bitrate: 0.15, scale: 1.5, frameRate: 2 },
  { name: 'resolution', bitrate: 0.1, scale: 2, frameRate: 1 },
  { name: 'audio-only', bitrate: 0, scale: 4 },
];

/** Both ladders have as many steps, so that a place on one is a place on the other. */
export const LAST = CAMERA_STEPS.length - 1;
