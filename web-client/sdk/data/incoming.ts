import type { RemotePeer } from '../rtc/remote-peer.ts';
import { type Data, fromWire, sizeOf } from './payload.ts';
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
    const bytes = (wire as Partial<ArrayBuffer>).byteLength ?? sizeOf(String(wire));
    const { seal } = this;
    if (!seal) {
      const read = fromWire(wire);
      if (read) this.port.received(label, read.data, bytes);
      return;
    }
    this.tasks = this.tasks.then(async () => {
      const opened = await seal.openMessage(this.peer.id, label, ordered, wire);
      if (opened && !this.closed) this.port.received(label, opened.data, bytes);
    });
  }
}
