import type { Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import type { ToastAction, Toasts } from './toasts.ts';

/** What the message is about. */
export const LOBBY = 'lobby';

/** Tells a host who waits, in one message that goes when nobody does any more. */
export function knock(room: Room, toasts: Toasts, show: () => void): void {
  const [first] = room.waiting;
  if (!first) return toasts.clear(LOBBY);
  if (room.waiting.length > 1) {
    toasts.showAbout(LOBBY, t('knock.many', { count: room.waiting.length }), {
      label: t('knock.show'),
      run: show,
    });
  } else {
    const { peerId, displayName } = first;
    toasts.showAbout(
      LOBBY,
      t('knock.one', { name: displayName }),
      admit(room, peerId, true),
      admit(room, peerId, false),
    );
  }
}

function admit(room: Room, peerId: string, allow: boolean): ToastAction {
  return {
    label: t(allow ? 'members.letIn' : 'members.refuse'),
    run: () => void room.admit(peerId, allow).catch(() => {}),
  };
}
