import type { RejectReason } from '../wire/call-messages.ts';
import type { Calls } from './calls.ts';

/** What the inbox tells of a call that one is in or makes. */
export type CallNews = { readonly callId: string } & (
  | { readonly type: 'accepted'; readonly by: string }
  | { readonly type: 'rejected'; readonly by: string; readonly reason: RejectReason }
  | { readonly type: 'timeout' }
  | { readonly type: 'ended'; readonly by: string; readonly duration: number }
);

/** @returns a function that ends it */
export function listenForNews(calls: Calls, tell: (news: CallNews) => void): () => void {
  const stops = [
    calls.on('invitation_accepted', ({ callId, acceptedBy: by }) => tell({ type: 'accepted', callId, by })),
    calls.on('invitation_rejected', ({ callId, rejectedBy: by, reason }) =>
      tell({ type: 'rejected', callId, by, reason }),
    ),
    calls.on('invitation_cancelled', ({ callId, reason }) => reason === 'timeout' && tell({ type: 'timeout', callId })),
    calls.on('call_ended', ({ callId, endedBy: by, duration }) => tell({ type: 'ended', callId, by, duration })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
