import { settle } from './fake-clock.ts';

type Operation = (...args: never[]) => Promise<unknown>;

const typed = new WeakMap<CryptoKey, string>();
const stretched = new Map<string, Promise<ArrayBuffer>>();
let running = 0;

/**
 * The real thing, but that the same secret is stretched once only, which would take most of a test's time, and that
 * what runs in other threads can be waited for.
 */
export function quickCrypto(): Crypto {
  const { subtle } = globalThis.crypto;
  const importKey = async (...args: Parameters<SubtleCrypto['importKey']>) => {
    const key = await subtle.importKey(...(args as Parameters<typeof subtle.importKey>));
    if (args[2] === 'PBKDF2') typed.set(key, hex(args[1] as unknown as Uint8Array));
    return key;
  };
  const deriveBits = (algorithm: Pbkdf2Params, key: CryptoKey, length: number) => {
    if (algorithm.name !== 'PBKDF2') return subtle.deriveBits(algorithm, key, length);
    const name = `${typed.get(key)} ${hex(algorithm.salt as Uint8Array)} ${algorithm.iterations}`;
    const bits = stretched.get(name) ?? subtle.deriveBits(algorithm, key, length);
    stretched.set(name, bits);
    return bits;
  };
  const { deriveKey, generateKey, exportKey, encrypt, decrypt } = subtle;
  const operations: [string, Operation][] = Object.entries({
    importKey,
    deriveBits,
    deriveKey,
    generateKey,
    exportKey,
  });
  operations.push(['encrypt', encrypt as Operation], ['decrypt', decrypt as Operation]);
  const counted = operations.map(([name, operation]) => [name, counting(operation.bind(subtle) as Operation)]);
  const getRandomValues = (array: Uint8Array) => globalThis.crypto.getRandomValues(array);
  return { subtle: Object.fromEntries(counted), getRandomValues } as unknown as Crypto;
}

/** Waits until no cryptography runs and nothing follows from what ran. */
export async function cryptoIdle(): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet = running === 0 ? quiet + 1 : 0) await settle();
}

function counting(operation: Operation): Operation {
  return async (...args) => {
    running += 1;
    try {
      return await operation(...args);
    } finally {
      running -= 1;
    }
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
