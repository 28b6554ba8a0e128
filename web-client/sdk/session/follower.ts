import type { Reconnecting } from '../transport/connection.ts';
import type { ParleyError } from '../wire/codes.ts';
import type { RoomPlace, RoomResume, SessionOpenReply } from '../wire/session-messages.ts';

/** What the session tells each of its rooms. */
export interface SessionRoom {
  readonly roomId: string;
  /** Where it stands; `undefined` while it is not joined, so that a resume does not name it. */
  place(): RoomPlace | undefined;
  received(address: string, body: unknown): void;
  suspended(reconnecting: Reconnecting): void;
  /** @param answer what became of it, or `undefined` when the session is a new one that never heard of it */
  resumed(answer: RoomResume | undefined): void;
  ended(error: ParleyError): void;
}

/** Whoever listens to addresses beside the rooms', or to the connection itself. */
export interface SessionFollower {
  /** A session was opened or resumed on a new socket, which has nothing registered yet. */
  opened?(reply: SessionOpenReply): void;
  received?(address: string, body: unknown): void;
  /** The connection is lost; it comes back by itself. */
  suspended?(reconnecting: Reconnecting): void;
  /** It will not come back. */
  ended?(error: ParleyError): void;
}
