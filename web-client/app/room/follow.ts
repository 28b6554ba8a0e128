import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { watchFallback } from './devices.ts';
import { Gathering } from './live/gathering.ts';
import type { ToastAction } from './toasts.ts';

export interface Follower {
  changed(): void;
  /** Somebody began or ceased to wait in the lobby. */
  lobby(): void;
  say(text: string, ...actions: ToastAction[]): void;
}

/** Turns a room's events into what a page shows and says. Returns a function that stops it. */
export function follow(room: Room, { changed, lobby, say }: Follower): () => void {
  const gathering = new Gathering(say);
  const stops = [
    ...comings(room, gathering, changed, say),
    room.on('track', changed),
    room.on('peer:state', changed),
    room.on('connection', changed),
    room.on('self', changed),
    room.on('room', changed),
    room.local.on('change', changed),
    watchFallback(room.local, say),
    room.on('reconnected', () => say(t('room.again'))),
    room.on('mute-requested', (by) => muted(room, by, say)),
    room.on('lobby', lobby),
    () => gathering.stop(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function comings(room: Room, gathering: Gathering, changed: () => void, say: Follower['say']): (() => void)[] {
  return [
    room.on('peer:join', (peer: RemotePeer) => {
      changed();
      gathering.joined(peer.name);
    }),
    room.on('peer:leave', ({ name }: RemotePeer, reason) => {
      changed();
      if (reason === 'timeout') say(t('room.lost', { name }));
      else if (reason === 'kicked' || reason === 'banned') say(t(`room.${reason}`, { name }));
      else gathering.left(name);
    }),
  ];
}

/** A wish that costs nothing to follow, and can be taken back at once. */
function muted(room: Room, by: string, say: Follower['say']): void {
  if (!room.local.active('audio')) return;
  const name = room.peers.find(({ id }) => id === by)?.name ?? t('room.aHost');
  const unmute = () => void room.setMicrophone(true).catch(() => {});
  void room.setMicrophone(false);
  say(t('room.muted', { name }), { label: t('room.unmute'), run: unmute });
}
