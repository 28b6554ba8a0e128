import type { PeerInfo, RemotePeer } from '../../sdk/index.ts';

/** What one may do to somebody in the room; the server has the last word. */
export interface Powers {
  /** Mute, remove and ban. */
  readonly moderate: boolean;
  /** Give and take the moderator's role. */
  readonly promote: boolean;
}

/** Hosts rule over everybody but hosts, moderators over guests. */
export function powersOver(self: Pick<PeerInfo, 'role'>, peer: Pick<RemotePeer, 'role'>): Powers {
  const host = self.role === 'host';
  const moderate = (host && peer.role !== 'host') || (self.role === 'moderator' && peer.role === 'guest');
  return { moderate, promote: host && peer.role !== 'host' };
}

export function leads({ role }: Pick<PeerInfo, 'role'>): boolean {
  return role !== 'guest';
}
