/** Bytes in a buffer of their own, as the Web Crypto API wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Begins everything that is derived or authenticated, so that no other protocol's bytes can be taken for ours. */
export const LABEL = 'parley/e2ee/v1';

export const NOTHING: Bytes = new Uint8Array();

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** A list as bytes that no other list has. */
export function encoded(...parts: readonly (string | number)[]): Bytes {
  return utf8(JSON.stringify([LABEL, ...parts]));
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Base64 for URLs, without padding (RFC 4648, 5). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Throws for anything that is none. */
export function fromBase64(text: unknown): Bytes {
  if (typeof text !== 'string' || !/^[\w-]*$/.test(text)) throw new TypeError('not base64url');
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

/** A number below 2^53 as a nonce of 96 bits that no other number has. */
export function nonce(counter: number): Bytes {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, Math.floor(counter / 2 ** 32));
  view.setUint32(8, counter >>> 0);
  return bytes;
}
