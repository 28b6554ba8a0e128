import type { Data, Wire } from './payload.ts';

/** What closes the messages of data channels where a room is encrypted end to end. */
export interface MessageSeal {
  /** Whether the peer has proved who it is: one that has not may never do so. */
  proved(peerId: string): boolean;
  /** Waits until the peer has proved who it is; rejects once it is gone. */
  sealMessage(peerId: string, channel: string, wire: Wire): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * @param ordered whether a message that others overtook is refused
   * @returns `undefined` for what must not be shown: not sealed, tampered with, or seen before
   */
  openMessage(peerId: string, channel: string, ordered: boolean, wire: unknown): Promise<{ data: Data } | undefined>;
}

/** Bytes that sealing adds to a message at most. */
export const SEAL_OVERHEAD = 32;
