import type { CallDeskEvents } from './calls/call-desk.ts';
import type { SessionFollower } from './session/follower.ts';
import type { Reconnecting } from './transport/connection.ts';
import type { ParleyError } from './wire/codes.ts';

/** What a client tells of itself, beside its rooms. */
export type ParleyEvents = CallDeskEvents & {
  /** The server is away; the client comes back by itself, and media go on. */
  reconnecting: [reconnecting: Reconnecting];
  /** Back. `resumed` is false when the session is a new one: then rooms are joined anew, under another peer id. */
  reconnected: [outcome: { readonly resumed: boolean }];
  /** It will not come back by itself: its rooms have ended, and only another client can go on. Not told of one's own `close`. */
  ended: [error: ParleyError];
};

type Emit = <K extends 'reconnecting' | 'reconnected' | 'ended'>(type: K, ...args: ParleyEvents[K]) => void;

/** Turns what the session goes through into a client's events. */
export function follower(emit: Emit, over: (error: ParleyError) => void): SessionFollower {
  let lost = false;
  return {
    opened: ({ resumed }) => {
      if (lost) emit('reconnected', { resumed });
      lost = false;
    },
    suspended: (reconnecting) => {
      lost = true;
      emit('reconnecting', reconnecting);
    },
    ended: (error) => {
      over(error);
      if (error.code !== 'closed') emit('ended', error);
    },
  };
}
