import { codeOf, type RoomInfo, type Visibility } from '../sdk/index.ts';
import { rest } from './server.ts';

export interface NewRoom {
  readonly name?: string;
  readonly visibility: Visibility;
  readonly password?: string;
  readonly maxPeers?: number;
  readonly lobby?: boolean;
  /** Whether its members encrypt end to end. */
  readonly e2ee?: boolean;
}

/** The public rooms, most recent first as the server lists them. */
export async function listRooms(signal?: AbortSignal): Promise<readonly RoomInfo[]> {
  const { rooms } = await rest.get<{ rooms: RoomInfo[] }>('rooms?limit=50', signal);
  return rooms;
}

/** It belongs to whoever is signed in. */
export function createRoom(room: NewRoom): Promise<RoomInfo> {
  return rest.post('rooms', room);
}

/** What may be known of a room before joining it; `undefined` for one that does not exist (yet). */
export async function getRoom(roomId: string): Promise<RoomInfo | undefined> {
  try {
    return await rest.get<RoomInfo>(`rooms/${encodeURIComponent(roomId)}`);
  } catch (thrown) {
    if (codeOf(thrown) === 'room_unknown') return undefined;
    throw thrown;
  }
}
