import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, nonce, toBase64, utf8 } from './bytes.ts';
import { clearBytes, type FrameKey, openFrame, sealFrame, trailerOf } from './frame.ts';
import { type EncodedFrame, FrameCrypto } from './frame-crypto.ts';
import { createIdentity, Greetings, type Identity } from './identity.ts';
import { Pair, type SealedSignal } from './pair.ts';
import { readPayload, readSealed, writeKey } from './payload.ts';
import { ReplayGuard } from './replay.ts';
import { type Root, rootOf } from './root.ts';
import { generateSecret, safetyCode } from './safety-code.ts';

const { crypto } = globalThis;
const { subtle } = crypto;
let root: Root;
let wrong: Root;
let elsewhere: Root;
let ann: Identity;
let bob: Identity;

beforeAll(async () => {
  const roots = [
    rootOf(subtle, 'sesame', 'daily'),
    rootOf(subtle, 'Sesame', 'daily'),
    rootOf(subtle, 'sesame', 'other'),
  ];
  [root, wrong, elsewhere] = (await Promise.all(roots)) as [Root, Root, Root];
  [ann, bob] = await Promise.all([createIdentity(subtle, 'ann#1'), createIdentity(subtle, 'bob#2')]);
}, 60_000);

const pairOf = (own: Identity, other: Identity, from: Root = root, roomId = 'daily') =>
  Pair.agree({ subtle, root: from, roomId, own, tag: other.tag, publicKey: other.publicKey });

const both = async () => [await pairOf(ann, bob), await pairOf(bob, ann)] as [Pair, Pair];

describe('a secret', () => {
  it('gives other keys in other rooms, and the same for the same letters however they are composed', async () => {
    expect(root.pairing).not.toEqual(elsewhere.pairing);
    expect(root.pairing).not.toEqual(wrong.pairing);
    const [one, two] = await Promise.all([rootOf(subtle, 'caf\u00e9', 'r'), rootOf(subtle, 'cafe\u0301', 'r')]);
    expect(one.pairing).toEqual(two.pairing);
  }, 60_000);

  it('that is generated has 128 bits', () => {
    expect(fromBase64(generateSecret()).length).toBe(16);
    expect(generateSecret()).not.toBe(generateSecret());
  });
});

describe('a greeting', () => {
  it('tells a public key to whoever knows the secret, of that member to that member only', async () => {
    const greetings = new Greetings(crypto, root, 'daily');
    const text = await greetings.seal(ann, bob.tag);
    expect(await greetings.open(text, ann.tag, bob.tag)).toEqual(ann.publicKey);
    await expect(greetings.open(text, bob.tag, ann.tag)).rejects.toThrow();
    await expect(greetings.open(text, 'ann#9', bob.tag)).rejects.toThrow();
    await expect(new Greetings(crypto, wrong, 'daily').open(text, ann.tag, bob.tag)).rejects.toThrow();
    await expect(new Greetings(crypto, elsewhere, 'other').open(text, ann.tag, bob.tag)).rejects.toThrow();
    expect(await greetings.seal(ann, bob.tag)).not.toBe(text);
  });
});

describe('two members', () => {
  it('read each other’s signals, and nobody else does: another secret, another member, another room', async () => {
    const [atAnn, atBob] = await both();
    const sealed = await atAnn.sealSignal({ sdp: 'v=0' });
    expect(await atBob.openSignal(sealed)).toEqual({ sdp: 'v=0' });
    const cid = await createIdentity(subtle, 'bob#2');
    for (const other of [pairOf(bob, ann, wrong), pairOf(cid, ann), pairOf(bob, ann, root, 'other')]) {
      await expect((await other).openSignal(sealed)).rejects.toThrow();
    }
  });

  it('take no signal twice, none that a later one overtook, and none of their own', async () => {
    const [atAnn, atBob] = await both();
    const signals = [await atAnn.sealSignal(1), await atAnn.sealSignal(2), await atAnn.sealSignal(3)] as SealedSignal[];
    const [one, two, three] = signals as [SealedSignal, SealedSignal, SealedSignal];
    expect([await atBob.openSignal(one), await atBob.openSignal(three)]).toEqual([1, 3]);
    for (const stale of [one, two, three]) await expect(atBob.openSignal(stale)).rejects.toThrow(/repeated/);
    await expect(atAnn.openSignal(three)).rejects.toThrow();
  });

  it('notice every change to a signal', async () => {
    const [atAnn, atBob] = await both();
    const sealed = await atAnn.sealSignal({ text: 'unchanged' });
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const box = fromBase64(sealed.box);
        const index = at % box.length;
        box[index] = (box[index] as number) ^ xor;
        await expect(atBob.openSignal({ ...sealed, box: toBase64(box) })).rejects.toThrow();
      }),
      { numRuns: 50 },
    );
    await expect(atBob.openSignal({ ...sealed, n: 2 })).rejects.toThrow();
    expect(await atBob.openSignal(sealed)).toEqual({ text: 'unchanged' });
  });

  it('carry any bytes over channels, for the channel that was meant only', async () => {
    const [atAnn, atBob] = await both();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.string(), async (bytes, channel) => {
        const wire = (await atAnn.sealMessage(channel, bytes.slice())).buffer;
        await expect(atBob.openMessage(`${channel}x`, true, wire)).rejects.toThrow();
        expect(await atBob.openMessage(channel, true, wire)).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
    await expect(atBob.openMessage('x', true, 'text')).rejects.toThrow(/not sealed/);
  });

  it('do not remember channels without end', async () => {
    const [atAnn, atBob] = await both();
    const open = async (n: number) =>
      atBob.openMessage(`c${n}`, true, (await atAnn.sealMessage(`c${n}`, utf8('x'))).buffer);
    for (let n = 0; n < 256; n += 1) await open(n);
    await expect(open(256)).rejects.toThrow(/too many/);
  });
});

describe('numbers', () => {
  it('are taken once where order is not kept, within a window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000 })), (numbers) => {
        const guard = new ReplayGuard(false);
        const taken = numbers.filter((number) => guard.take(number));
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
    const guard = new ReplayGuard(false);
    expect([5_000, 3_976, 3_977, 4_999, 4_999].map((number) => guard.take(number))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    for (let number = 5_001; number < 9_000; number += 1) guard.take(number);
    expect([guard.fresh(8_999), guard.fresh(9_000)]).toEqual([false, true]);
  });

  it('make nonces that differ', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => a === b || toBase64(nonce(a)) !== toBase64(nonce(b))),
    );
  });
});

describe('what is read', () => {
  it('is sealed or nothing, and holds what a member could mean or nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readSealed(value);
        expect(() => readPayload(value)).toThrow();
      }),
    );
    expect(readSealed({ type: 'offer', sdp: '' })).toBeUndefined();
    expect(readPayload({ k: 'ready' })).toEqual({ k: 'ready' });
    const key = { generation: 1, id: 2, raw: new Uint8Array(32), known: ['a', 'b'] };
    expect(readPayload(writeKey(key))).toEqual({ k: 'key', key });
    for (const bad of [{ generation: -1 }, { id: 2 ** 32 }, { raw: new Uint8Array(31) }, { known: [1] as never }]) {
      expect(() => readPayload(writeKey({ ...key, ...bad }))).toThrow();
    }
    expect(() => fromBase64('no+base64url')).toThrow();
  });
});

describe('a safety code', () => {
  it('is the same for the same people in any order, and another one for any other key or secret', async () => {
    const code = await safetyCode(subtle, root, [ann, bob]);
    expect(code).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect(await safetyCode(subtle, root, [bob, ann])).toBe(code);
    const swapped = await createIdentity(subtle, bob.tag);
    for (const other of [safetyCode(subtle, root, [ann, swapped]), safetyCode(subtle, wrong, [ann, bob])]) {
      expect(await other).not.toBe(code);
    }
  });
});

describe('frames', () => {
  const keyOf = async (id = 7): Promise<FrameKey> => {
    const raw = crypto.getRandomValues(new Uint8Array(32));
    return { generation: 3, id, key: await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) };
  };
  const frameOf = (data: Uint8Array, type?: string, mimeType?: string): EncodedFrame => ({
    data: data.slice().buffer as ArrayBuffer,
    ...(type && { type }),
    getMetadata: () => (mimeType ? { mimeType } : {}),
  });
  const cryptoOf = (dropped: string[], now = () => 0) =>
    new FrameCrypto(subtle, { dropped: (peerId, why) => dropped.push(`${peerId} ${why}`) }, now);

  it('keep in the clear what packetizers read, and come out as they went in', async () => {
    const key = await keyOf();
    const any = fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.nat(12), fc.nat(65_535), fc.nat(2 ** 31));
    await fc.assert(
      fc.asyncProperty(any, async ([bytes, clear, lane, counter]) => {
        const sealed = await sealFrame(subtle, bytes.slice().buffer, clear, key, { lane, counter });
        const trailer = trailerOf(sealed);
        const kept = Math.min(clear, bytes.length);
        expect(trailer).toEqual({ generation: 3, id: 7, lane, counter, clear: kept });
        expect(new Uint8Array(sealed, 0, kept)).toEqual(bytes.subarray(0, kept));
        expect(new Uint8Array(await openFrame(subtle, sealed, trailer as never, key.key))).toEqual(bytes);
      }),
      { numRuns: 100 },
    );
  });

  it('cannot be changed anywhere, the clear bytes and the trailer included', async () => {
    const dropped: string[] = [];
    const frames = cryptoOf(dropped);
    const key = await keyOf();
    frames.update({ sending: key, opening: new Map([['ann', [key]]]) });
    const frame = frameOf(new Uint8Array(40), 'key');
    await frames.sealer(0, 'video', () => {})(frame);
    const open = frames.opener('ann', () => {});
    for (let at = 0; at < frame.data.byteLength; at += 1) {
      const changed = new Uint8Array(frame.data.slice(0));
      changed[at] = (changed[at] as number) ^ 1;
      expect(await open(frameOf(changed, 'key'))).toBe(false);
    }
    expect(dropped.length).toBe(frame.data.byteLength);
    expect(await open(frame)).toBe(true);
  });

  it('never go out without a key or of a codec that cannot be sealed; then a keyframe is made', async () => {
    const frames = cryptoOf([]);
    let asked = 0;
    const seal = frames.sealer(1, 'video', () => (asked += 1));
    expect(await seal(frameOf(new Uint8Array(9), 'delta'))).toBe(false);
    frames.update({ sending: await keyOf(), opening: new Map() });
    expect(await seal(frameOf(new Uint8Array(9), 'delta', 'video/H264'))).toBe(false);
    expect([await seal(frameOf(new Uint8Array(9), 'delta', 'video/VP8')), asked]).toEqual([true, 1]);
    expect([await seal(frameOf(new Uint8Array(9), 'delta')), asked]).toEqual([true, 1]);
    expect([
      clearBytes('video/vp8', 'key'),
      clearBytes('video/vp8', 'delta'),
      clearBytes('audio/opus', undefined),
    ]).toEqual([10, 3, 1]);
  });

  it('are dropped when they come in the clear, under another key, or a second time', async () => {
    const dropped: string[] = [];
    let now = 0;
    const frames = cryptoOf(dropped, () => now);
    const [key, other] = [await keyOf(7), await keyOf(7)];
    frames.update({
      sending: key,
      opening: new Map([
        ['ann', [key]],
        ['eve', [other]],
      ]),
    });
    const frame = frameOf(new Uint8Array([1, 2, 3]));
    await frames.sealer(2, 'audio', () => {})(frame);
    let asked = 0;
    const open = frames.opener('ann', () => (asked += 1));
    const copy = () => frameOf(new Uint8Array(frame.data));
    expect(await open(frameOf(new Uint8Array(100)))).toBe(false);
    expect([await open(copy()), await open(copy()), asked]).toEqual([true, false, 1]);
    expect(await frames.opener('eve', () => {})(copy())).toBe(false);
    expect(await frames.opener('bob', () => {})(copy())).toBe(false);
    expect(dropped).toEqual(['ann failed', 'eve failed', 'bob no-key']);
    now = 5;
    expect(asked).toBe(1);
  });
});
