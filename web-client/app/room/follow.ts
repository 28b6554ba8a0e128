import type { ChatMessage, RemotePeer, Room } from '../../sdk/index.ts';
import type { ToastAction } from './toasts.ts';

export interface Follower {
  changed(): void;
  chat(message: ChatMessage): void;
  /** Somebody began or ceased to wait in the lobby. */
  lobby(): void;
  say(text: string, ...actions: ToastAction[]): void;
}

const LEAVING: Readonly<Record<string, string>> = {
  timeout: 'lost the connection',
  kicked: 'was removed',
  banned: 'was banned',
};

/** Turns a room's events into what a page shows and says. Returns a function that stops it. */
export function follow(room: Room, { changed, chat, lobby, say }: Follower): () => void {
  const stops = [
    ...comings(room, changed, say),
    room.on('track', changed),
    room.on('peer:state', changed),
    room.on('connection', changed),
    room.on('self', changed),
    room.on('room', changed),
    room.on('chat', chat),
    room.local.on('change', changed),
    room.on('reconnected', () => say('Connected again.')),
    room.on('mute-requested', (by) => muted(room, by, say)),
    room.on('lobby', lobby),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function comings(room: Room, changed: () => void, say: Follower['say']): (() => void)[] {
  return [
    room.on('peer:join', (peer: RemotePeer) => {
      changed();
      say(`${peer.name} joined.`);
    }),
    room.on('peer:leave', (peer: RemotePeer, reason) => {
      changed();
      say(`${peer.name} ${LEAVING[reason] ?? 'left'}.`);
    }),
  ];
}

/** A wish that costs nothing to follow, and can be taken back at once. */
function muted(room: Room, by: string, say: Follower['say']): void {
  if (!room.local.active('audio')) return;
  const host = room.peers.find(({ id }) => id === by)?.name ?? 'A host';
  const unmute = () => void room.setMicrophone(true).catch(() => {});
  void room.setMicrophone(false);
  say(`${host} asked you to mute. Your microphone is off.`, { label: 'Unmute', run: unmute });
}
