import type { Data, Wire } from '../data/payload.ts';
import type { Environment } from '../environment.ts';
import type { GuardPort, GuardSession } from '../room/guard.ts';
import { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import { type Bytes, toBase64 } from './bytes.ts';
import { Group } from './group.ts';
import { createIdentity, Greetings, type Identity, tagOf } from './identity.ts';
import { MediaKeys, type Sender } from './media-keys.ts';
import { Member } from './member.ts';
import { fromBytes, toBytes } from './message.ts';
import { Pair } from './pair.ts';
import { readPayload, readSealed, type SealedGreeting, writeKey } from './payload.ts';
import { protect } from './protect.ts';
import type { Root } from './root.ts';
import type { FrameTransforms } from './transforms.ts';

export type What = 'signals' | 'messages' | 'frames';

export interface SessionOptions {
  readonly env: Environment;
  readonly roomId: string;
  readonly root: Root;
  readonly transforms: FrameTransforms;
  /** Another number at every call, below 2^16. */
  nextLane(): number;
  changed(): void;
  dropped(peerId: string, what: What): void;
}

/** The encryption of one stay: its own key pair, one agreement with each peer, and the group's key for the media. */
export class E2eeSession implements GuardSession {
  readonly members = new Map<string, Member>();
  readonly group: Group;
  identity: Identity | undefined;
  private readonly ready: Promise<Identity>;
  private readonly greetings: Greetings;
  private readonly media: MediaKeys;
  private closed = false;

  constructor(
    private readonly options: SessionOptions,
    private readonly self: PeerInfo,
    private readonly port: GuardPort,
  ) {
    const { env, roomId, root, transforms } = options;
    const tag = tagOf(self);
    this.ready = createIdentity(env.crypto.subtle, tag).then((identity) => {
      this.identity = identity;
      return identity;
    });
    this.greetings = new Greetings(env.crypto, root, roomId);
    this.media = new MediaKeys(env.crypto.subtle, roomId, (keys) => transforms.keys(keys));
    this.group = new Group(tag, Number(new Date(self.joinedAt)), env, {
      random: (length) => env.crypto.getRandomValues(new Uint8Array(length)),
      announce: (to, key) => this.announce(to, writeKey(key)),
      changed: () => this.rekey(),
    });
  }

  get configuration(): RTCConfiguration {
    return this.options.transforms.configuration;
  }

  add(info: PeerInfo): void {
    const member = new Member(info.peerId, info);
    this.members.set(info.peerId, member);
    this.group.arrive(member.tag);
    member.greet(() => this.greet(member, info));
    this.options.changed();
  }

  remove(peerId: string): void {
    const member = this.members.get(peerId);
    if (!member) return;
    this.members.delete(peerId);
    member.leave();
    this.group.leave(member.tag);
    this.options.changed();
  }

  protect(peerId: string, pc: RTCPeerConnection): void {
    const { transforms, nextLane, dropped } = this.options;
    protect(pc, {
      sender: (sender, kind) => transforms.seal(sender, nextLane(), kind),
      receiver: (receiver, kind) => transforms.open(receiver, peerId, kind),
      failed: () => dropped(peerId, 'frames'),
    });
  }

  send(peerId: string, data: unknown): Promise<void> {
    return this.post(peerId, { k: 'signal', data });
  }

  receive(from: string, data: unknown): void {
    const member = this.members.get(from);
    if (!member) return;
    member.inTurn(() => this.open(member, data)).catch(() => this.failed(member, 'signals'));
  }

  proved(peerId: string): boolean {
    return this.members.get(peerId)?.trust === 'verified';
  }

  async sealMessage(peerId: string, channel: string, wire: Wire): Promise<Bytes> {
    return this.member(peerId).sealMessage(channel, toBytes(wire));
  }

  async openMessage(
    peerId: string,
    channel: string,
    ordered: boolean,
    wire: unknown,
  ): Promise<{ data: Data } | undefined> {
    const member = this.members.get(peerId);
    try {
      const bytes = await member?.pair?.openMessage(channel, ordered, wire);
      if (!bytes) throw new Error('no agreement yet');
      return { data: fromBytes(bytes) };
    } catch {
      if (member) this.failed(member, 'messages');
      return undefined;
    }
  }

  refuse(peerId: string): void {
    this.options.dropped(peerId, 'messages');
  }

  close(): void {
    this.closed = true;
    for (const peerId of [...this.members.keys()]) this.remove(peerId);
    this.group.close();
    this.rekey();
  }

  private member(peerId: string): Member {
    const member = this.members.get(peerId);
    if (!member) throw new ParleyError('peer_unknown', 'This peer is not in the room.');
    return member;
  }

  private async post(peerId: string, payload: object): Promise<void> {
    await this.member(peerId).send(payload, (sealed) => this.port.transmit(peerId, sealed));
  }

  private announce(tag: string, payload: object): void {
    const member = [...this.members.values()].find((candidate) => candidate.tag === tag);
    // one that cannot be told is leaving
    if (member) this.post(member.peerId, payload).catch(() => {});
  }

  private async greet(member: Member, info: PeerInfo): Promise<void> {
    const hello = await this.greetings.seal(await this.ready, member.tag);
    if (this.members.get(member.peerId) !== member) return;
    const greeting: SealedGreeting = { type: 'sealed', v: 1, stays: [this.self.joinedAt, info.joinedAt], hello };
    // whether it arrives shows in the answer
    this.port.transmit(member.peerId, greeting).catch(() => {});
  }

  private async open(member: Member, data: unknown): Promise<void> {
    const sealed = readSealed(data);
    if (!sealed) throw new Error('in the clear');
    if ('hello' in sealed) return this.greeted(member, sealed);
    if (!member.pair) throw new Error('no agreement yet');
    const payload = readPayload(await member.pair.openSignal(sealed));
    if (this.members.get(member.peerId) !== member) return;
    this.verified(member);
    if (payload.k === 'key') this.group.take(member.tag, payload.key);
    if (payload.k === 'signal') this.port.deliver(member.peerId, payload.data);
  }

  private async greeted(member: Member, { hello, stays }: SealedGreeting): Promise<void> {
    // meant for a stay that is over: a repeat after a failover, no attack
    if (`${member.peerId}#${String(stays[0])}` !== member.tag || stays[1] !== this.self.joinedAt) return;
    const own = await this.ready;
    const publicKey = await this.greetings.open(hello, member.tag, own.tag);
    if (member.pair && toBase64(member.pair.publicKey) !== toBase64(publicKey)) throw new Error('another key');
    if (member.pair) return;
    const { env, root, roomId } = this.options;
    member.agree(await Pair.agree({ subtle: env.crypto.subtle, root, roomId, own, tag: member.tag, publicKey }));
    // what comes next proves to the peer that we hold the private key
    this.post(member.peerId, { k: 'ready' }).catch(() => {});
    this.rekey();
  }

  private verified(member: Member): void {
    if (member.trust === 'verified') return;
    member.trust = 'verified';
    this.group.verify(member.tag, member.since);
    this.options.changed();
  }

  private failed(member: Member, what: What): void {
    if (this.members.get(member.peerId) !== member) return;
    if (member.trust === 'pending') member.trust = 'unreadable';
    this.options.dropped(member.peerId, what);
  }

  private rekey(): void {
    if (!this.identity || this.closed) return;
    const senders = [...this.members.values()].flatMap(({ peerId, tag, pair }): Sender[] =>
      pair ? [{ peerId, tag, publicKey: pair.publicKey }] : [],
    );
    void this.media.update(this.group, { ...this.identity, peerId: this.self.peerId }, senders);
    this.options.changed();
  }
}
