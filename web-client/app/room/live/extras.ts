import type { Room } from '../../../sdk/index.ts';

/** How the encryption of a room stands. */
export interface Encryption {
  /** Counts the keys: another one whenever somebody comes or goes. */
  readonly generation: number;
  /** The same for all who see the same people with the same keys: groups of digits; empty when alone. */
  readonly safetyCode: string;
  readonly peers: ReadonlyMap<string, string>;
}

interface MaybeEncrypted {
  readonly e2ee?: Encryption;
  on(type: 'e2ee', listener: () => void): () => void;
}

/** `undefined` in a room without a secret. */
export function encryptionOf(room: Room): Encryption | undefined {
  return (room as unknown as MaybeEncrypted).e2ee;
}

export function onEncryption(room: Room, changed: () => void): () => void {
  return (room as unknown as MaybeEncrypted).on('e2ee', changed);
}

/** Ids of those from whom nothing can be opened: they have another secret. */
export function unreadableIn({ peers }: Encryption): string[] {
  return [...peers].filter(([, trust]) => trust === 'unreadable').map(([id]) => id);
}

export function canShareScreen(): boolean {
  return navigator.mediaDevices?.getDisplayMedia !== undefined;
}
