/** What becomes of a track that a peer sends. */
export type TrackNotice =
  | { readonly type: 'track-muted'; readonly track: MediaStreamTrack; readonly muted: boolean }
  | { readonly type: 'track-ended'; readonly track: MediaStreamTrack };

/** Tells when nothing arrives any more on a received track, when something does again, and when it is over. */
export function watchTrack(track: MediaStreamTrack, told: (notice: TrackNotice) => void): void {
  track.addEventListener('mute', () => told({ type: 'track-muted', track, muted: true }));
  track.addEventListener('unmute', () => told({ type: 'track-muted', track, muted: false }));
  track.addEventListener('ended', () => told({ type: 'track-ended', track }));
}
