import { Emitter } from '../emitter.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { ParleyError } from '../wire/codes.ts';
import { type ChannelOptions, LONGEST, type Outgoing } from './outgoing.ts';
import { type Data, sizeOf, toWire } from './payload.ts';

/** Messages and bytes kept for a channel that nobody listens to yet. */
const EARLY_MESSAGES = 64;
const EARLY_BYTES = 262_144;

export type ChannelEvents = {
  /** A JSON value, or an ArrayBuffer. */
  message: [peer: RemotePeer, data: Data];
  /** What is sent now goes to the peer without waiting. */
  open: [peer: RemotePeer];
  /** The connection to the peer is lost; what is sent waits, until it opens again or the peer is gone. */
  close: [peer: RemotePeer];
};

export interface SendOptions {
  /** The one peer to send to; left out: all who are in the room. */
  readonly to?: string;
}

/**
 * A named channel to everybody in a room. It lasts as long as the room; connections that are made anew carry on. What
 * was handed to a connection that then failed may be lost: who must know confirms.
 */
export class Channel extends Emitter<ChannelEvents> {
  /** @internal */
  readonly outgoing = new Map<string, Outgoing>();
  private early: { peer: RemotePeer; data: Data; bytes: number }[] = [];
  private listened = false;

  /** @internal use `room.channel` */
  constructor(
    readonly name: string,
    /** As this side sends; each side chooses for itself. */
    readonly options: ChannelOptions,
  ) {
    super();
  }

  /** Ids of those to whom it is open. */
  get peers(): readonly string[] {
    return [...this.outgoing].flatMap(([peerId, { open }]) => (open ? [peerId] : []));
  }

  override on<K extends keyof ChannelEvents>(type: K, listener: (...args: ChannelEvents[K]) => void): () => void {
    const stop = super.on(type, listener);
    if (type === 'message') this.flush();
    return stop;
  }

  /**
   * Sends a JSON value or bytes, at most 64 KiB less 32 bytes. Resolves once it was handed on for each peer;
   * of an encrypted room's those are waited for that have proved that they know the secret, for the others it is kept.
   * Rejects with `channel_full` when a peer has too much waiting (256 messages or 1 MiB; the others get it, and
   * `extras.peers` names who does not), `frame_too_large`, `peer_unknown` when the one peer is not there or leaves.
   */
  async send(data: Data | ArrayBufferView, { to }: SendOptions = {}): Promise<void> {
    const wire = toWire(data);
    const bytes = sizeOf(wire);
    if (bytes > LONGEST) throw new ParleyError('frame_too_large', `A message has ${LONGEST} bytes at most.`);
    const receivers = to === undefined ? [...this.outgoing] : [[to, this.one(to)] as const];
    const peers: string[] = [];
    const sent: Promise<void>[] = [];
    for (const [peerId, outgoing] of receivers) {
      const counts = to !== undefined || outgoing.readable;
      const handedOn = outgoing.fits(bytes) ? outgoing.send(wire, bytes) : undefined;
      if (counts && handedOn) sent.push(handedOn);
      else if (counts) peers.push(peerId);
      else handedOn?.catch(() => {});
    }
    const failed = (await Promise.allSettled(sent)).find((result) => result.status === 'rejected');
    // whoever left meanwhile does not miss what was for all
    if (failed && (to !== undefined || failed.reason.code !== 'peer_unknown')) throw failed.reason;
    if (peers.length > 0) throw new ParleyError('channel_full', 'A peer is too slow.', { peers });
  }

  /** @internal */
  received(peer: RemotePeer, data: Data, bytes: number): void {
    if (this.listened) return this.emit('message', peer, data);
    this.early.push({ peer, data, bytes });
    while (this.early.length > EARLY_MESSAGES || this.earlyBytes > EARLY_BYTES) this.early.shift();
  }

  /** @internal */
  opened(peer: RemotePeer): void {
    this.emit('open', peer);
  }

  /** @internal */
  closed(peer: RemotePeer): void {
    this.emit('close', peer);
  }

  private one(to: string): Outgoing {
    const outgoing = this.outgoing.get(to);
    if (!outgoing) throw new ParleyError('peer_unknown', 'The peer has left.');
    return outgoing;
  }

  private get earlyBytes(): number {
    return this.early.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private flush(): void {
    this.listened = true;
    for (const { peer, data } of this.early.splice(0)) this.emit('message', peer, data);
  }
}
