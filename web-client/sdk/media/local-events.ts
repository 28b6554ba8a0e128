import type { MediaKind } from './constraints.ts';

export type LocalMediaEvents = {
  /** What goes out changed: a track was put in, replaced, taken away, muted or unmuted. `track` is the device's own. */
  change: [kind: MediaKind, track: MediaStreamTrack | null];
  /** Sharing the screen began or ended, also by the browser's own button. */
  screen: [on: boolean];
  /** A device was unplugged or forbidden while it was open. `now` names the one in its place, if there is one. */
  fallback: [kind: MediaKind, lost: string, now: string | null];
  /** The system took a device away for a while, for a telephone call for example, or gave it back. */
  interrupted: [kind: MediaKind, interrupted: boolean];
};
