import type { StreamPosition } from '../wire/session-messages.ts';

/**
 * What to do with a frame: `next` is to be read, `repeat` was read already, `stale` is from an epoch that has ended,
 * `gap` tells that frames before it are missing, `unknown-epoch` that the explanation of an epoch is.
 */
export type Verdict = 'next' | 'repeat' | 'stale' | 'gap' | 'unknown-epoch';

/** Reads the one numbered stream of a room: within an epoch no number is missing and none comes twice. */
export class Cursor {
  private readonly past = new Set<string>();

  constructor(private at: StreamPosition) {}

  get position(): StreamPosition {
    return this.at;
  }

  /** Judges the frame's number and, when it is the next one, steps onto it. */
  read({ epoch, seq }: StreamPosition): Verdict {
    if (epoch !== this.at.epoch) return this.past.has(epoch) ? 'stale' : 'unknown-epoch';
    if (seq <= this.at.seq) return 'repeat';
    if (seq > this.at.seq + 1) return 'gap';
    this.at = { epoch, seq };
    return 'next';
  }

  /**
   * Starts anew where a snapshot was taken.
   * @returns false for a snapshot older than what was read
   */
  restart({ epoch, seq }: StreamPosition): boolean {
    if (this.past.has(epoch) || (epoch === this.at.epoch && seq < this.at.seq)) return false;
    if (epoch !== this.at.epoch) this.past.add(this.at.epoch);
    this.at = { epoch, seq };
    return true;
  }
}
