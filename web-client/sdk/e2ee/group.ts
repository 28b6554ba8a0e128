import type { Clock, Timer } from '../environment.ts';
import type { Bytes } from './bytes.ts';
import type { Tag } from './identity.ts';

/** Changes that come together get one new key, milliseconds. */
const SETTLE_MS = 50;
/** For how long the next in line waits for each one before it. */
const TAKEOVER_MS = 1_500;
const LONGEST_MS = 30_000;
/** A new key is used for sending once the others can be reckoned to have it. */
const SWITCH_MS = 250;
/** For how long a key that somebody took along is used while no new one comes; then nothing is sent. */
const GRACE_MS = 5_000;
/** For how long frames under a former key are still opened. */
const RETAIN_MS = 10_000;
const KEYS = 16;
/** By how much a generation may be ahead of those known; nobody may use the numbers up. */
const AHEAD = 1_000;

/** A key of the room's media, and who was given it. */
export interface GroupKey {
  readonly generation: number;
  /** Tells keys of one generation apart, 32 bits. */
  readonly id: number;
  readonly raw: Bytes;
  readonly known: readonly Tag[];
}

export interface GroupPort {
  random(length: number): Bytes;
  /** Tells one verified member, sealed for it alone. */
  announce(to: Tag, key: GroupKey): void;
  changed(): void;
}

/**
 * Agrees on one key for the media of all who are present. Every change of who is there is answered with a new random
 * one by whoever is there longest; should that fail, by the next in line. Nobody has to agree on who that is: of several
 * keys everybody prefers one that all present have, then the highest generation, then the highest id. A key is used for
 * sending only while it is known to nobody but those who are present.
 */
export class Group {
  private readonly present = new Set<Tag>();
  private readonly verified = new Map<Tag, number>();
  private keys: GroupKey[] = [];
  private used: GroupKey | undefined;
  private making: Timer;
  private switching: Timer;
  private switchAt = Number.POSITIVE_INFINITY;
  private readonly forgetting = new Set<Timer>();
  private attempts = 0;
  private top = 0;
  private closed = false;

  /** @param since when we joined, milliseconds: whoever is there longest comes first */
  constructor(
    private readonly self: Tag,
    private readonly since: number,
    private readonly clock: Clock,
    private readonly port: GroupPort,
  ) {}

  /** The key that all present should have. */
  get current(): GroupKey | undefined {
    return this.keys.filter((key) => this.usable(key)).sort((a, b) => this.compare(a, b))[0];
  }

  /** What is sent now is sealed under this one; `undefined`: nothing may be sent. */
  get sending(): GroupKey | undefined {
    return this.used;
  }

  /** Everything that may still be opened. */
  get opening(): readonly GroupKey[] {
    return this.keys;
  }

  arrive(tag: Tag): void {
    this.present.add(tag);
    this.change();
  }

  /** The member has proved that it knows the secret. */
  verify(tag: Tag, since: number): void {
    this.verified.set(tag, since);
    this.change();
  }

  leave(tag: Tag): void {
    this.present.delete(tag);
    this.verified.delete(tag);
    this.change();
  }

  /** A verified member announced a key. Throws for one that cannot be. */
  take(from: Tag, key: GroupKey): void {
    if (!key.known.includes(this.self) || !key.known.includes(from)) throw new Error('not for us');
    if (key.generation > this.top + AHEAD) throw new Error('too far ahead');
    if (this.keys.some(({ generation, id }) => generation === key.generation && id === key.id)) return;
    this.store(key);
    this.settle();
  }

  close(): void {
    this.closed = true;
    for (const timer of [this.making, this.switching, ...this.forgetting]) this.clock.clearTimer(timer);
    this.keys = [];
    this.used = undefined;
  }

  private change(): void {
    this.attempts = 0;
    this.settle();
  }

  /** Looks at what is there: is a new key needed, and is another one to be used? */
  private settle(): void {
    if (this.closed) return;
    this.clock.clearTimer(this.making);
    if (this.verified.size > 0 && !this.covers(this.current)) {
      const wait = (SETTLE_MS + this.rank() * TAKEOVER_MS) * 2 ** this.attempts;
      this.making = this.clock.setTimer(() => this.make(), Math.min(wait, LONGEST_MS));
    }
    this.follow();
    this.port.changed();
  }

  private make(): void {
    this.attempts += 1;
    const known = [this.self, ...this.verified.keys()];
    const id = new DataView(this.port.random(4).buffer).getUint32(0);
    const key: GroupKey = { generation: this.top + 1, id, raw: this.port.random(32), known };
    this.store(key);
    for (const tag of this.verified.keys()) this.port.announce(tag, key);
    this.settle();
  }

  private store(key: GroupKey): void {
    this.top = Math.max(this.top, key.generation);
    this.keys = [...this.keys, key].slice(-KEYS);
  }

  /** Moves on to the key that all should have, or stops when there is none any more. */
  private follow(): void {
    const { current, clock } = this;
    clock.clearTimer(this.switching);
    if (current === this.used) this.switchAt = Number.POSITIVE_INFINITY;
    else if (!this.used) this.use(current);
    else {
      // counted from the first change on: a former key is never used for longer because there are more of them
      const wait = current ? SWITCH_MS : GRACE_MS;
      this.switchAt = Math.min(this.switchAt, clock.now() + wait);
      this.switching = clock.setTimer(() => this.switchOver(), this.switchAt - clock.now());
    }
  }

  private switchOver(): void {
    this.use(this.current);
    this.port.changed();
  }

  private use(key: GroupKey | undefined): void {
    this.used = key;
    this.switchAt = Number.POSITIVE_INFINITY;
    const stale = this.keys.filter((other) => other !== key);
    const timer = this.clock.setTimer(() => {
      this.forgetting.delete(timer);
      this.keys = this.keys.filter((other) => !stale.includes(other) || other === this.current || other === this.used);
      this.port.changed();
    }, RETAIN_MS);
    this.forgetting.add(timer);
  }

  private usable({ known }: GroupKey): boolean {
    return known.every((tag) => tag === this.self || this.present.has(tag));
  }

  private covers(key: GroupKey | undefined): boolean {
    return key !== undefined && [...this.verified.keys()].every((tag) => key.known.includes(tag));
  }

  private compare(a: GroupKey, b: GroupKey): number {
    return Number(this.covers(b)) - Number(this.covers(a)) || b.generation - a.generation || b.id - a.id;
  }

  /** How many of those that we know are there longer. */
  private rank(): number {
    const before = ([tag, since]: [Tag, number]) => since < this.since || (since === this.since && tag < this.self);
    return [...this.verified].filter(before).length;
  }
}
