/** The worker that all encoded frames of a room go through. */
import { type Drop, type EncodedFrame, FrameCrypto, type FrameKeys, type Kind } from './frame-crypto.ts';

/** How one transform is to work. */
export type TransformOptions =
  | { readonly side: 'send'; readonly lane: number; readonly kind: Kind }
  | { readonly side: 'receive'; readonly peerId: string; readonly kind: Kind };

export type ToWorker =
  | { readonly type: 'keys'; readonly keys: FrameKeys }
  | {
      readonly type: 'streams';
      readonly options: TransformOptions;
      readonly readable: ReadableStream<EncodedFrame>;
      readonly writable: WritableStream<EncodedFrame>;
    };

/** How many frames of a peer were dropped since the last report. */
export interface FromWorker {
  readonly peerId: string;
  readonly why: Drop;
  readonly count: number;
}

/** The end of an RTCRtpScriptTransform in a worker, which TypeScript's library does not know outside of one. */
interface Transformer {
  readonly options: TransformOptions;
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  generateKeyFrame?(): Promise<unknown>;
  sendKeyFrameRequest?(): Promise<unknown>;
}

interface Scope {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  onrtctransform: ((event: { transformer: Transformer }) => void) | null;
  postMessage(message: FromWorker): void;
}

const REPORT_MS = 250;

/** @param scope the worker's global object */
export function serve(scope: Scope): void {
  const dropped = new Map<string, FromWorker>();
  const report = () => {
    for (const message of dropped.values()) scope.postMessage(message);
    dropped.clear();
  };
  const crypto = new FrameCrypto(
    globalThis.crypto.subtle,
    {
      dropped(peerId, why) {
        if (dropped.size === 0) setTimeout(report, REPORT_MS);
        const key = `${why} ${peerId}`;
        dropped.set(key, { peerId, why, count: (dropped.get(key)?.count ?? 0) + 1 });
      },
    },
    () => performance.now(),
  );
  scope.onmessage = ({ data }) => {
    if (data.type === 'keys') crypto.update(data.keys);
    else run(crypto, data);
  };
  scope.onrtctransform = ({ transformer }) => run(crypto, transformer);
}

function run(crypto: FrameCrypto, transformer: Omit<Transformer, 'onrtctransform'>): void {
  const { options, readable, writable } = transformer;
  // both fail while there is no encoder or decoder; then there is nothing to mend either
  const generate = () => void transformer.generateKeyFrame?.().catch(() => {});
  const request = () => void transformer.sendKeyFrameRequest?.().catch(() => {});
  const handle =
    options.side === 'send'
      ? crypto.sealer(options.lane, options.kind, generate)
      : crypto.opener(options.peerId, request);
  const stream = new TransformStream<EncodedFrame, EncodedFrame>({
    async transform(frame, controller) {
      if (await handle(frame)) controller.enqueue(frame);
    },
  });
  // ends with the connection
  readable
    .pipeThrough(stream)
    .pipeTo(writable)
    .catch(() => {});
}
