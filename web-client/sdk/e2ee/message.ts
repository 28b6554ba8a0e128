import type { Data, Wire } from '../data/payload.ts';
import type { Bytes } from './bytes.ts';

const JSON_TEXT = 0;
const BYTES = 1;

/** As one run of bytes, the first of which tells text from bytes: what a seal closes over. */
export function toBytes(wire: Wire): Bytes {
  const body = typeof wire === 'string' ? new TextEncoder().encode(wire) : wire;
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = typeof wire === 'string' ? JSON_TEXT : BYTES;
  bytes.set(body, 1);
  return bytes;
}

export function fromBytes(bytes: Bytes): Data {
  const body = bytes.slice(1);
  if (bytes[0] === BYTES) return body.buffer;
  if (bytes[0] === JSON_TEXT) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  throw new TypeError('a message of an unknown kind');
}
