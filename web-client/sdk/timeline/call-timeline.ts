import type { Environment, Timer } from '../environment.ts';
import type { CallTrace, TraceEvent } from '../wire/trace-messages.ts';
import { PcWatch } from './pc-watch.ts';

/** Events wait so long for others to go with, milliseconds. */
const EVERY_MS = 1_500;
/** The server takes 50 events and 4 KiB at a time; what one request adds around them fits into the difference. */
const EVENTS_MAX = 50;
const BYTES_MAX = 3_900;
/** Events that wait while the server is away; the oldest make room. */
const WAITING_MAX = 200;

/** What the room is asked to tell of its connections. */
export interface PeerObserver {
  built(peerId: string, pc: RTCPeerConnection): void;
  close(): void;
}

/**
 * Tells the server what this page sees of its own connections in a call, for the call's timeline: states, kinds of
 * candidates and servers that failed; no address of anybody. What cannot be told is forgotten.
 */
export class CallTimeline implements PeerObserver {
  private waiting: TraceEvent[] = [];
  private readonly watches = new Map<string, PcWatch>();
  private timer: Timer;

  constructor(
    private readonly env: Environment,
    private readonly callId: string,
    private readonly send: (trace: CallTrace) => Promise<unknown>,
  ) {}

  built(peerId: string, pc: RTCPeerConnection): void {
    this.watches.get(peerId)?.stop();
    this.watches.set(
      peerId,
      new PcWatch(this.env, pc, (kind, detail) => {
        this.add({ at: this.env.wallTime(), kind, peer: peerId, detail });
      }),
    );
  }

  /** What waits is sent before this returns. */
  close(): void {
    for (const watch of this.watches.values()) watch.stop();
    this.watches.clear();
    this.flush();
  }

  private add(event: TraceEvent): void {
    this.waiting.push(event);
    if (this.waiting.length > WAITING_MAX) this.waiting.shift();
    this.timer ??= this.env.setTimer(() => this.flush(), EVERY_MS);
  }

  private flush(): void {
    this.env.clearTimer(this.timer);
    this.timer = undefined;
    while (this.waiting.length > 0) {
      const events = this.waiting.splice(0, fitting(this.waiting));
      this.send({ callId: this.callId, now: this.env.wallTime(), events }).catch(() => {});
    }
  }
}

/** How many of them one request takes; one at least. */
function fitting(events: readonly TraceEvent[]): number {
  let bytes = 0;
  const over = events.findIndex((event, index) => {
    bytes += JSON.stringify(event).length + 1;
    return index === EVENTS_MAX || bytes > BYTES_MAX;
  });
  return over < 0 ? events.length : Math.max(1, over);
}
