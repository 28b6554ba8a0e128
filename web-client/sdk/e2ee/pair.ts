import { type Bytes, concat, encoded, fromBase64, nonce, toBase64, utf8 } from './bytes.ts';
import { agree, type Identity, type Tag } from './identity.ts';
import { ReplayGuard } from './replay.ts';
import { aesKey, bits, type Root } from './root.ts';

/** A signal as the server sees it. */
export interface SealedSignal {
  readonly type: 'sealed';
  readonly v: 1;
  /** Which agreement of the two peers it was sealed under. */
  readonly key: string;
  readonly n: number;
  readonly box: string;
}

export interface PairOptions {
  readonly subtle: SubtleCrypto;
  readonly root: Root;
  readonly roomId: string;
  readonly own: Identity;
  readonly tag: Tag;
  readonly publicKey: Bytes;
}

const MESSAGE_VERSION = 1;
const MESSAGE_HEAD = 9;
/** Channels that one peer may use in a stay. */
const CHANNELS = 256;

interface Keys {
  readonly id: string;
  readonly signalOut: CryptoKey;
  readonly signalIn: CryptoKey;
  readonly dataOut: CryptoKey;
  readonly dataIn: CryptoKey;
}

/**
 * What two members say to each other: under keys from their own Diffie-Hellman agreement and the secret together, one
 * for each direction and purpose. A third member, though it knows the secret, cannot read it; nor can either of the two
 * once it has left. Numbers count up under each key, so no nonce comes twice, and nothing is taken twice.
 */
export class Pair {
  private signalsSent = 0;
  private messagesSent = 0;
  private readonly signals = new ReplayGuard(true);
  private readonly messages = new Map<string, ReplayGuard>();

  private constructor(
    private readonly options: PairOptions,
    private readonly keys: Keys,
  ) {}

  static async agree(options: PairOptions): Promise<Pair> {
    const { subtle, root, roomId, own, tag, publicKey } = options;
    const shared = await agree(subtle, own.privateKey, publicKey);
    const points = [toBase64(own.publicKey), toBase64(publicKey)].sort();
    const info = (purpose: string, from: Tag, to: Tag) => encoded('pair', purpose, roomId, from, to, ...points);
    const key = (purpose: string, from: Tag, to: Tag) => aesKey(subtle, shared, root.pairing, info(purpose, from, to));
    const [low, high] = [own.tag, tag].sort() as [Tag, Tag];
    return new Pair(options, {
      id: toBase64(await bits(subtle, shared, root.pairing, info('id', low, high), 9)),
      signalOut: await key('signal', own.tag, tag),
      signalIn: await key('signal', tag, own.tag),
      dataOut: await key('data', own.tag, tag),
      dataIn: await key('data', tag, own.tag),
    });
  }

  get publicKey(): Bytes {
    return this.options.publicKey;
  }

  async sealSignal(payload: unknown): Promise<SealedSignal> {
    this.signalsSent += 1;
    const n = this.signalsSent;
    const { id, signalOut } = this.keys;
    const { own, tag, subtle } = this.options;
    const box = await subtle.encrypt(this.gcm(n, 'signal', own.tag, tag, id), signalOut, utf8(JSON.stringify(payload)));
    return { type: 'sealed', v: 1, key: id, n, box: toBase64(new Uint8Array(box)) };
  }

  /** Throws for what was not sealed by the peer for us, or is not newer than what was opened before. */
  async openSignal({ key, n, box }: SealedSignal): Promise<unknown> {
    if (key !== this.keys.id || !Number.isSafeInteger(n) || !this.signals.fresh(n))
      throw new Error('stale or repeated');
    const { own, tag, subtle } = this.options;
    const gcm = this.gcm(n, 'signal', tag, own.tag, key);
    const payload = await subtle.decrypt(gcm, this.keys.signalIn, fromBase64(box));
    if (!this.signals.take(n)) throw new Error('repeated');
    return JSON.parse(new TextDecoder().decode(payload));
  }

  async sealMessage(channel: string, bytes: Bytes): Promise<Bytes> {
    this.messagesSent += 1;
    const n = this.messagesSent;
    const { own, tag, subtle } = this.options;
    const box = await subtle.encrypt(this.gcm(n, 'data', own.tag, tag, channel), this.keys.dataOut, bytes);
    const head = new Uint8Array(MESSAGE_HEAD);
    head[0] = MESSAGE_VERSION;
    head.set(nonce(n).subarray(4), 1);
    return concat(head, new Uint8Array(box));
  }

  /** Throws as {@link openSignal} does. */
  async openMessage(channel: string, ordered: boolean, wire: unknown): Promise<Bytes> {
    if (!(wire instanceof ArrayBuffer) || wire.byteLength < MESSAGE_HEAD) throw new Error('not sealed');
    const view = new DataView(wire);
    const n = view.getUint32(1) * 2 ** 32 + view.getUint32(5);
    const replay = this.replayOf(channel, ordered);
    if (view.getUint8(0) !== MESSAGE_VERSION || !replay.fresh(n)) throw new Error('stale or repeated');
    const { own, tag, subtle } = this.options;
    const gcm = this.gcm(n, 'data', tag, own.tag, channel);
    const bytes = await subtle.decrypt(gcm, this.keys.dataIn, wire.slice(MESSAGE_HEAD));
    this.messages.set(channel, replay);
    if (!replay.take(n)) throw new Error('repeated');
    return new Uint8Array(bytes);
  }

  private replayOf(channel: string, ordered: boolean): ReplayGuard {
    const known = this.messages.get(channel);
    if (!known && this.messages.size >= CHANNELS) throw new Error('too many channels');
    return known ?? new ReplayGuard(ordered);
  }

  private gcm(n: number, purpose: string, from: Tag, to: Tag, context: string): AesGcmParams {
    const additionalData = encoded(purpose, this.options.roomId, from, to, context, n);
    return { name: 'AES-GCM', iv: nonce(n), additionalData };
  }
}
