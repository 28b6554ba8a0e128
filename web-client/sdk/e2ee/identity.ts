import type { PeerInfo } from '../wire/room-messages.ts';
import { type Bytes, concat, encoded, fromBase64, nonce, toBase64 } from './bytes.ts';
import type { Root } from './root.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const SALT = 32;

/** One membership of a peer: whoever leaves and comes back is another one, also under the same peer id. */
export type Tag = string;

export function tagOf({ peerId, joinedAt }: Pick<PeerInfo, 'peerId' | 'joinedAt'>): Tag {
  return `${peerId}#${joinedAt}`;
}

/** A key pair for one stay in a room; the private half never leaves the browser's keeping. */
export interface Identity {
  readonly tag: Tag;
  readonly privateKey: CryptoKey;
  /** An uncompressed point, 65 bytes. */
  readonly publicKey: Bytes;
}

export async function createIdentity(subtle: SubtleCrypto, tag: Tag): Promise<Identity> {
  const { privateKey, publicKey } = await subtle.generateKey(CURVE, false, ['deriveBits']);
  return { tag, privateKey, publicKey: new Uint8Array(await subtle.exportKey('raw', publicKey)) };
}

/** What both have in common, and nobody else: the x coordinate of their Diffie-Hellman point, for HKDF. */
export async function agree(subtle: SubtleCrypto, own: CryptoKey, other: Bytes): Promise<CryptoKey> {
  const point = await subtle.importKey('raw', other, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: point }, own, 256);
  return subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** The first thing that a peer hears of another: its public key, which only those who know the secret can tell or read. */
export class Greetings {
  constructor(
    private readonly crypto: Crypto,
    private readonly root: Root,
    private readonly roomId: string,
  ) {}

  async seal(from: Identity, to: Tag): Promise<string> {
    const salt = this.crypto.getRandomValues(new Uint8Array(SALT));
    const key = await this.root.greeting(salt);
    const box = await this.crypto.subtle.encrypt(this.gcm(from.tag, to), key, from.publicKey);
    return toBase64(concat(salt, new Uint8Array(box)));
  }

  /** Throws unless it was made by somebody who knows the secret, from that member for that member. */
  async open(text: unknown, from: Tag, to: Tag): Promise<Bytes> {
    const bytes = fromBase64(text);
    const key = await this.root.greeting(bytes.slice(0, SALT));
    return new Uint8Array(await this.crypto.subtle.decrypt(this.gcm(from, to), key, bytes.slice(SALT)));
  }

  /** The salt makes every greeting's key another one, so its nonce is used once. */
  private gcm(from: Tag, to: Tag): AesGcmParams {
    return { name: 'AES-GCM', iv: nonce(0), additionalData: encoded('greeting', this.roomId, from, to) };
  }
}
