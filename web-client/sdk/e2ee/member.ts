import type { PeerTrust } from '../room/guard.ts';
import { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import type { Bytes } from './bytes.ts';
import { type Tag, tagOf } from './identity.ts';
import type { Pair } from './pair.ts';

/** Signals that wait for a peer to prove itself. */
const QUEUE = 1_024;

/** What is known of one other member's keys, and the two queues that keep what is sealed and opened in order. */
export class Member {
  readonly tag: Tag;
  /** When it joined, milliseconds; of equal times the smaller tag counts as earlier. */
  readonly since: number;
  trust: PeerTrust = 'pending';
  pair: Pair | undefined;
  private readonly agreed: Promise<Pair>;
  private resolve: (pair: Pair) => void = () => {};
  private reject: (error: ParleyError) => void = () => {};
  private sealing: Promise<unknown> = Promise.resolve();
  private opening: Promise<unknown> = Promise.resolve();
  private queued = 0;

  constructor(
    readonly peerId: string,
    info: PeerInfo,
  ) {
    this.tag = tagOf(info);
    this.since = Number(new Date(info.joinedAt));
    this.agreed = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // whoever waits for it is told, nobody else needs to be
    this.agreed.catch(() => {});
  }

  agree(pair: Pair): void {
    this.pair = pair;
    this.resolve(pair);
  }

  /** Runs one after the other, in the order of the calls. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.opening.then(task);
    this.opening = done.catch(() => {});
    return done;
  }

  /** Goes out before anything else. */
  greet(task: () => Promise<unknown>): void {
    this.sealing = task().catch(() => {});
  }

  /** Seals as soon as there are keys; what is transmitted then keeps the order of the calls. */
  async send(payload: unknown, transmit: (sealed: unknown) => Promise<void>): Promise<void> {
    if (this.queued >= QUEUE) throw new ParleyError('unavailable', 'Too many signals wait for the peer.');
    this.queued += 1;
    const sealed = this.sealing.then(async () => {
      const pair = await this.agreed;
      return { settled: transmit(await pair.sealSignal(payload)) };
    });
    this.sealing = sealed.catch(() => {});
    try {
      await (await sealed).settled;
    } finally {
      this.queued -= 1;
    }
  }

  async sealMessage(channel: string, bytes: Bytes): Promise<Bytes> {
    return (await this.agreed).sealMessage(channel, bytes);
  }

  leave(): void {
    this.reject(new ParleyError('peer_unknown', 'The peer has left.'));
  }
}
