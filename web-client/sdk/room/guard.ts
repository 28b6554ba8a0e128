import type { MessageSeal } from '../data/seal.ts';
import type { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';

/** What a guard does its work with. */
export interface GuardPort {
  /** Gives a sealed signal to the server; resolves once it is settled. */
  transmit(peerId: string, sealed: unknown): Promise<void>;
  /** Passes on what a signal held. */
  deliver(peerId: string, data: unknown): void;
}

/** Encryption of one stay in a room: nothing goes out but through it, and nothing comes in. */
export interface GuardSession extends MessageSeal {
  /** What connections must be configured with, so that their media can be sealed. */
  readonly configuration: RTCConfiguration;
  add(peer: PeerInfo): void;
  remove(peerId: string): void;
  /** Sees to it that no track is ever sent or shown in the clear on this connection. */
  protect(peerId: string, pc: RTCPeerConnection): void;
  /** Seals a signal and sends it; in order for each peer. */
  send(peerId: string, data: unknown): Promise<void>;
  receive(from: string, data: unknown): void;
  /** Counts and reports something that came in the clear. */
  refuse(peerId: string): void;
  close(): void;
}

/** What a peer has proved: `verified` that it knows the secret; of one that is `unreadable` nothing could be opened. */
export type PeerTrust = 'pending' | 'verified' | 'unreadable';

/** How the encryption of a room stands. */
export interface E2eeState {
  /** Counts the keys of the media: another one whenever somebody comes or goes; 0 while nobody else is there. */
  readonly generation: number;
  /** Thirty digits in groups of five, the same for all who see the same people with the same keys; empty when alone. */
  readonly safetyCode: string;
  readonly peers: ReadonlyMap<string, PeerTrust>;
  /** What was dropped so far. */
  readonly dropped: { readonly signals: number; readonly messages: number; readonly frames: number };
}

/** What a guard tells of itself. */
export interface GuardListener {
  changed(state: E2eeState): void;
  failed(error: ParleyError, peerId: string): void;
}

/** The encryption of a room, across stays; made by `sdk/e2ee`, which only rooms with a secret load. */
export interface Guard {
  readonly state: E2eeState;
  listen(listener: GuardListener): void;
  enter(self: PeerInfo, port: GuardPort): GuardSession;
  close(): void;
}
