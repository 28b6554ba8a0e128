import type { CallType } from '../../sdk/index.ts';
import { listText } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import { roomUrl } from '../ui/room-link.ts';

/** What the room's page must know of a call on the way there; it lives as long as the tab. */
export interface CallNote {
  readonly callId: string;
  readonly roomId: string;
  readonly callType: CallType;
  /** Names of the others. */
  readonly others: readonly string[];
  /** Whether one's own camera begins switched on. */
  readonly camera: boolean;
}

const key = (callId: string) => `parley.call.${callId}`;

/** The room's page for a call. */
export function enterCall(note: CallNote): void {
  sessionStorage.setItem(key(note.callId), JSON.stringify(note));
  const url = new URL(roomUrl(note.roomId));
  url.searchParams.set('call', note.callId);
  location.assign(url.href);
}

/** `undefined` for a call that this tab knows nothing of. */
export function callNote(callId: string): CallNote | undefined {
  const text = sessionStorage.getItem(key(callId));
  return text ? (JSON.parse(text) as CallNote) : undefined;
}

/** Ann · Ann and Bob · Ann, Bob, and Cyd · Ann, Bob and 2 more. */
export function namesOf(names: readonly string[]): string {
  if (names.length === 0) return t('common.nobody');
  if (names.length <= 3) return listText(names);
  return t('common.othersToo', { names: names.slice(0, 2).join(', '), count: names.length - 2 });
}
