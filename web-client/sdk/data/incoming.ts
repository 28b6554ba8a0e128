import type { RemotePeer } from '../rtc/remote-peer.ts';
import { type Data, fromBytes, fromWire, sizeOf } from './payload.ts';
import type { MessageSeal } from './seal.ts';

/** Channels that one peer may have open towards us. */
const CHANNELS = 64;

export interface IncomingPort {
  received(name: string, data: Data, bytes: number): void;
}

/** What comes from one peer over one connection, in the order of its coming. */
export class Incoming {
  private readonly channels = new Set<RTCDataChannel>();
  private tasks: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly peer: RemotePeer,
    private readonly seal: MessageSeal | undefined,
    private readonly port: IncomingPort,
  ) {}

  add(channel: RTCDataChannel): void {
    if (this.closed || this.channels.size >= CHANNELS) return channel.close();
    this.channels.add(channel);
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }) => this.message(channel, data);
    channel.onclose = () => this.channels.delete(channel);
  }

  close(): void {
    this.closed = true;
    for (const channel of this.channels) channel.onmessage = channel.onclose = null;
    this.channels.clear();
  }

  private message({ label, ordered }: RTCDataChannel, wire: unknown): void {
    if (!this.seal) return this.pass(label, wire, fromWire);
    const { seal } = this;
    this.tasks = this.tasks.then(async () => {
      const bytes = await seal.openMessage(this.peer.id, label, ordered, wire);
      if (bytes && !this.closed) this.pass(label, bytes, fromBytes);
    });
  }

  private pass<T>(label: string, wire: T, read: (wire: T) => Data): void {
    let data: Data;
    try {
      data = read(wire);
    } catch {
      // not ours: nothing a listener could read
      return;
    }
    this.port.received(label, data, typeof wire === 'string' ? sizeOf(wire) : (wire as ArrayBuffer).byteLength);
  }
}
