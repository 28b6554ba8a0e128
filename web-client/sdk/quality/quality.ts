import type { Counters, Limit, Path, Reading } from './reading.ts';
import { scoreOf } from './score.ts';

/** One direction of the media between us and a peer, over the last interval. */
export interface Flow {
  /** Bits per second, sound and picture together, without headers. */
  readonly bitrate: number;
  /** Share of the packets that were lost, 0 to 1. */
  readonly loss: number;
  readonly jitterMs: number | undefined;
  readonly framesPerSecond: number;
  /** Size of the picture in pixels; 0 without one. */
  readonly width: number;
  readonly height: number;
  /** How often the picture stood still; known of what we receive only. */
  readonly freezes: number;
  /** Share of the time for which it stood still, 0 to 1. */
  readonly frozen: number;
  /** 1 (bad) to 4.4 (as good as it gets): see `scoreOf`. */
  readonly score: number;
}

/** How the media between us and a peer were over the last interval. */
export interface Quality {
  /** The worse of the two directions, 1 to 4.4. */
  readonly score: number;
  /** There and back. */
  readonly rttMs: number | undefined;
  readonly in: Flow;
  readonly out: Flow;
  readonly path: Path | undefined;
  /** What the browser believes that the network carries towards the peer, bits per second. */
  readonly available: number | undefined;
  readonly limitedBy: Limit;
}

/** @returns `undefined` when the two readings are not of the same connection, or no time lies between them */
export function qualityOf(before: Reading, now: Reading): Quality | undefined {
  const spanMs = now.atMs - before.atMs;
  if (spanMs <= 0 || fell(before.in, now.in) || fell(before.out, now.out)) return undefined;
  const { rttMs, path, available, limitedBy } = now;
  const incoming = flowOf(before.in, now.in, spanMs, rttMs, before.in.packets + before.in.lost);
  // the losses of what we sent are reported now and then, and later
  const outgoing = flowOf(before.out, now.out, spanMs, rttMs);
  const score = Math.min(incoming.score, outgoing.score);
  return { score, rttMs, in: incoming, out: outgoing, path, available, limitedBy };
}

/** @param seen packets that had been received or lost before; those that we sent count whether lost or not */
function flowOf(before: Counters, now: Counters, spanMs: number, rttMs: number | undefined, seen?: number): Flow {
  const lost = now.lost - before.lost;
  const packets = now.packets - before.packets;
  const expected = seen === undefined ? packets : now.packets + now.lost - seen;
  const loss = expected > 0 ? Math.min(1, Math.max(0, lost / expected)) : 0;
  const frozen = Math.min(1, Math.max(0, (now.frozenMs - before.frozenMs) / spanMs));
  const framesPerSecond = ((now.frames - before.frames) * 1_000) / spanMs;
  const { jitterMs, width, height } = now;
  return {
    ...{ bitrate: ((now.bytes - before.bytes) * 8_000) / spanMs, loss, jitterMs, framesPerSecond, width, height },
    freezes: now.freezes - before.freezes,
    frozen,
    score: scoreOf({ loss, frozen, rttMs: rttMs ?? 0, jitterMs: jitterMs ?? 0 }),
  };
}

/** The connection was made anew, and counts from nothing. */
function fell(before: Counters, now: Counters): boolean {
  return now.packets < before.packets || now.bytes < before.bytes;
}
