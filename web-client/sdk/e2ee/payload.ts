import { fromBase64, toBase64 } from './bytes.ts';
import type { GroupKey } from './group.ts';
import type { SealedSignal } from './pair.ts';

/** A public key on its way: sealed under the secret, for one membership of one peer. */
export interface SealedGreeting {
  readonly type: 'sealed';
  readonly v: 1;
  /** When sender and recipient joined, so that one for a former stay is known without opening it. */
  readonly stays: readonly [number | string, number | string];
  readonly hello: string;
}

/** What a sealed signal holds. */
export type Payload =
  | { readonly k: 'ready' }
  | { readonly k: 'signal'; readonly data: unknown }
  | { readonly k: 'key'; readonly key: GroupKey };

type Sealed = SealedGreeting | SealedSignal;

/** Reads what a server passed on, which may be anything; `undefined` for what is not sealed. */
export function readSealed(data: unknown): Sealed | undefined {
  const { type, v, hello, stays, key, n, box } = (data ?? {}) as Partial<SealedGreeting & SealedSignal>;
  if (type !== 'sealed' || v !== 1) return undefined;
  if (typeof hello === 'string' && Array.isArray(stays) && stays.length === 2) return data as SealedGreeting;
  if (typeof key === 'string' && typeof n === 'number' && typeof box === 'string') return data as SealedSignal;
  return undefined;
}

export function writeKey({ generation, id, raw, known }: GroupKey): object {
  return { k: 'key', key: { generation, id, raw: toBase64(raw), known } };
}

/** Throws for what no member could have meant. */
export function readPayload(value: unknown): Payload {
  const { k, data, key } = (value ?? {}) as { k?: unknown; data?: unknown; key?: unknown };
  if (k === 'ready') return { k };
  if (k === 'signal') return { k, data };
  if (k === 'key') return { k, key: readKey(key) };
  throw new TypeError('a payload of an unknown kind');
}

function readKey(value: unknown): GroupKey {
  const { generation, id, raw, known } = (value ?? {}) as Record<keyof GroupKey, unknown>;
  const bytes = fromBase64(raw);
  if (!isUint32(generation) || !isUint32(id) || bytes.length !== 32 || !isTags(known)) throw new TypeError('no key');
  return { generation, id, raw: bytes, known };
}

function isUint32(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
}

function isTags(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 1_024 && value.every((tag) => typeof tag === 'string');
}
