import { settle } from './fake-clock.ts';

type Handler<E = unknown> = ((event: E) => void) | null;

/** One end of a data channel. Messages arrive some turns of the event loop later, in order. */
export class FakeDataChannel {
  readyState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: Handler = null;
  onclose: Handler = null;
  onmessage: Handler<{ data: unknown }> = null;
  onbufferedamountlow: Handler = null;
  readonly sent: unknown[] = [];
  /** What a test may do to a message on its way: another one, none, or several. */
  meddle: (data: unknown) => unknown[] = (data) => [data];
  /** Whether what is sent stays in the buffer until {@link drain}. */
  congested = false;
  other: FakeDataChannel | undefined;
  readonly ordered: boolean;

  constructor(
    readonly label: string,
    readonly options: RTCDataChannelInit = {},
  ) {
    this.ordered = options.ordered ?? true;
  }

  send(data: string | ArrayBufferView): void {
    if (this.readyState !== 'open') throw new Error(`send on a channel that is ${this.readyState}`);
    const wire = typeof data === 'string' ? data : bytesOf(data);
    this.sent.push(wire);
    if (this.congested) this.bufferedAmount += typeof wire === 'string' ? wire.length : wire.byteLength;
    for (const arriving of this.meddle(wire)) setImmediate(() => this.other?.arrive(arriving));
  }

  /** The network took what was buffered. */
  async drain(): Promise<void> {
    this.bufferedAmount = 0;
    this.onbufferedamountlow?.({});
    await settle();
  }

  arrive(data: unknown): void {
    if (this.readyState === 'open') this.onmessage?.({ data });
  }

  become(state: 'open' | 'closed'): void {
    if (this.readyState === 'closed' || this.readyState === state) return;
    this.readyState = state;
    if (state === 'open') this.onopen?.({});
    else this.onclose?.({});
  }

  close(): void {
    const { other } = this;
    this.readyState = 'closed';
    setImmediate(() => other?.become('closed'));
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}
