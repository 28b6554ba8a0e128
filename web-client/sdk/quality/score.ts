export interface Impairments {
  /** Share of the packets that were lost, 0 to 1. */
  readonly loss: number;
  /** There and back. */
  readonly rttMs: number;
  readonly jitterMs: number;
  /** Share of the time for which the picture stood still, 0 to 1. */
  readonly frozen: number;
}

/** R of a line without any impairment of its own (ITU-T G.107, 7.7: default values). */
const BEST = 93.2;
/** Robustness against loss with concealment: G.711 with it has 25.1 (ITU-T G.113, appendix I); Opus is no worse. */
const ROBUSTNESS = 25.1;
/** A packet of 20 ms. */
const PACKET_MS = 20;
/** Our own: a picture that stands still all the time costs as much as losing every second packet. */
const FROZEN_COSTS = 60;

/**
 * How good a conversation is, as people would judge it: 1 (bad) to 4.4, by the E-model (ITU-T G.107, 2015).
 *
 * ```
 * d   = rtt / 2 + 2 · jitter + 20 ms                           mouth to ear, with a jitter buffer of twice the jitter
 * R   = 93.2 − (0.024 d + 0.11 (d − 177.3)⁺) − 95 · p / (p + 25.1) − 60 · frozen            p: percent of packets lost
 * MOS = 1 + 0.035 R + 7·10⁻⁶ R (R − 60) (100 − R)
 * ```
 *
 * The term of the delay is the approximation of Cole and Rosenbluth ("Voice over IP performance monitoring", ACM CCR
 * 31(2), 2001), that of the loss G.107 (7-29) for losses at random, that of the picture ours.
 */
export function scoreOf({ loss, rttMs, jitterMs, frozen }: Impairments): number {
  const delay = rttMs / 2 + 2 * jitterMs + PACKET_MS;
  const percent = loss * 100;
  const late = 0.024 * delay + 0.11 * Math.max(0, delay - 177.3);
  const lost = (95 * percent) / (percent + ROBUSTNESS);
  const r = Math.max(0, BEST - late - lost - FROZEN_COSTS * frozen);
  return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
}

export type Grade = 'good' | 'fair' | 'poor' | 'bad';

/** The score in one word, by the classes of satisfaction in G.107, table B.1: R of 80, 70 and 50. */
export function gradeOf(score: number): Grade {
  if (score >= 4.03) return 'good';
  if (score >= 3.6) return 'fair';
  return score >= 2.58 ? 'poor' : 'bad';
}
