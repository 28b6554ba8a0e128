import type { RemotePeer } from '../../sdk/index.ts';

/** More than that are searched rather than looked through. */
export const SEARCH_FROM = 7;

/** Raised hands first, the earliest on top; everybody else as they came. */
export function inOrder<T extends Pick<RemotePeer, 'id'>>(peers: readonly T[], hands: readonly string[]): T[] {
  const raised = hands.flatMap((id) => peers.find((peer) => peer.id === id) ?? []);
  return [...raised, ...peers.filter(({ id }) => !hands.includes(id))];
}

/** Those whose name holds every word of the search, whatever the accents and capitals. */
export function found<T extends Pick<RemotePeer, 'name'>>(peers: readonly T[], search: string): T[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return peers.filter(({ name }) => words.every((word) => plain(name).includes(word)));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
