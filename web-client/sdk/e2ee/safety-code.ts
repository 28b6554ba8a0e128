import { encoded, toBase64 } from './bytes.ts';
import type { Identity } from './identity.ts';
import type { Root } from './root.ts';

/** Makes trying keys out for a code that looks the same dearer; the code has about 100 bits besides. */
const ITERATIONS = 20_000;
const GROUPS = 6;

/** Thirty digits, of everybody's public keys and the secret: the same wherever both are. */
export async function safetyCode(
  subtle: SubtleCrypto,
  root: Root,
  members: readonly Pick<Identity, 'tag' | 'publicKey'>[],
): Promise<string> {
  const lines = members.map(({ tag, publicKey }) => `${tag} ${toBase64(publicKey)}`).sort();
  const key = await subtle.importKey('raw', encoded('safety', ...lines), 'PBKDF2', false, ['deriveBits']);
  const salt = root.safety;
  const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, key, 320);
  const view = new DataView(bits);
  const group = (index: number) => view.getUint8(index * 5) * 2 ** 32 + view.getUint32(index * 5 + 1);
  return Array.from({ length: GROUPS }, (_, index) => String(group(index) % 100_000).padStart(5, '0')).join(' ');
}

/** A secret that cannot be guessed: 128 random bits, as a link's fragment can carry them. */
export function generateSecret(crypto: Crypto = globalThis.crypto): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(16)));
}
