import { ParleyError } from '../wire/codes.ts';
import type { JoinReply, RoomEvent } from '../wire/room-messages.ts';

/** Waiting in a room's lobby until a host decides. */
export class Admission {
  private settle: ((outcome: JoinReply | ParleyError | undefined) => void) | undefined;

  /** Resolves with the join's reply, or with `undefined` when the server must be asked again. */
  wait(): Promise<JoinReply | undefined> {
    return new Promise((resolve, reject) => {
      this.settle = (outcome) => (outcome instanceof ParleyError ? reject(outcome) : resolve(outcome));
    });
  }

  event(event: RoomEvent): void {
    if (event.type === 'admitted') this.settle?.(event);
    if (event.type === 'denied') this.settle?.(new ParleyError('not_allowed', 'The host did not let you in.'));
    if (event.type === 'room-closed') this.settle?.(new ParleyError('room_closed', 'The room was closed.'));
  }

  askAgain(): void {
    this.settle?.(undefined);
  }

  fail(error: ParleyError): void {
    this.settle?.(error);
  }
}
