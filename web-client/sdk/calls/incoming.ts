import { Emitter } from '../emitter.ts';
import type { RequestOptions } from '../session/request.ts';
import type { CallType, CancelReason, Invitation, RejectReason } from '../wire/call-messages.ts';
import { codeOf, type ErrorCode } from '../wire/codes.ts';
import { Call } from './call.ts';
import type { CallParts } from './call-state.ts';

/** What is answered already needs no refusal. */
const ANSWERED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['already_answered', 'invitation_expired', 'invitation_unknown', 'call_unknown'] as const),
]);

export type IncomingCallEvents = {
  /** It does not ring any more, and not by our doing: another device answered, the caller hung up, or time is over. */
  cancelled: [reason: CancelReason];
};

/** Somebody calls. It rings on every device of the user; exactly one can accept. */
export class IncomingCall extends Emitter<IncomingCallEvents> {
  private answering = false;

  /** @internal comes with the client's `invitation` */
  constructor(
    private readonly parts: CallParts,
    private readonly invitation: Invitation,
    private readonly taken: (call: Call) => void,
  ) {
    super();
    const stop = parts.calls.on('invitation_cancelled', ({ invitationId, reason }) => {
      if (invitationId !== invitation.invitationId || this.answering) return;
      stop();
      this.emit('cancelled', reason);
    });
  }

  /** The invitation's own id; another one on no other device. */
  get id(): string {
    return this.invitation.invitationId;
  }

  /** User name of the caller. */
  get inviter(): string {
    return this.invitation.inviter;
  }

  get type(): CallType {
    return this.invitation.callType;
  }

  get callId(): string {
    return this.invitation.callId;
  }

  get roomId(): string {
    return this.invitation.roomId;
  }

  /** Rejects with `already_answered` when another device was faster, `invitation_expired` when the caller gave up … */
  async accept(options: RequestOptions = {}): Promise<Call> {
    this.answering = true;
    try {
      const ids = await this.parts.calls.accept(this.id, options);
      const call = new Call(this.parts, this.type, []).resume(ids);
      this.taken(call);
      return call;
    } catch (thrown) {
      this.answering = false;
      throw thrown;
    }
  }

  /** The caller hears the reason. A call that is over already needs no refusal: that is no error. */
  async reject(reason: RejectReason = 'declined', options: RequestOptions = {}): Promise<void> {
    this.answering = true;
    try {
      await this.parts.calls.reject(this.id, reason, options);
    } catch (thrown) {
      if (!ANSWERED.has(codeOf(thrown))) throw thrown;
    }
  }
}
