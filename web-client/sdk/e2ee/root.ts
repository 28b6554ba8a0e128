import { type Bytes, encoded, NOTHING, utf8 } from './bytes.ts';

/** OWASP's least for PBKDF2 with SHA-256; 0.4 to 1.2 s in a browser. */
const ITERATIONS = 600_000;

/** What the secret of one room amounts to; the secret itself is not kept. */
export interface Root {
  /** Goes into every agreement of two peers, which whoever does not know the secret cannot reproduce. */
  readonly pairing: Bytes;
  readonly safety: Bytes;
  /** A key for one greeting: each has a salt of its own. */
  greeting(salt: Bytes): Promise<CryptoKey>;
}

/**
 * Stretches the secret by PBKDF2 (RFC 8018), salted with the room's id, so that one secret gives other keys in every
 * room; all else is derived from that by HKDF (RFC 5869), each purpose with a label of its own.
 */
export async function rootOf(subtle: SubtleCrypto, secret: string, roomId: string): Promise<Root> {
  const typed = await subtle.importKey('raw', utf8(secret.normalize('NFC')), 'PBKDF2', false, ['deriveBits']);
  const stretch = { name: 'PBKDF2', hash: 'SHA-256', salt: encoded('room', roomId), iterations: ITERATIONS };
  const root = await subtle.importKey('raw', await subtle.deriveBits(stretch, typed, 256), 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);
  return {
    pairing: await bits(subtle, root, NOTHING, encoded('pairing', roomId), 32),
    safety: await bits(subtle, root, NOTHING, encoded('safety', roomId), 32),
    greeting: (salt) => aesKey(subtle, root, salt, encoded('greeting', roomId)),
  };
}

/** A key for AES-GCM with 256 bits that cannot be read out of the browser. */
export function aesKey(subtle: SubtleCrypto, from: CryptoKey, salt: Bytes, info: Bytes): Promise<CryptoKey> {
  const aes = { name: 'AES-GCM', length: 256 };
  return subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, from, aes, false, ['encrypt', 'decrypt']);
}

export async function bits(
  subtle: SubtleCrypto,
  from: CryptoKey,
  salt: Bytes,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, from, length * 8));
}
