/** What can be said with one picture; anything else that comes is not shown. */
export const EMOJI = ['👍', '❤️', '😂', '👏', '🎉', '😮', '😢', '🤔'] as const;

export type Emoji = (typeof EMOJI)[number];

/** As it is published in a peer's state. */
export interface Reaction {
  readonly emoji: Emoji;
  /** The sender's clock, milliseconds: makes two equal reactions differ, and says nothing else. */
  readonly at: number;
}

/** How long a reaction floats over its tile, milliseconds. */
export const SHOWN_MS = 4_000;
/** Own reactions go out at most that often, milliseconds. */
const EVERY_MS = 600;
/** More float nowhere at once. */
const MOST = 24;

export interface Shown {
  readonly key: string;
  readonly peer: string;
  readonly emoji: Emoji;
  readonly until: number;
}

/** The reactions that are shown just now. */
export class Reactions {
  private shown: readonly Shown[] = [];
  private readonly seen = new Map<string, number>();
  private last = Number.NEGATIVE_INFINITY;

  /** Takes note of what a peer's state already holds when one meets it: that was for others. */
  meet(peer: string, reaction: unknown): void {
    this.seen.set(peer, isReaction(reaction) ? reaction.at : Number.NaN);
  }

  leave(peer: string): void {
    this.seen.delete(peer);
    this.shown = this.shown.filter((other) => other.peer !== peer);
  }

  /** @returns the new reaction in a peer's state, if there is one */
  observe(peer: string, reaction: unknown, now: number): Emoji | undefined {
    if (!isReaction(reaction) || this.seen.get(peer) === reaction.at) return undefined;
    this.seen.set(peer, reaction.at);
    const key = `${peer} ${reaction.at}`;
    const shown = { key, peer, emoji: reaction.emoji, until: now + SHOWN_MS };
    this.shown = [...this.current(now), shown].slice(-MOST);
    return reaction.emoji;
  }

  /** @returns whether one may react again already */
  mayReact(now: number): boolean {
    if (now - this.last < EVERY_MS) return false;
    this.last = now;
    return true;
  }

  current(now: number): readonly Shown[] {
    return this.shown.filter(({ until }) => until > now);
  }
}

function isReaction(value: unknown): value is Reaction {
  if (typeof value !== 'object' || value === null) return false;
  const { emoji, at } = value as Partial<Reaction>;
  return (EMOJI as readonly unknown[]).includes(emoji) && Number.isFinite(at);
}
