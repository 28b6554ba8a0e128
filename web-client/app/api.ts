import { codeOf, type Parley, type RoomInfo, type Visibility } from '../sdk/index.ts';
import { rest } from './server.ts';

/** A page that cannot look at a room in time goes on without, milliseconds. */
const PATIENCE_MS = 6_000;

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

/**
 * What may be known of a room before joining it; `undefined` for one that does not exist (yet). Asked over the client's
 * socket, which the join needs anyway: over HTTP browsers note the answer 404 as an error of the page.
 */
export async function getRoom(client: Parley, roomId: string): Promise<RoomInfo | undefined> {
  try {
    return await client.request<RoomInfo>('rooms.request.get', { roomId }, { deadlineMs: PATIENCE_MS });
  } catch (thrown) {
    if (codeOf(thrown) === 'room_unknown') return undefined;
    throw thrown;
  }
}
