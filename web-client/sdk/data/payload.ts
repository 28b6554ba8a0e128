import { ParleyError } from '../wire/codes.ts';

/** What a channel carries: any JSON value, or bytes. */
export type Data = unknown | ArrayBuffer;

const JSON_TEXT = 0;
const BYTES = 1;

/** As it goes over an RTCDataChannel in the clear: text is JSON, bytes are bytes. */
export function toWire(data: Data): string | Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  const text = JSON.stringify(data);
  if (text === undefined) throw new ParleyError('invalid_argument', 'Only JSON values and bytes can be sent.');
  return text;
}

/** The value of a message; throws for text that is no JSON. */
export function fromWire(wire: unknown): Data {
  return typeof wire === 'string' ? JSON.parse(wire) : wire;
}

/** As one run of bytes, the first of which tells text from bytes: what a seal closes over. */
export function toBytes(wire: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const body = typeof wire === 'string' ? new TextEncoder().encode(wire) : wire;
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = typeof wire === 'string' ? JSON_TEXT : BYTES;
  bytes.set(body, 1);
  return bytes;
}

export function fromBytes(bytes: Uint8Array<ArrayBuffer>): Data {
  const body = bytes.slice(1);
  if (bytes[0] === BYTES) return body.buffer;
  if (bytes[0] === JSON_TEXT) return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  throw new ParleyError('invalid_argument', 'A message of an unknown kind.');
}

/** Bytes that a message takes on the wire, before it is sealed. */
export function sizeOf(wire: string | Uint8Array<ArrayBuffer>): number {
  return typeof wire === 'string' ? new TextEncoder().encode(wire).length : wire.length;
}
