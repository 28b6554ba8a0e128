import type { RemotePeer } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';

type Seen = Pick<RemotePeer, 'status' | 'present'>;

const OF_STATUS: Readonly<
  Partial<Record<RemotePeer['status'], 'tile.connecting' | 'tile.reconnecting' | 'tile.interrupted'>>
> = {
  connecting: 'tile.connecting',
  interrupted: 'tile.reconnecting',
  failed: 'tile.interrupted',
};

/** What a tile says about a connection that does not work, if it does not. */
export function troubleOf(peer: Seen, unreadable = false): string | undefined {
  const key = OF_STATUS[peer.status];
  if (key) return t(key);
  if (unreadable) return t('tile.unreadable');
  return peer.present ? undefined : t('tile.away');
}
