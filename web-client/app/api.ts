import type { ErrorCode, RoomInfo, Visibility } from '../sdk/index.ts';

/** A request that the server answered with a problem document (RFC 9457), or did not answer at all. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export interface NewRoom {
  readonly name?: string;
  readonly visibility: Visibility;
  readonly password?: string;
  readonly maxPeers?: number;
}

/** The public rooms, most recent first as the server lists them. */
export async function listRooms(signal?: AbortSignal): Promise<readonly RoomInfo[]> {
  const { rooms } = await call<{ rooms: RoomInfo[] }>('rooms?limit=50', { signal: signal ?? null });
  return rooms;
}

export function createRoom(room: NewRoom): Promise<RoomInfo> {
  return call('rooms', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(room),
  });
}

/** What may be known of a room before joining it; `undefined` for one that does not exist (yet). */
export async function getRoom(roomId: string): Promise<RoomInfo | undefined> {
  try {
    return await call<RoomInfo>(`rooms/${encodeURIComponent(roomId)}`, {});
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.code === 'room_unknown') return undefined;
    throw thrown;
  }
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`api/v1/${path}`, init).catch(() => undefined);
  if (!response) throw new ApiError('disconnected', 'The server cannot be reached.');
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body as T;
  const { code = 'internal', detail, title } = body as { code?: ErrorCode; detail?: string; title?: string };
  throw new ApiError(code, detail ?? title ?? `The server answered ${response.status}.`);
}
