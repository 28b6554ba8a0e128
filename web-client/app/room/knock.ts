import type { Room } from '../../sdk/index.ts';
import type { ToastAction, Toasts } from './toasts.ts';

/** What the message is about. */
export const LOBBY = 'lobby';

/** Tells a host who waits, in one message that goes when nobody does any more. */
export function knock(room: Room, toasts: Toasts, show: () => void): void {
  const [first] = room.waiting;
  if (!first) return toasts.clear(LOBBY);
  if (room.waiting.length > 1) {
    toasts.showAbout(LOBBY, `${room.waiting.length} people want to come in.`, { label: 'Show', run: show });
  } else {
    const { peerId, displayName } = first;
    toasts.showAbout(LOBBY, `${displayName} wants to come in.`, admit(room, peerId, true), admit(room, peerId, false));
  }
}

function admit(room: Room, peerId: string, allow: boolean): ToastAction {
  return { label: allow ? 'Let in' : 'Refuse', run: () => void room.admit(peerId, allow).catch(() => {}) };
}
