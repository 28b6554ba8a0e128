import type { RemotePeer, Room } from '../../../sdk/index.ts';
import type { Quality } from '../../../sdk/quality/index.ts';

/** What is shown of a connection. */
export type PeerQuality = Pick<Quality, 'score' | 'rttMs' | 'in' | 'out' | 'path'>;

export type QualityLevel = 'good' | 'fair' | 'poor';

/** The classes of the E-model (ITU-T G.107, table B.1), with the two worst in one: from 4.03 and 3.6 of 4.4 on. */
export function levelOf({ score }: Pick<PeerQuality, 'score'>): QualityLevel {
  return score >= 4.03 ? 'good' : score >= 3.6 ? 'fair' : 'poor';
}

export interface QualityListener {
  measured(peer: RemotePeer, quality: PeerQuality): void;
  /** More than a twentieth is lost; told once, until it is over. */
  warned(peer: RemotePeer): void;
}

/** Measures the connections, and fits what is sent to them. Nobody waits for that: it is loaded after the room. */
export async function watchQuality(room: Room, listener: QualityListener): Promise<() => void> {
  const { QualityWatch } = await import('../../../sdk/quality/index.ts');
  const watch = new QualityWatch(room);
  watch.on('quality', (peer, quality) => listener.measured(peer, quality));
  watch.on('warning', (peer) => listener.warned(peer));
  return () => watch.close();
}
