export type ViewMode = 'grid' | 'speaker';

export interface Candidates {
  readonly mode: ViewMode;
  /** Others in the room, in order. */
  readonly peers: readonly string[];
  /** Those who share a screen, the newest last. */
  readonly shares: readonly string[];
  readonly pinned: string | undefined;
  readonly speaker: string | undefined;
}

/**
 * Whose picture is large: the pinned one; else the newest screen; else in the speaker's view whoever spoke last, or the
 * first one while nobody has. `undefined` means a grid. With one other person that one is always large.
 */
export function focusOf({ mode, peers, shares, pinned, speaker }: Candidates): string | undefined {
  const here = (id: string | undefined) => id !== undefined && peers.includes(id);
  if (here(pinned)) return pinned;
  const screen = shares.filter(here).at(-1);
  if (screen) return screen;
  if (mode === 'grid' && peers.length !== 1) return undefined;
  return here(speaker) ? speaker : peers[0];
}
