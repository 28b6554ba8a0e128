const LATER_MS = 1_000;

/** For what nobody misses in the first second: it must not hold up the first pictures. Returns what gives it up. */
export function later(run: () => void): () => void {
  const timer = setTimeout(run, LATER_MS);
  return () => clearTimeout(timer);
}
