import type { Room } from '../room/room.ts';

/** One of those who are recorded. */
export interface Tile {
  readonly id: string;
  readonly name: string;
  /** `null`: there is nothing to see. */
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  /** Whether the picture is a screen, of which nothing may be cut off. */
  readonly screen: boolean;
}

/** The parts of a {@link Room} that are needed. */
export type Recorded = Pick<Room, 'self' | 'peers' | 'local' | 'on' | 'setState'>;

/** Everybody in the room just now, ourselves last. */
export function tilesOf(room: Recorded): Tile[] {
  const others = room.peers.map(({ id, name, stream, state }) => ({
    ...{ id, name, screen: state.screen === true },
    video: state.video ? trackOf(stream, 'video') : null,
    audio: trackOf(stream, 'audio'),
  }));
  return [...others, ownTile(room)];
}

export function ownTile({ self: { peerId, displayName }, local }: Recorded): Tile {
  const video = local.outgoing('video');
  return {
    ...{ id: peerId, name: displayName, screen: local.screen !== null },
    video: video?.enabled ? video : null,
    audio: local.track('audio'),
  };
}

/** Calls back whenever {@link tilesOf} may give something else. */
export function watchTiles(room: Recorded, changed: () => void): () => void {
  const stops = [
    room.on('peer:join', changed),
    room.on('peer:leave', changed),
    room.on('peer:state', changed),
    room.on('track', changed),
    room.local.on('change', changed),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function trackOf(stream: MediaStream, kind: string): MediaStreamTrack | null {
  return stream.getTracks().find((track) => track.kind === kind) ?? null;
}
