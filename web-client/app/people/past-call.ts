import type { CallEntry } from '../../sdk/index.ts';
import { dateText, durationText, timeText } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';

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
  if (status === 'completed') return durationText((seconds ?? 0) * 1_000);
  if (status === 'active') return t('history.underWay');
  if (status === 'pending') return t('history.ringing');
  if (status === 'rejected') return t(outgoing ? 'history.declined' : 'history.youDeclined');
  return t(outgoing ? 'history.noAnswer' : 'history.missed');
}

function whenOf(time: CallEntry['startedAt'], now = new Date()): string {
  if (time === null || time === undefined) return '';
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return `${dayOf(date, now)}, ${timeText(date)}`;
}

function dayOf(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return t('history.today');
  if (date.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toDateString())
    return t('history.yesterday');
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return dateText(date, { weekday: 'short', day: 'numeric', month: 'short', ...year });
}
