/** Own messages that are watched; older ones keep no mark. */
const WATCHED = 64;

/** How far a message of ours has come. */
export interface Mark {
  readonly have: number;
  /** Who was there to get it, and has it or is still there. */
  readonly of: number;
}

/** Who has which of our messages. */
export class Delivery {
  private readonly audiences = new Map<string, readonly string[]>();
  private readonly got = new Map<string, Set<string>>();

  /** The room has the message. @param audience ids of those who were there */
  sent(id: string, audience: readonly string[]): void {
    this.audiences.set(id, audience);
    trim(this.audiences);
  }

  /** A peer has it; the word of that may come before `sent`. */
  delivered(id: string, peerId: string): void {
    this.got.set(id, (this.got.get(id) ?? new Set()).add(peerId));
    trim(this.got);
  }

  /** @param here ids of those who are in the room; `undefined` for a message that is not ours, or too old */
  markOf(id: string, here: ReadonlySet<string>): Mark | undefined {
    const audience = this.audiences.get(id);
    if (!audience) return undefined;
    const got = this.got.get(id) ?? new Set();
    const of = new Set([...audience.filter((peerId) => here.has(peerId)), ...got]);
    return { have: got.size, of: of.size };
  }
}

function trim(map: Map<string, unknown>): void {
  if (map.size > WATCHED) map.delete(map.keys().next().value as string);
}
