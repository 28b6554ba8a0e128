import { Emitter } from '../emitter.ts';
import type { RequestOptions } from '../session/request.ts';
import type { Session, SessionFollower } from '../session/session.ts';
import { callsInbox } from '../wire/addresses.ts';
import type {
  AcceptedCall,
  CallEvents,
  CallType,
  CreatedCall,
  HistoryPage,
  RejectReason,
} from '../wire/call-messages.ts';
import type { SessionOpenReply } from '../wire/session-messages.ts';

/** Pushes remembered, so that one that comes again is seen as such. */
const REMEMBERED = 512;
const TYPES: ReadonlySet<string> = new Set<keyof CallEvents>([
  ...(['invitation', 'invitation_accepted', 'invitation_rejected', 'invitation_cancelled', 'call_ended'] as const),
]);

/** Which page of the history. */
export interface HistoryOptions extends RequestOptions {
  /** Of the page before; left out for the first one. */
  readonly cursor?: string;
  /** Calls a page. Default: 20. */
  readonly limit?: number;
}

/**
 * Calls between users. It listens to the inbox of whoever the session belongs to, again after every reconnect; each
 * push is emitted once. A guest's session has no inbox, and its requests are refused.
 */
export class Calls extends Emitter<CallEvents> implements SessionFollower {
  private readonly seen = new Set<string>();
  private inbox: string | undefined;

  constructor(private readonly session: Session) {
    super();
    session.follow(this);
  }

  /**
   * Rings every device of those invited, once, however often the request has to be repeated on the way.
   * Rejects with `user_unknown`, `not_allowed`, `rate_limited` …
   */
  create(invitees: readonly string[], callType: CallType, options?: RequestOptions): Promise<CreatedCall> {
    const requestId = this.session.env.randomId();
    return this.session.request('calls.request.create', { requestId, invitees, callType }, options);
  }

  /** Rejects with `already_answered` when another device was faster, `invitation_expired`, `invitation_unknown` … */
  accept(invitationId: string, options?: RequestOptions): Promise<AcceptedCall> {
    return this.session.request('calls.request.answer', { invitationId, action: 'accept' }, options);
  }

  async reject(invitationId: string, reason: RejectReason = 'declined', options?: RequestOptions): Promise<void> {
    await this.session.request('calls.request.reject', { invitationId, reason }, options);
  }

  /** For the caller, while it rings. */
  async cancel(callId: string, options?: RequestOptions): Promise<void> {
    await this.session.request('calls.request.cancel', { callId }, options);
  }

  /** Ends the call for everybody. @returns its duration in seconds */
  async end(callId: string, options?: RequestOptions): Promise<number> {
    type Reply = { duration?: number };
    const { duration = 0 } = await this.session.request<Reply>('calls.request.end', { callId }, options);
    return duration;
  }

  /** Newest first. */
  history({ cursor, limit = 20, ...options }: HistoryOptions = {}): Promise<HistoryPage> {
    return this.session.request('calls.request.history', { limit, ...(cursor && { cursor }) }, options);
  }

  /** @internal */
  opened({ user }: SessionOpenReply): void {
    this.inbox = user ? callsInbox(user.username) : undefined;
    if (this.inbox) this.session.register(this.inbox);
  }

  /** @internal */
  received(address: string, body: unknown): void {
    const { type, id } = body as { type?: string; id?: string };
    if (address !== this.inbox || !type || !TYPES.has(type) || !this.isNew(id)) return;
    this.emit(type as 'invitation', body as CallEvents['invitation'][0]);
  }

  private isNew(id: string | undefined): boolean {
    if (id === undefined) return true;
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value as string);
    return true;
  }
}
