import type { MediaNotice } from '../rtc/mesh.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { PeerStatus } from '../rtc/status.ts';
import type { Emit } from './stay.ts';

export type MediaEvents = {
  /** How things stand with a peer's media, in terms that people understand. */
  status: [peer: RemotePeer, status: PeerStatus];
  /** Nothing arrives on a track any more, or something does again. */
  'track:muted': [peer: RemotePeer, track: MediaStreamTrack, muted: boolean];
  /** A track is over; another one may come. */
  'track:ended': [peer: RemotePeer, track: MediaStreamTrack];
};

export function tellMedia(emit: Emit, peer: RemotePeer, notice: MediaNotice): void {
  if (notice.type === 'status') emit('status', peer, notice.status);
  if (notice.type === 'track-muted') emit('track:muted', peer, notice.track, notice.muted);
  if (notice.type === 'track-ended') emit('track:ended', peer, notice.track);
}
