import { type Bytes, concat } from './bytes.ts';

/** A key for the frames of one sender. */
export interface FrameKey {
  readonly generation: number;
  readonly id: number;
  readonly key: CryptoKey;
}

/** Which frame it is, of all that one sender ever sealed under one key: `lane` counts its encoders, `counter` their frames. */
export interface FrameNumber {
  readonly lane: number;
  readonly counter: number;
}

export interface Trailer extends FrameNumber {
  readonly generation: number;
  readonly id: number;
  /** Bytes at the start of the frame that are not encrypted. */
  readonly clear: number;
}

const VERSION = 1;
/** version 1 · generation 4 · key id 4 · lane 2 · counter 6 · clear bytes 1. */
const TRAILER = 18;

/**
 * Bytes that stay in the clear, because packetizers and decoders read them before anything is decrypted: VP8's frame
 * header (RFC 6386, 9.1) and Opus' table of contents (RFC 6716, 3.1). They are authenticated.
 *
 * @returns `undefined` for a codec whose frames cannot be sealed
 */
export function clearBytes(mimeType: string, type: string | undefined): number | undefined {
  if (mimeType === 'audio/opus') return 1;
  if (mimeType === 'video/vp8') return type === 'key' ? 10 : 3;
  return undefined;
}

/** clear bytes · AES-GCM of the rest with its tag · trailer. */
export async function sealFrame(
  subtle: SubtleCrypto,
  data: ArrayBuffer,
  clear: number,
  { generation, id, key }: FrameKey,
  number: FrameNumber,
): Promise<ArrayBuffer> {
  const kept = Math.min(clear, data.byteLength);
  const head = new Uint8Array(data, 0, kept);
  const trailer = write({ ...number, generation, id, clear: kept });
  const box = await subtle.encrypt(gcm(number, head, trailer), key, new Uint8Array(data, kept));
  return concat(head, new Uint8Array(box), trailer).buffer;
}

/** @returns `undefined` for a frame that was never sealed */
export function trailerOf(data: ArrayBuffer): Trailer | undefined {
  if (data.byteLength < TRAILER + 16) return undefined;
  const view = new DataView(data, data.byteLength - TRAILER);
  const clear = view.getUint8(17);
  if (view.getUint8(0) !== VERSION || clear > data.byteLength - TRAILER - 16) return undefined;
  return {
    ...{ generation: view.getUint32(1), id: view.getUint32(5), lane: view.getUint16(9), clear },
    counter: view.getUint16(11) * 2 ** 32 + view.getUint32(13),
  };
}

/** Throws for a frame that was not sealed under the key as its trailer says. */
export async function openFrame(
  subtle: SubtleCrypto,
  data: ArrayBuffer,
  trailer: Trailer,
  key: CryptoKey,
): Promise<ArrayBuffer> {
  const head = new Uint8Array(data, 0, trailer.clear);
  const end = data.byteLength - TRAILER;
  const box = new Uint8Array(data, trailer.clear, end - trailer.clear);
  const body = await subtle.decrypt(gcm(trailer, head, new Uint8Array(data, end)), key, box);
  return concat(head, new Uint8Array(body)).buffer;
}

function write({ generation, id, lane, counter, clear }: Trailer): Bytes {
  const bytes = new Uint8Array(TRAILER);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint32(1, generation);
  view.setUint32(5, id);
  view.setUint16(9, lane);
  view.setUint16(11, Math.floor(counter / 2 ** 32));
  view.setUint32(13, counter >>> 0);
  view.setUint8(17, clear);
  return bytes;
}

/** The nonce is lane and counter: no two frames of a sender have both. */
function gcm({ lane, counter }: FrameNumber, head: Uint8Array, trailer: Uint8Array): AesGcmParams {
  const iv = new Uint8Array(12);
  const view = new DataView(iv.buffer);
  view.setUint16(0, lane);
  view.setUint16(6, Math.floor(counter / 2 ** 32));
  view.setUint32(8, counter >>> 0);
  return { name: 'AES-GCM', iv, additionalData: concat(head, trailer) };
}
