import { remembered } from '../ui/memory.ts';
import { isRoomId } from '../ui/room-link.ts';

/** What the page's address asks for. */
export interface Visit {
  /** `undefined` when the address names no room, or none that can exist. */
  readonly roomId: string | undefined;
  readonly name: string;
  /** Join at once, without the preview. */
  readonly joinNow: boolean;
}

export function visitOf(search: string): Visit {
  const query = new URLSearchParams(search);
  const id = query.get('id') ?? '';
  return {
    roomId: isRoomId(id) ? id : undefined,
    name: (query.get('name') ?? remembered('name')).slice(0, 64),
    joinNow: query.get('join') === '1',
  };
}
