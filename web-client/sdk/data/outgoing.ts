import { codeOf, ParleyError } from '../wire/codes.ts';
import type { Wire } from './payload.ts';
import { type MessageSeal, SEAL_OVERHEAD } from './seal.ts';

/** How a channel delivers. Default: in order, and all of it. */
export interface ChannelOptions {
  /** Default true. */
  readonly ordered?: boolean;
  /** How often a message is sent again at most; not together with `maxPacketLifeTime`. */
  readonly maxRetransmits?: number;
  /** For how long a message is sent again, milliseconds. */
  readonly maxPacketLifeTime?: number;
}

/** Messages that wait for one peer. */
const QUEUED_MESSAGES = 256;
/** Bytes that wait for one peer, before those that the browser holds. */
const QUEUED_BYTES = 1_048_576;
/** Bytes given to the browser ahead of the network; below the low mark it gets more. */
const HIGH_WATER = 262_144;
const LOW_WATER = 65_536;
/** What every browser can take (RFC 8841, 6.1, where nothing else is told). */
const MESSAGE_BYTES = 65_536;
/** Bytes that a message may have before it is sealed. */
export const LONGEST = MESSAGE_BYTES - SEAL_OVERHEAD;

interface Queued {
  readonly wire: Wire;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: ParleyError) => void;
}

export interface OutgoingPort {
  opened(): void;
  closed(): void;
}

/** One named channel towards one peer: what waits outlives the RTCPeerConnection that should have carried it. */
export class Outgoing {
  private channel: RTCDataChannel | undefined;
  private queue: Queued[] = [];
  private queuedBytes = 0;
  private pumping = false;
  private seal: MessageSeal | undefined;

  constructor(
    readonly name: string,
    private readonly peerId: string,
    private readonly options: ChannelOptions,
    private readonly port: OutgoingPort,
  ) {}

  get open(): boolean {
    return this.channel?.readyState === 'open';
  }

  /** Whether the peer could open what it gets; in an encrypted room not before it has proved who it is. */
  get readable(): boolean {
    return this.seal?.proved(this.peerId) ?? true;
  }

  /** Whether a message of that size still has a place in the queue. */
  fits(bytes: number): boolean {
    return this.queue.length < QUEUED_MESSAGES && this.queuedBytes + bytes <= QUEUED_BYTES;
  }

  /** Resolves once the browser has it; ask whether it {@link fits} before. */
  send(wire: Wire, bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.queue.push({ wire, bytes, resolve, reject });
      this.queuedBytes += bytes;
      void this.pump();
    });
  }

  /** The connection to the peer was made, or made anew. */
  attach(pc: RTCPeerConnection, seal: MessageSeal | undefined): void {
    this.detach();
    this.seal = seal;
    const channel = pc.createDataChannel(this.name, this.options);
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = LOW_WATER;
    channel.onopen = () => this.channel === channel && this.opened();
    channel.onbufferedamountlow = () => void this.pump();
    channel.onclose = () => this.channel === channel && this.detach();
    this.channel = channel;
  }

  /** What waits goes on waiting for the next connection. */
  detach(): void {
    const { channel } = this;
    this.channel = undefined;
    if (!channel) return;
    const wasOpen = channel.onopen === null;
    channel.onopen = channel.onclose = channel.onbufferedamountlow = null;
    channel.close();
    if (wasOpen) this.port.closed();
  }

  /** For good. */
  close(error: ParleyError): void {
    this.detach();
    for (const { reject } of this.queue.splice(0)) reject(error);
    this.queuedBytes = 0;
  }

  private opened(): void {
    if (this.channel) this.channel.onopen = null;
    this.port.opened();
    void this.pump();
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      for (let next = this.queue[0]; next && this.writable; next = this.queue[0]) await this.transmit(next);
    } finally {
      this.pumping = false;
    }
  }

  private get writable(): boolean {
    return this.open && (this.channel?.bufferedAmount ?? 0) < HIGH_WATER;
  }

  private async transmit(message: Queued): Promise<void> {
    const { seal } = this;
    try {
      const sealed = seal ? await seal.sealMessage(this.peerId, this.name, message.wire) : message.wire;
      // the connection may have been replaced meanwhile: then it is sealed again for the next one
      if (!this.open || this.queue[0] !== message) return;
      this.channel?.send(sealed as string);
      this.settle(message);
      message.resolve();
    } catch (thrown) {
      if (this.queue[0] !== message) return;
      this.settle(message);
      message.reject(thrown instanceof ParleyError ? thrown : new ParleyError(codeOf(thrown), String(thrown)));
    }
  }

  private settle(message: Queued): void {
    this.queue.shift();
    this.queuedBytes -= message.bytes;
  }
}
