import type { CallEntry } from '../../sdk/index.ts';
import { duration } from '../ui/words.ts';

const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** A row of the history as one of the participants sees it. */
export interface PastCall {
  readonly callId: string;
  readonly kind: 'call-in' | 'call-out' | 'call-missed';
  /** User names. */
  readonly others: readonly string[];
  readonly callType: CallEntry['callType'];
  /** What became of it, in a few words. */
  readonly outcome: string;
  readonly when: string;
}

export function pastCall(call: CallEntry, username: string): PastCall {
  const outgoing = call.createdBy === username;
  const missed = !outgoing && (call.status === 'missed' || call.status === 'cancelled');
  return {
    ...{ callId: call.callId, callType: call.callType, outcome: outcomeOf(call, outgoing) },
    kind: missed ? 'call-missed' : outgoing ? 'call-out' : 'call-in',
    others: othersOf(call, username),
    when: whenOf(call.startedAt ?? call.endedAt),
  };
}

/** The caller first. */
export function othersOf({ createdBy, participants }: CallEntry, username: string): readonly string[] {
  return [...new Set([createdBy, ...participants])].filter((name) => name && name !== username);
}

function outcomeOf({ status, duration: seconds }: CallEntry, outgoing: boolean): string {
  if (status === 'completed') return duration((seconds ?? 0) * 1_000);
  if (status === 'active') return 'Under way';
  if (status === 'pending') return 'Ringing';
  if (status === 'rejected') return outgoing ? 'Declined' : 'You declined';
  return outgoing ? 'No answer' : 'Missed';
}

function whenOf(time: CallEntry['startedAt'], now = new Date()): string {
  if (time === null || time === undefined) return '';
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  const today = date.toDateString() === now.toDateString();
  return `${today ? 'Today' : DAY.format(date)}, ${TIME.format(date)}`;
}
