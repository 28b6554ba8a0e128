import type { RemotePeer } from '../rtc/remote-peer.ts';
import { ParleyError } from '../wire/codes.ts';
import { Channel } from './channel.ts';
import { Incoming } from './incoming.ts';
import { type ChannelOptions, Outgoing } from './outgoing.ts';
import type { MessageSeal } from './seal.ts';

/** Names that peers may use before anybody here asks for them. */
const UNCLAIMED = 32;
/** Characters of a name. */
const NAME = 64;

interface Link {
  readonly peer: RemotePeer;
  readonly pc: RTCPeerConnection;
  readonly seal: MessageSeal | undefined;
  readonly incoming: Incoming;
}

/**
 * Named channels over the connections to all peers of a room. Each side sends on an RTCDataChannel of its own and
 * receives on the other's, so nobody has to agree on who opens one; the name is the label.
 */
export class Channels {
  private readonly channels = new Map<string, Channel>();
  private readonly claimed = new Set<string>();
  private readonly links = new Map<string, Link>();
  private over: ParleyError | undefined;

  /** @param sealed whether every message must be */
  constructor(private readonly sealed: boolean) {}

  /** The channel of that name, the same object at every call; the first call's options count. */
  get(name: string, options: ChannelOptions = {}): Channel {
    if (this.over) throw this.over;
    const { maxRetransmits, maxPacketLifeTime } = options;
    const limits = [maxRetransmits, maxPacketLifeTime].filter((limit) => limit !== undefined).length;
    if (!name || name.length > NAME || limits > 1) {
      throw new ParleyError('invalid_argument', 'A channel has a name of 1 to 64 characters, and one limit at most.');
    }
    const known = this.channels.get(name);
    if (known && this.claimed.has(name)) return known;
    this.claimed.add(name);
    // one that only the others used so far was never sent on
    const channel = known ? Object.assign(known, { options }) : this.create(name, options);
    for (const link of this.links.values()) this.connect(channel, link);
    return channel;
  }

  /** A connection to the peer was made, or made anew; nothing has been negotiated on it. */
  built(peer: RemotePeer, pc: RTCPeerConnection, seal: MessageSeal | undefined): void {
    if (this.sealed && !seal) throw new ParleyError('e2ee_failed', 'No seal.');
    this.links.get(peer.id)?.incoming.close();
    const incoming = new Incoming(peer, seal, {
      received: (name, data, bytes) => this.received(peer, name, data, bytes),
    });
    const link = { peer, pc, seal, incoming };
    this.links.set(peer.id, link);
    pc.ondatachannel = ({ channel }) => incoming.add(channel);
    for (const name of this.claimed) this.connect(this.channels.get(name) as Channel, link);
  }

  /** The peer is gone. */
  removed(peerId: string): void {
    this.links.get(peerId)?.incoming.close();
    this.links.delete(peerId);
    const error = new ParleyError('peer_unknown', 'The peer has left.');
    for (const { outgoing } of this.channels.values()) {
      outgoing.get(peerId)?.close(error);
      outgoing.delete(peerId);
    }
  }

  /** The room is over. */
  close(): void {
    this.over = new ParleyError('closed', 'The room was left.');
    for (const peerId of [...this.links.keys()]) this.removed(peerId);
  }

  private create(name: string, options: ChannelOptions): Channel {
    const channel = new Channel(name, options);
    this.channels.set(name, channel);
    return channel;
  }

  private connect(channel: Channel, { peer, pc, seal }: Link): void {
    const outgoing = channel.outgoing.get(peer.id) ?? this.towards(channel, peer);
    channel.outgoing.set(peer.id, outgoing);
    outgoing.attach(pc, seal);
  }

  private towards(channel: Channel, peer: RemotePeer): Outgoing {
    return new Outgoing(channel.name, peer.id, channel.options, {
      opened: () => channel.opened(peer),
      closed: () => channel.closed(peer),
    });
  }

  private received(peer: RemotePeer, name: string, data: unknown, bytes: number): void {
    const known = this.channels.get(name);
    if (!known && this.channels.size - this.claimed.size >= UNCLAIMED) return;
    (known ?? this.create(name, {})).received(peer, data, bytes);
  }
}
