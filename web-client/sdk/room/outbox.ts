import type { Clock, Environment, Timer } from '../environment.ts';
import { Backoff } from '../transport/backoff.ts';
import { type ErrorCode, ParleyError } from '../wire/codes.ts';

/** Signals in flight at once; the owner handles them in order. */
const WINDOW = 64;
/** Accepted signals kept for a resend, by count; by age it is the resume window. */
const KEPT = 256;
/** Signals not settled; a sender that far behind is told so instead of growing without end. */
const QUEUE = 1_024;

/** How long one who is not in the room by what was told last may still turn out to be: somewhere else it may be known. */
const PARTED_MS = 60_000;

/** Errors that leave the id to the same signal; every other one frees it for the next. */
const RESENDABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['out_of_order', 'epoch_changed', 'rate_limited', 'unavailable', 'draining'] as const),
  ...(['timeout', 'disconnected', 'not_open', 'not_member', 'internal'] as const),
]);

interface Entry {
  id: number;
  to: string;
  data: unknown;
  /** The round in which it was last sent; a new round sends it again. */
  round: number;
  settledAt: number | undefined;
  readonly resolve: () => void;
  readonly reject: (error: ParleyError) => void;
}

export interface OutboxPort {
  /** Sends one signal; rejects with the code that answered it. */
  send(to: string, body: { id: number; base: number; epoch: string; data: unknown }): Promise<unknown>;
  /** The server does not count us among the room's members any more. */
  notMember(): void;
}

/**
 * Numbers the signals of one membership and resends what was not settled, in order (go-back-N). What was accepted is
 * kept for the resume window: when the room's epoch changes, owner and recipient's node may have died as one, so it is
 * sent again under the same ids, oldest first, before anything newer.
 */
export class Outbox {
  private entries: Entry[] = [];
  private nextId = 1;
  private round = 0;
  private paused = false;
  private timer: Timer;
  private readonly pastEpochs = new Set<string>();
  /** Recipients that only the owner may hold signals for, and until when to reckon with that. */
  private readonly unreached = new Map<string, number>();
  private readonly backoff: Backoff;

  constructor(
    private readonly env: Clock & Pick<Environment, 'random'>,
    private readonly port: OutboxPort,
    private epoch: string,
    private readonly keepMs: number,
  ) {
    this.backoff = new Backoff(env.random, { baseMs: 100, capMs: 1_000 });
  }

  /** Resolves once the signal is settled: the recipient has it or will get it, or is known to be gone. */
  send(to: string, data: unknown): Promise<void> {
    if (this.entries.filter(unsettled).length >= QUEUE) {
      return Promise.reject(new ParleyError('unavailable', 'Too many signals wait to be sent.'));
    }
    return new Promise((resolve, reject) => {
      this.entries.push({ id: this.nextId, to, data, round: -1, settledAt: undefined, resolve, reject });
      this.nextId += 1;
      this.transmit();
    });
  }

  /**
   * The recipient's connection is lost, or back. What is accepted meanwhile only waits at the room's owner; should the
   * owner be lost before the recipient is back, it is needed again, however old.
   */
  reaches(peerId: string, connected: boolean): void {
    if (connected) this.unreached.delete(peerId);
    else this.unreached.set(peerId, Number.POSITIVE_INFINITY);
  }

  /** The recipient did not come back in time, as far as this half of a split knows, or a new owner has not heard of it. */
  parted(peerId: string): void {
    const now = this.env.now();
    for (const [id, until] of this.unreached) if (until <= now) this.unreached.delete(id);
    this.unreached.set(peerId, now + PARTED_MS);
  }

  /**
   * The recipient has another membership: what the former one had taken is not for it. Its numbers are still filled, by
   * signals to oneself, which no owner passes on.
   */
  departed(peerId: string, self: string): void {
    for (const entry of this.entries) {
      if (entry.to === peerId && !unsettled(entry)) Object.assign(entry, { to: self, data: null });
    }
  }

  /** The link is gone: nothing is sent until {@link resume}. */
  suspend(): void {
    this.paused = true;
    this.env.clearTimer(this.timer);
  }

  resume(): void {
    this.goBack();
  }

  /** Resends everything that is kept; a second call for the same epoch, or one for an epoch gone by, does nothing. */
  epochChanged(epoch: string): void {
    if (epoch === this.epoch || this.pastEpochs.has(epoch)) return;
    this.pastEpochs.add(this.epoch);
    this.epoch = epoch;
    this.forgetOld();
    this.unreached.clear();
    for (const entry of this.entries) entry.settledAt = undefined;
    if (!this.paused) this.goBack();
  }

  /** Ends it: what waits is rejected. */
  close(error: ParleyError): void {
    this.suspend();
    for (const entry of this.entries) if (unsettled(entry)) entry.reject(error);
    this.entries = [];
  }

  private goBack(): void {
    this.env.clearTimer(this.timer);
    this.paused = false;
    this.round += 1;
    // everything after the lowest open id goes again: an owner new to us takes ids only without a hole
    const from = this.entries.findIndex(unsettled);
    for (const entry of from < 0 ? [] : this.entries.slice(from)) entry.settledAt = undefined;
    this.transmit();
  }

  private transmit(): void {
    if (this.paused) return;
    const open = this.entries.filter(unsettled);
    const base = open[0]?.id ?? 0;
    for (const entry of open.slice(0, WINDOW)) {
      if (entry.round !== this.round) this.post(entry, base);
    }
  }

  private post(entry: Entry, base: number): void {
    const { id, to, data } = entry;
    const { epoch, round } = this;
    entry.round = round;
    this.port.send(to, { id, base, epoch, data }).then(
      () => this.settled(entry, epoch),
      (thrown) => this.failed(entry, epoch, round, thrown),
    );
  }

  private settled(entry: Entry, epoch: string): void {
    // an owner of an epoch gone by speaks for nobody
    if (epoch !== this.epoch || !this.entries.includes(entry)) return;
    this.backoff.reset();
    entry.settledAt = this.env.now();
    entry.resolve();
    this.forgetOld();
    this.transmit();
  }

  private failed(entry: Entry, epoch: string, round: number, thrown: unknown): void {
    const error = thrown instanceof ParleyError ? thrown : new ParleyError('internal', String(thrown));
    if (error.code === 'peer_unknown') return this.settled(entry, epoch);
    if (error.code === 'epoch_changed' && error.extras.epoch) this.epochChanged(error.extras.epoch);
    // the first error of a round sends everything again; those that follow from it say nothing new
    if (round !== this.round || this.paused || !this.entries.includes(entry)) return;
    if (!RESENDABLE.has(error.code)) return this.refuse(entry, error);
    if (error.code === 'not_member') this.port.notMember();
    this.resendAfter(this.backoff.next(error.extras.retryAfterMs));
  }

  private resendAfter(delayMs: number): void {
    this.paused = true;
    this.round += 1;
    this.timer = this.env.setTimer(() => this.goBack(), delayMs);
  }

  /** The signal can never be accepted: its id goes to the next one, and so on. */
  private refuse(entry: Entry, error: ParleyError): void {
    const index = this.entries.indexOf(entry);
    for (const later of this.entries.slice(index + 1)) later.id -= 1;
    this.entries.splice(index, 1);
    this.nextId -= 1;
    entry.reject(error);
    this.resendAfter(0);
  }

  private forgetOld(): void {
    const now = this.env.now();
    const oldest = now - this.keepMs;
    const firstOpen = this.entries.findIndex(unsettled);
    const settledCount = firstOpen < 0 ? this.entries.length : firstOpen;
    const isUnreached = (entry: Entry) => (this.unreached.get(entry.to) ?? 0) > now;
    const isKept = (entry: Entry) => (entry.settledAt ?? 0) >= oldest || isUnreached(entry);
    const expired = this.entries.findIndex((entry) => unsettled(entry) || isKept(entry));
    const byAge = expired < 0 ? this.entries.length : expired;
    this.entries.splice(0, Math.max(byAge, settledCount - KEPT));
  }
}

function unsettled(entry: Entry): boolean {
  return entry.settledAt === undefined;
}
