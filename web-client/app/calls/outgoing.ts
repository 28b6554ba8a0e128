import type { Call, CallOver, CallType, Parley } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
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

/** A call that one makes, from the wish to the first answer, in words. */
export class Outgoing {
  readonly call: Call;

  constructor(
    client: Pick<Parley, 'call'>,
    readonly wish: CallWish,
    changed: () => void,
  ) {
    this.call = client.call(wish.invitees, { video: wish.callType === 'video' });
    for (const event of ['ringing', 'accepted', 'ended'] as const) this.call.on(event, changed);
  }

  get state(): OutgoingState {
    const { state, over } = this.call;
    if (over) return { phase: 'over', outcome: this.sentenceFor(over) };
    return { phase: state === 'ended' ? 'starting' : state };
  }

  private sentenceFor({ outcome, error }: CallOver): string {
    if (outcome === 'failed') return sentenceOf(error);
    const { invitees } = this.wish;
    const those = { names: namesOf(invitees), count: invitees.length };
    if (outcome === 'busy') return t('call.busy', those);
    if (outcome === 'declined') return t('call.declinedBy', those);
    return outcome === 'unanswered' ? t('call.noAnswerFrom', those) : t('call.youHungUp');
  }
}
