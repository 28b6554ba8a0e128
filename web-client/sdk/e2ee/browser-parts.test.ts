import { describe, expect, it } from 'vitest';
import { until } from '../testing/fake-meeting.ts';
import { FakePeerConnection } from '../testing/fake-rtc.ts';
import type { EncodedFrame, FrameKeys } from './frame-crypto.ts';
import { type FromWorker, serve, type ToWorker, type TransformOptions } from './frame-worker.ts';
import { protect } from './protect.ts';
import { browserTransforms } from './transforms.ts';

const { subtle } = globalThis.crypto;

async function keys(): Promise<FrameKeys> {
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const frameKey = { generation: 1, id: 1, key };
  return { sending: frameKey, opening: new Map([['ann', [frameKey]]]) };
}

const frame = (bytes: number[]): EncodedFrame => ({ data: new Uint8Array(bytes).buffer, getMetadata: () => ({}) });

/** The worker's thread, in ours. */
function workerScope() {
  const reports: FromWorker[] = [];
  const scope = {
    onmessage: null,
    onrtctransform: null,
    postMessage: (report: FromWorker) => void reports.push(report),
  };
  serve(scope as never);
  const { onmessage, onrtctransform } = scope as unknown as {
    onmessage(event: { data: ToWorker }): void;
    onrtctransform(event: { transformer: object }): void;
  };
  return { reports, post: (data: ToWorker) => onmessage({ data }), transform: onrtctransform };
}

function lines() {
  const into = new TransformStream<EncodedFrame, EncodedFrame>();
  const out: EncodedFrame[] = [];
  const writable = new WritableStream<EncodedFrame>({ write: (done) => void out.push(done) });
  return { writer: into.writable.getWriter(), readable: into.readable, writable, out };
}

describe('the worker', () => {
  it('seals what one transform is given and opens it in another, and reports what it drops', async () => {
    const worker = workerScope();
    const [sending, receiving] = [lines(), lines()];
    worker.post({ type: 'keys', keys: await keys() });
    worker.transform({ transformer: { ...sending, options: { side: 'send', lane: 1, kind: 'audio' } } });
    const { readable, writable } = receiving;
    worker.post({ type: 'streams', readable, writable, options: { side: 'receive', peerId: 'ann', kind: 'audio' } });
    await sending.writer.write(frame([1, 2, 3]));
    await until(() => sending.out.length === 1);
    await receiving.writer.write(frame(new Array(60).fill(0)));
    await receiving.writer.write(frame([...new Uint8Array(sending.out[0]?.data as ArrayBuffer)]));
    await until(() => receiving.out.length === 1);
    expect([...new Uint8Array(receiving.out[0]?.data as ArrayBuffer)]).toEqual([1, 2, 3]);
    await until(() => worker.reports.length === 1, 'the report', 100_000);
    expect(worker.reports).toEqual([{ peerId: 'ann', why: 'failed', count: 1 }]);
  });
});

describe('transforms', () => {
  const worker = () => ({
    posted: [] as unknown[],
    onmessage: null,
    postMessage: (m: unknown) => void fake.posted.push(m),
    terminate() {},
  });
  let fake = worker();
  class Script {
    constructor(
      readonly worker: unknown,
      readonly options: TransformOptions,
    ) {}
  }
  const scope = (part: object) => {
    fake = worker();
    return { createWorker: () => fake as unknown as Worker, ...part };
  };

  it('are RTCRtpScriptTransforms where there are', () => {
    const transforms = browserTransforms(undefined, scope({ RTCRtpScriptTransform: Script as never }));
    const [sender, receiver] = [{}, {}] as [RTCRtpSender, RTCRtpReceiver];
    transforms.seal(sender, 4, 'video');
    transforms.open(receiver, 'ann', 'audio');
    expect(sender.transform).toMatchObject({ options: { side: 'send', lane: 4, kind: 'video' } });
    expect(receiver.transform).toMatchObject({ options: { side: 'receive', peerId: 'ann', kind: 'audio' } });
    expect(transforms.configuration).toEqual({});
    transforms.close();
  });

  it('are encoded streams in older browsers', () => {
    const createEncodedStreams = () => ({ readable: 'r', writable: 'w' });
    const older = { RTCRtpSender: { prototype: { createEncodedStreams } } };
    const transforms = browserTransforms(undefined, scope(older));
    const reports: FromWorker[] = [];
    transforms.listen((report) => reports.push(report));
    transforms.seal({ createEncodedStreams } as unknown as RTCRtpSender, 4, 'video');
    transforms.keys({ sending: undefined, opening: new Map() });
    expect(transforms.configuration).toEqual({ encodedInsertableStreams: true });
    expect(fake.posted).toMatchObject([
      { type: 'streams', readable: 'r', writable: 'w', options: { lane: 4 } },
      { type: 'keys' },
    ]);
    const { onmessage } = fake as unknown as { onmessage(event: { data: FromWorker }): void };
    onmessage({ data: { peerId: 'ann', why: 'failed', count: 2 } });
    expect(reports.length).toBe(1);
  });

  it('are missed where their worker cannot be loaded', () => {
    const createWorker = () => {
      throw new TypeError('no such file');
    };
    const broken = scope({ RTCRtpScriptTransform: Script as never, createWorker });
    expect(() => browserTransforms('/away.js', broken)).toThrow(expect.objectContaining({ code: 'e2ee_unsupported' }));
  });

  it('are missed where the browser has neither: nothing is joined then', () => {
    expect(() => browserTransforms(undefined, scope({}))).toThrow(
      expect.objectContaining({ code: 'e2ee_unsupported' }),
    );
  });
});

describe('a connection that is protected', () => {
  it('stops what it cannot protect', async () => {
    const pc = new FakePeerConnection();
    const failed: unknown[] = [];
    const refuse = () => {
      throw new Error('no such thing');
    };
    protect(pc as unknown as RTCPeerConnection, {
      sender: refuse,
      receiver: () => {},
      failed: (thrown) => failed.push(thrown),
    });
    const transceiver = pc.addTransceiver('video', { direction: 'sendrecv' });
    expect([transceiver.stopped, failed.length]).toEqual([true, 1]);
  });

  it('protects what came into being without it being asked, before it is negotiated', async () => {
    const pc = new FakePeerConnection();
    const add = pc.addTransceiver.bind(pc);
    const order: string[] = [];
    const setLocal = pc.setLocalDescription.bind(pc);
    pc.setLocalDescription = async () => {
      order.push('negotiated');
      await setLocal();
    };
    protect(pc as unknown as RTCPeerConnection, {
      sender: (_sender, kind) => order.push(`sender ${kind}`),
      receiver: (_receiver, kind) => order.push(`receiver ${kind}`),
      failed: () => order.push('failed'),
    });
    add('audio', { direction: 'sendrecv' });
    await pc.setLocalDescription();
    await pc.setLocalDescription();
    expect(order).toEqual(['sender audio', 'receiver audio', 'negotiated', 'negotiated']);
  });

  it('negotiates no codec that cannot be sealed, whatever is preferred', () => {
    const codecs = ['video/VP8', 'video/H264', 'video/rtx'].map((mimeType) => ({ mimeType, clockRate: 90_000 }));
    const receiver = { getCapabilities: () => ({ codecs }) };
    Object.assign(globalThis, { RTCRtpReceiver: receiver });
    try {
      const pc = new FakePeerConnection();
      const preferred: string[] = [];
      const add = pc.addTransceiver.bind(pc);
      pc.addTransceiver = (...args) => {
        const setCodecPreferences = (wanted: { mimeType: string }[]) =>
          void preferred.push(wanted.map(({ mimeType }) => mimeType).join());
        return Object.assign(add(...args), { setCodecPreferences });
      };
      protect(pc as unknown as RTCPeerConnection, { sender: () => {}, receiver: () => {}, failed: () => {} });
      const transceiver = pc.addTransceiver('video', { direction: 'sendrecv' }) as unknown as RTCRtpTransceiver;
      transceiver.setCodecPreferences(codecs);
      transceiver.setCodecPreferences(codecs.slice(1, 2));
      expect(preferred).toEqual(['video/VP8,video/rtx', 'video/VP8,video/rtx', 'video/VP8,video/rtx']);
    } finally {
      Reflect.deleteProperty(globalThis, 'RTCRtpReceiver');
    }
  });
});
