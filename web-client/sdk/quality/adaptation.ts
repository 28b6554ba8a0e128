import type { Limit } from './reading.ts';
import { LAST } from './steps.ts';

/** What the adaptation looks at: the way from us to one peer, over one interval. */
export interface Sample {
  /** Share of our packets that the peer misses, 0 to 1. */
  readonly loss: number;
  readonly rttMs?: number | undefined;
  readonly jitterMs?: number | undefined;
  /** What the browser believes that the network carries, bits per second. */
  readonly available?: number | undefined;
  readonly limitedBy?: Limit;
}

/** Where the adaptation stands; a new one is {@link FRESH}. */
export interface Adaptation {
  /** 0: at its best; the higher, the less is sent. */
  readonly step: number;
  /** Bad intervals in a row. */
  readonly bad: number;
  /** Good intervals in a row. */
  readonly good: number;
  /** Good intervals in a row that the next step up needs. */
  readonly patience: number;
  /** Intervals since the last step up. */
  readonly sinceUp: number;
  /** Intervals in a row that were not bad. */
  readonly calm: number;
}

/** Intervals of 5 s: bad ones until a step down, good ones until a step up, and the most of those. */
const [DOWN_AFTER, UP_AFTER, UP_AT_LAST] = [2, 4, 32];
/** A step up that is followed by one down within that many intervals was a mistake, and the next needs twice as long. */
const PROBATION = 24;
/** After so many calm intervals, 5 minutes, mistakes are forgotten. */
const FORGIVE_AFTER = 60;
/** The picture is given up, at last, only for losses that hurt the voice, or a line that carries nothing else. */
const [LOSES_VOICE, CARRIES_VOICE] = [0.1, 100_000];
/** Of the bitrate that the browser would send: less is a line that is full. */
const SHORT = 150_000;

export const FRESH: Adaptation = {
  ...{ step: 0, bad: 0, good: 0, patience: UP_AFTER, sinceUp: Number.POSITIVE_INFINITY, calm: 0 },
};

type Verdict = 'severe' | 'bad' | 'fair' | 'good';

/** 5 % is where speech begins to suffer and the warning is given; below 2 % concealment hides it. */
function judge({ loss, rttMs = 0, jitterMs = 0, available, limitedBy }: Sample): Verdict {
  if (loss >= 0.2) return 'severe';
  const full = limitedBy === 'bandwidth' && available !== undefined && available < SHORT;
  if (loss >= 0.05 || rttMs >= 800 || jitterMs >= 150 || full) return 'bad';
  return loss < 0.02 && rttMs < 500 && jitterMs < 80 ? 'good' : 'fair';
}

/**
 * The next state, from the present one and what was measured since. Down after 10 s of trouble, two steps at once when a
 * fifth is lost; up one step at a time after 20 s without any, and later after each step up that proved wrong. So a
 * network that comes and goes leads to few changes, and ends at what it can bear.
 */
export function adapt(state: Adaptation, sample: Sample): Adaptation {
  const verdict = judge(sample);
  const next = { ...state, sinceUp: state.sinceUp + 1 };
  if (verdict === 'severe' || verdict === 'bad') return worse(next, verdict, sample);
  const calm = state.calm + 1;
  const patience = calm >= FORGIVE_AFTER ? UP_AFTER : state.patience;
  const good = verdict === 'good' ? state.good + 1 : 0;
  if (state.step > 0 && good >= patience)
    return { ...next, ...{ step: state.step - 1, sinceUp: 0, good: 0, bad: 0, calm } };
  return { ...next, bad: 0, good, calm, patience };
}

function worse(state: Adaptation, verdict: Verdict, sample: Sample): Adaptation {
  const bad = state.bad + 1;
  const waiting = { ...state, bad, good: 0, calm: 0 };
  const target = state.step + (verdict === 'severe' ? 2 : 1);
  const step = Math.min(target, mayMute(sample) ? LAST : LAST - 1);
  if (bad < (verdict === 'severe' ? 1 : DOWN_AFTER) || step <= state.step) return waiting;
  const mistaken = state.sinceUp < PROBATION;
  const patience = mistaken ? Math.min(UP_AT_LAST, state.patience * 2) : state.patience;
  return { ...waiting, step, bad: 0, patience, sinceUp: Number.POSITIVE_INFINITY };
}

function mayMute({ loss, available }: Sample): boolean {
  return loss >= LOSES_VOICE || (available !== undefined && available < CARRIES_VOICE);
}
