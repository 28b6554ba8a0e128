import type { Clock } from '../environment.ts';
import type { JoinOptions } from '../parley.ts';
import type { Room } from '../room/room.ts';
import type { CallType, RejectReason } from '../wire/call-messages.ts';
import type { ParleyError } from '../wire/codes.ts';
import type { Calls } from './calls.ts';

/** `starting` until the server rings the others, `ringing` until somebody accepts, `accepted` until it is over. */
export type CallState = 'starting' | 'ringing' | 'accepted' | 'ended';

/**
 * Why a call is over: `cancelled` by us while it rang, `declined` or `busy` by everybody, `unanswered` by anybody,
 * `failed` because the server refused it or the client ended, `finished` after a conversation.
 */
export type CallOutcome = 'cancelled' | 'declined' | 'busy' | 'unanswered' | 'failed' | 'finished';

export interface CallOver {
  readonly outcome: CallOutcome;
  /** User name of who hung up; with `finished`, unless it was us. */
  readonly by?: string;
  /** Seconds; with `finished`, where the server told it. */
  readonly duration?: number;
  /** With `failed`. */
  readonly error?: ParleyError;
}

export type CallHandleEvents = {
  /** The server rings every device of those invited. */
  ringing: [];
  /** Somebody took it. */
  accepted: [by: string];
  /** One of those invited will not come; it rings on while others may. */
  rejected: [by: string, reason: RejectReason];
  /** It is over, and nothing follows. */
  ended: [over: CallOver];
};

/** What a call needs of its client. */
export interface CallParts {
  readonly calls: Calls;
  readonly clock: Clock;
  join(roomId: string, options: JoinOptions): Promise<Room>;
}

/** A call that is under way, as it can be carried to another page. */
export interface CallTicket {
  readonly callId: string;
  readonly roomId: string;
  readonly callType: CallType;
}
