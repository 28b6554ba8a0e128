import type { Calls, CallType, CreatedCall, RejectReason } from '../../sdk/index.ts';
import { sentenceOf } from '../ui/words.ts';
import { namesOf } from './call-note.ts';

export interface CallWish {
  /** User names. */
  readonly invitees: readonly string[];
  readonly callType: CallType;
}

/** How a call that one makes stands; `over` tells in a sentence how it ended without a conversation. */
export type OutgoingState =
  | { readonly phase: 'starting' | 'ringing' | 'accepted' }
  | { readonly phase: 'over'; readonly outcome: string };

/** The server ends the ringing after 60 s; this is for when its word does not arrive, and for people who are away. */
const LONGEST_RING_MS = 75_000;

/** A call that one makes, from the wish to the first answer. */
export class Outgoing {
  state: OutgoingState = { phase: 'starting' };
  private created: CreatedCall | undefined;
  private readonly accepted = new Set<string>();
  private readonly refusals = new Map<string, RejectReason>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly calls: Calls,
    readonly wish: CallWish,
    private readonly changed: () => void,
  ) {
    this.stops = [
      calls.on('invitation_accepted', ({ callId }) => this.answered(callId)),
      calls.on('invitation_rejected', ({ callId, rejectedBy, reason }) => this.refused(callId, rejectedBy, reason)),
      calls.on('invitation_cancelled', ({ callId, reason }) => reason === 'timeout' && this.ended(callId)),
      calls.on('call_ended', ({ callId }) => this.ended(callId)),
    ];
  }

  get call(): CreatedCall | undefined {
    return this.created;
  }

  async start(): Promise<void> {
    try {
      const call = await this.calls.create(this.wish.invitees, this.wish.callType);
      // given up while the request was on its way
      if (this.state.phase === 'over') return void this.calls.cancel(call.callId).catch(() => {});
      this.created = call;
      this.timer = setTimeout(() => this.giveUp(`${this.names} did not answer.`), LONGEST_RING_MS);
      this.turn({ phase: 'ringing' });
      // the answer may overtake the reply
      if (this.accepted.has(call.callId)) this.answered(call.callId);
    } catch (thrown) {
      this.end(sentenceOf(thrown));
    }
  }

  /** Ends the ringing; the request goes out before this returns. */
  giveUp(outcome = 'You hung up.'): void {
    if (this.state.phase === 'over' || this.state.phase === 'accepted') return;
    if (this.created) this.calls.cancel(this.created.callId).catch(() => {});
    this.end(outcome);
  }

  private get names(): string {
    return namesOf(this.wish.invitees);
  }

  private answered(callId: string): void {
    this.accepted.add(callId);
    if (callId !== this.created?.callId || this.state.phase !== 'ringing') return;
    this.stop();
    this.turn({ phase: 'accepted' });
  }

  private refused(callId: string, by: string, reason: RejectReason): void {
    if (callId !== this.created?.callId) return;
    this.refusals.set(by, reason);
    if (this.refusals.size < this.wish.invitees.length) return;
    const busy = [...this.refusals.values()].every((each) => each === 'busy');
    const one = this.wish.invitees.length === 1;
    this.end(busy ? `${this.names} ${one ? 'is' : 'are'} busy.` : `${this.names} declined.`);
  }

  private ended(callId: string): void {
    if (callId === this.created?.callId) this.end(`${this.names} did not answer.`);
  }

  private end(outcome: string): void {
    this.stop();
    if (this.state.phase !== 'accepted') this.turn({ phase: 'over', outcome });
  }

  private turn(state: OutgoingState): void {
    this.state = state;
    this.changed();
  }

  private stop(): void {
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
  }
}
