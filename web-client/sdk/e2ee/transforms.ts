import { ParleyError } from '../wire/codes.ts';
import type { FrameKeys, Kind } from './frame-crypto.ts';
import type { FromWorker, ToWorker, TransformOptions } from './frame-worker.ts';

/** What seals and opens the frames of media. */
export interface FrameTransforms {
  /** What connections must be configured with. */
  readonly configuration: RTCConfiguration;
  /** Nothing that the sender encodes goes out in the clear from now on. @param lane another one at every call */
  seal(sender: RTCRtpSender, lane: number, kind: Kind): void;
  open(receiver: RTCRtpReceiver, peerId: string, kind: Kind): void;
  keys(keys: FrameKeys): void;
  listen(dropped: (report: FromWorker) => void): void;
  close(): void;
}

interface Streams {
  createEncodedStreams(): { readable: ReadableStream; writable: WritableStream };
}

/** Browser parts as tests replace them. */
export interface TransformScope {
  readonly RTCRtpScriptTransform?: new (worker: Worker, options: TransformOptions) => RTCRtpScriptTransform;
  readonly RTCRtpSender?: { readonly prototype: object };
  createWorker(): Worker;
}

const browserScope = (worker: string | URL | undefined): TransformScope => ({
  ...(globalThis.RTCRtpScriptTransform && { RTCRtpScriptTransform: globalThis.RTCRtpScriptTransform }),
  ...(globalThis.RTCRtpSender && { RTCRtpSender: globalThis.RTCRtpSender }),
  createWorker: () =>
    worker === undefined
      ? new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      : new Worker(worker, { type: 'module' }),
});

/**
 * By RTCRtpScriptTransform, or by the older `createEncodedStreams`; in both cases the work is done in a worker.
 * Throws `e2ee_unsupported` where the browser has neither, or the worker cannot be loaded.
 *
 * @param worker where its file lies; left out: beside the SDK's modules
 */
export function browserTransforms(worker?: string | URL, scope = browserScope(worker)): FrameTransforms {
  const { RTCRtpScriptTransform: Script } = scope;
  const older = !Script && 'createEncodedStreams' in (scope.RTCRtpSender?.prototype ?? {});
  if (!Script && !older) throw new ParleyError('e2ee_unsupported', 'This browser cannot encrypt media end to end.');
  const thread = startWorker(scope);
  const post = (message: ToWorker, transfer: Transferable[] = []) => thread.postMessage(message, transfer);
  const attach = (end: RTCRtpSender | RTCRtpReceiver, options: TransformOptions) => {
    if (Script) {
      end.transform = new Script(thread, options);
      return;
    }
    const { readable, writable } = (end as unknown as Streams).createEncodedStreams();
    post({ type: 'streams', options, readable, writable }, [readable, writable]);
  };
  return {
    configuration: (older ? { encodedInsertableStreams: true } : {}) as RTCConfiguration,
    seal: (sender, lane, kind) => attach(sender, { side: 'send', lane, kind }),
    open: (receiver, peerId, kind) => attach(receiver, { side: 'receive', peerId, kind }),
    keys: (keys) => post({ type: 'keys', keys }),
    listen: (dropped) => {
      thread.onmessage = ({ data }: MessageEvent<FromWorker>) => dropped(data);
    },
    close: () => thread.terminate(),
  };
}

function startWorker(scope: TransformScope): Worker {
  try {
    return scope.createWorker();
  } catch {
    throw new ParleyError('e2ee_unsupported', 'The worker for encryption cannot be loaded: say where its file lies.');
  }
}
