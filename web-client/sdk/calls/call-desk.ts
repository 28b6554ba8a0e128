import type { Invitation } from '../wire/call-messages.ts';
import type { ParleyError } from '../wire/codes.ts';
import { Call } from './call.ts';
import type { CallParts, CallTicket } from './call-state.ts';
import { IncomingCall } from './incoming.ts';

export interface CallOptions {
  /** With cameras. Default: only voices. */
  readonly video?: boolean;
  /** Cancels the call while it rings. */
  readonly signal?: AbortSignal;
}

export type CallDeskEvents = {
  /** Somebody calls one of this user's devices. */
  invitation: [call: IncomingCall];
  /** A call was made or accepted here. */
  call: [call: Call];
};

interface Listener {
  invited(call: IncomingCall): void;
  begun(call: Call): void;
}

/** Makes the handles of calls, and ends those that live when the client does. */
export class CallDesk {
  private readonly live = new Set<Call>();

  constructor(
    private readonly parts: CallParts,
    private readonly listener: Listener,
  ) {
    parts.calls.on('invitation', (invitation) => this.invited(invitation));
  }

  call(invitees: readonly string[], { video = false, signal }: CallOptions): Call {
    const type = video ? 'video' : 'audio';
    const call = this.keep(new Call(this.parts, type, invitees));
    if (signal?.aborted) {
      call.cancel();
      return call;
    }
    const cancel = () => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    call.once('ended', () => signal?.removeEventListener('abort', cancel));
    void call.begin(this.parts.calls.create(invitees, type));
    return call;
  }

  ongoing(ticket: CallTicket): Call {
    return this.keep(new Call(this.parts, ticket.callType, []).resume(ticket));
  }

  /** Nobody is to hear us ring any more; the requests go out before this returns. */
  close(): void {
    for (const call of [...this.live]) call.cancel();
  }

  failed(error: ParleyError): void {
    for (const call of [...this.live]) call.fail(error);
  }

  private invited(invitation: Invitation): void {
    this.listener.invited(new IncomingCall(this.parts, invitation, (call) => this.keep(call)));
  }

  private keep(call: Call): Call {
    this.live.add(call);
    call.once('ended', () => this.live.delete(call));
    this.listener.begun(call);
    return call;
  }
}
