import { type CallNote, callNote } from '../calls/call-note.ts';
import { account } from '../server.ts';
import { remembered } from '../ui/memory.ts';
import { isRoomId } from '../ui/room-link.ts';

/** What the page's address asks for. */
export interface Visit {
  /** `undefined` when the address names no room, or none that can exist. */
  readonly roomId: string | undefined;
  readonly name: string;
  /** The call between users that takes place here, if it is one. */
  readonly call: CallNote | undefined;
  /** Join at once, without the preview. */
  readonly joinNow: boolean;
}

export function visitOf(search: string): Visit {
  const query = new URLSearchParams(search);
  const id = query.get('id') ?? '';
  const call = callNote(query.get('call') ?? '');
  return {
    call: call?.roomId === id ? call : undefined,
    roomId: isRoomId(id) ? id : undefined,
    name: (query.get('name') ?? (account.user?.displayName || remembered('name'))).slice(0, 64),
    joinNow: query.get('join') === '1' || call?.roomId === id,
  };
}
