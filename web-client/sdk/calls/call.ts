import { abortable } from '../abort.ts';
import { Emitter } from '../emitter.ts';
import type { Timer } from '../environment.ts';
import type { JoinOptions } from '../parley.ts';
import type { Room } from '../room/room.ts';
import type { CallType, CreatedCall, RejectReason } from '../wire/call-messages.ts';
import { codeOf, ParleyError } from '../wire/codes.ts';
import type { CallHandleEvents, CallOver, CallParts, CallState } from './call-state.ts';
import { type CallNews, listenForNews } from './news.ts';

/** The server ends the ringing after 60 s; this is for when its word does not arrive, and for people who are away. */
const LONGEST_RING_MS = 75_000;
/** Nobody waits longer for the server to be out of a call, milliseconds. */
const PATIENCE_MS = 2_000;

/** A call, from the ringing to its end; the same for whoever made it and whoever took it. */
export class Call extends Emitter<CallHandleEvents> {
  private ids: Pick<CreatedCall, 'callId' | 'roomId'> | undefined;
  private now: CallState = 'starting';
  private ending: CallOver | undefined;
  private place: Promise<Room> | undefined;
  private timer: Timer;
  private early: CallNews[] = [];
  private readonly refusals = new Map<string, RejectReason>();
  private readonly stop: () => void;

  /** @internal use `Parley.call`, `IncomingCall.accept` or `Parley.ongoingCall` */
  constructor(
    private readonly parts: CallParts,
    readonly type: CallType,
    /** User names of those invited; empty for a call that somebody else made. */
    readonly invitees: readonly string[],
  ) {
    super();
    this.stop = listenForNews(parts.calls, (news) => this.heard(news));
  }

  get state(): CallState {
    return this.now;
  }

  /** Known from `ringing` on. */
  get id(): string | undefined {
    return this.ids?.callId;
  }

  /** Where it takes place; known from `ringing` on. */
  get roomId(): string | undefined {
    return this.ids?.roomId;
  }

  /** How it ended; `undefined` before. */
  get over(): CallOver | undefined {
    return this.ending;
  }

  /**
   * Joins the place of the call, once somebody accepted; asked again it is the same room. Its devices are those of the
   * call's type unless `media` says otherwise, and it is left when the call is over.
   *
   * Rejects with `call_over` when nobody accepts, what the call failed with, `aborted`, or what a join rejects with.
   */
  async room(options: JoinOptions = {}): Promise<Room> {
    await abortable(this.answered(), options.signal);
    this.place ??= this.enter(options);
    return this.place;
  }

  /** Ends the ringing; the request goes out before this returns. What was accepted is not cancelled any more. */
  cancel(): void {
    if (this.now !== 'starting' && this.now !== 'ringing') return;
    this.revoke();
    this.finish({ outcome: 'cancelled' });
  }

  /** Ends the call for everybody, and the ringing where nobody answered yet. Resolves after 2 s at most. */
  async hangUp(): Promise<void> {
    if (this.now !== 'accepted') return this.cancel();
    const told = this.parts.calls.end(this.ids?.callId ?? '').catch(() => undefined);
    // the server's word that we ended it tells nothing new
    this.stop();
    void this.leave();
    const patience = new Promise<undefined>((resolve) => {
      this.timer = this.parts.clock.setTimer(() => resolve(undefined), PATIENCE_MS);
    });
    const duration = await Promise.race([told, patience]);
    this.finish({ outcome: 'finished', ...(duration !== undefined && { duration }) });
  }

  /** @internal rings: resolves when the server does, or has refused */
  async begin(create: Promise<CreatedCall>): Promise<void> {
    try {
      this.ids = await create;
    } catch (thrown) {
      return this.fail(thrown instanceof ParleyError ? thrown : new ParleyError(codeOf(thrown), String(thrown)));
    }
    // given up while the request was on its way
    if (this.ending) return this.revoke();
    this.now = 'ringing';
    this.timer = this.parts.clock.setTimer(() => this.unanswered(), LONGEST_RING_MS);
    this.emit('ringing');
    // an answer may overtake the reply
    for (const news of this.early.splice(0)) this.heard(news);
  }

  /** @internal it was accepted already */
  resume(ids: Pick<CreatedCall, 'callId' | 'roomId'>): this {
    this.ids = ids;
    this.now = 'accepted';
    return this;
  }

  /** @internal the client has ended */
  fail(error: ParleyError): void {
    this.finish({ outcome: 'failed', error });
  }

  private heard(news: CallNews): void {
    if (!this.ids) {
      this.early.push(news);
      return;
    }
    if (news.callId !== this.ids.callId || this.ending) return;
    if (news.type === 'accepted') this.accepted(news.by);
    if (news.type === 'rejected') this.rejected(news.by, news.reason);
    if (news.type === 'timeout' && this.now === 'ringing') this.finish({ outcome: 'unanswered' });
    if (news.type === 'ended') this.closed(news.by, news.duration);
  }

  private accepted(by: string): void {
    this.parts.clock.clearTimer(this.timer);
    this.now = 'accepted';
    this.emit('accepted', by);
  }

  private rejected(by: string, reason: RejectReason): void {
    if (this.refusals.has(by)) return;
    this.refusals.set(by, reason);
    this.emit('rejected', by, reason);
    if (this.now !== 'ringing' || this.refusals.size < this.invitees.length) return;
    const busy = [...this.refusals.values()].every((each) => each === 'busy');
    this.finish({ outcome: busy ? 'busy' : 'declined' });
  }

  private closed(by: string, duration: number): void {
    this.finish(this.now === 'accepted' ? { outcome: 'finished', by, duration } : { outcome: 'unanswered' });
  }

  private unanswered(): void {
    this.revoke();
    this.finish({ outcome: 'unanswered' });
  }

  /** Nobody is to hear it ring any more. */
  private revoke(): void {
    if (this.ids) this.parts.calls.cancel(this.ids.callId).catch(() => {});
  }

  private async answered(): Promise<void> {
    if (this.now === 'starting' || this.now === 'ringing') {
      await new Promise<void>((resolve) => {
        this.once('accepted', () => resolve());
        this.once('ended', () => resolve());
      });
    }
    const { ending } = this;
    if (ending) throw ending.error ?? new ParleyError('call_over', `The call is over: ${ending.outcome}.`);
  }

  private async enter(options: JoinOptions): Promise<Room> {
    const media = { audio: true, video: this.type === 'video' };
    try {
      const room = await this.parts.join(this.roomId ?? '', { media, ...options });
      if (this.ending) void room.leave();
      return room;
    } catch (thrown) {
      this.place = undefined;
      throw thrown;
    }
  }

  private async leave(): Promise<void> {
    const room = await this.place?.catch(() => undefined);
    await room?.leave();
  }

  private finish(over: CallOver): void {
    if (this.ending) return;
    this.parts.clock.clearTimer(this.timer);
    this.stop();
    this.ending = over;
    this.now = 'ended';
    void this.leave();
    this.emit('ended', over);
  }
}
