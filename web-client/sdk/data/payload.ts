import { ParleyError } from '../wire/codes.ts';

/** What a channel carries: any JSON value, or bytes. */
export type Data = unknown | ArrayBuffer;

/** As the browser's channels take it. */
export type Wire = string | Uint8Array<ArrayBuffer>;

/** As it goes over an RTCDataChannel in the clear: text is JSON, bytes are bytes. */
export function toWire(data: Data): Wire {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  const text = JSON.stringify(data);
  if (text === undefined) throw new ParleyError('invalid_argument', 'Only JSON values and bytes can be sent.');
  return text;
}

/** The value of a message; `undefined` for text that is no JSON, which nobody here sent. */
export function fromWire(wire: unknown): { data: Data } | undefined {
  try {
    return { data: typeof wire === 'string' ? JSON.parse(wire) : wire };
  } catch {
    return undefined;
  }
}

/** Bytes that a message takes on the wire, before it is sealed. */
export function sizeOf(wire: Wire): number {
  return typeof wire === 'string' ? new TextEncoder().encode(wire).length : wire.length;
}
