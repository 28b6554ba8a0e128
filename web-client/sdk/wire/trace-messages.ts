/** What a page tells of its own connections in a call. */
export type TraceKind =
  | 'ice-connection'
  | 'ice-gathering'
  | 'connection'
  | 'path'
  | 'ice-candidate-error'
  | 'first-frame'
  | 'candidates';

export type TraceDetail = Readonly<Record<string, string | number>>;

export interface TraceEvent {
  /** By the page's clock, milliseconds since 1970. */
  readonly at: number;
  readonly kind: TraceKind;
  /** The other side of the connection. */
  readonly peer?: string;
  readonly detail?: TraceDetail;
}

/** Body of `calls.request.trace`. */
export interface CallTrace {
  readonly callId: string;
  /** The same clock when it is sent. */
  readonly now: number;
  readonly events: readonly TraceEvent[];
}

const CALL_ROOM = /^r_(c_[A-Za-z0-9_-]{22})$/;

/** The call that meets in a room; `undefined` for a room of its own. */
export function callOfRoom(roomId: string): string | undefined {
  return CALL_ROOM.exec(roomId)?.[1];
}
