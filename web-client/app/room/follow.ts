import type { ChatMessage, RemotePeer, Room } from '../../sdk/index.ts';
import type { ToastAction } from './toasts.ts';

export interface Follower {
  changed(): void;
  chat(message: ChatMessage): void;
  say(text: string, ...actions: ToastAction[]): void;
}

const LEAVING: Readonly<Record<string, string>> = {
  timeout: 'lost the connection',
  kicked: 'was removed',
  banned: 'was banned',
};

/** Turns a room's events into what a page shows and says. Returns a function that stops it. */
export function follow(room: Room, { changed, chat, say }: Follower): () => void {
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
    room.on('mute-requested', () => say('A host asks you to mute yourself.', muteAction(room))),
    room.on('waiting', ({ peerId, displayName }) =>
      say(`${displayName} wants to come in.`, admit(room, peerId, true), admit(room, peerId, false)),
    ),
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

function muteAction(room: Room): ToastAction {
  return { label: 'Mute', run: () => void room.setMicrophone(false) };
}

function admit(room: Room, peerId: string, allow: boolean): ToastAction {
  return { label: allow ? 'Let in' : 'Refuse', run: () => void room.moderation.admit(peerId, allow).catch(() => {}) };
}
