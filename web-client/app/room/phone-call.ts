import type { Ended, Parley } from '../../sdk/index.ts';
import { type CallNote, namesOf } from '../calls/call-note.ts';
import { duration } from '../ui/words.ts';
import type { Notice } from './notices.ts';

/** Nobody waits for the server to be out of a call, milliseconds. */
const LONGEST_WAIT_MS = 2_000;

/** A call between users that has this room for its place: whoever hangs up ends it for everybody. */
export class PhoneCall {
  private seconds: number | undefined;
  private endedBy: string | undefined;
  private readonly stop: () => void;

  /** @param ended called once when another one ended it */
  constructor(
    private readonly client: Pick<Parley, 'calls'>,
    private readonly note: CallNote,
    ended: () => void,
  ) {
    this.stop = client.calls.on('call_ended', ({ callId, endedBy, duration: seconds }) => {
      if (callId !== note.callId) return;
      this.seconds = seconds;
      this.endedBy = endedBy;
      this.stop();
      ended();
    });
  }

  /** Who else is in it. */
  get names(): string {
    return namesOf(this.note.others);
  }

  get camera(): boolean {
    return this.note.camera;
  }

  /** Ends it for everybody. Whatever goes wrong: one is out all the same, and the server ends a call that is empty. */
  async hangUp(): Promise<void> {
    this.stop();
    const told = this.client.calls.end(this.note.callId).catch(() => undefined);
    const patience = new Promise<undefined>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
    this.seconds = await Promise.race([told, patience]);
  }

  /** What to show afterwards; `undefined` where something went wrong that matters more. */
  summaryOf({ reason }: Pick<Ended, 'reason'>): Notice | undefined {
    if (reason !== 'left' && reason !== 'room-closed') return undefined;
    const time = this.seconds === undefined ? '' : duration(this.seconds * 1_000);
    const by = this.note.others.length === 1 ? this.names : this.endedBy;
    const text = this.endedBy
      ? `${by} hung up${time && ` after ${time}`}.`
      : `You talked with ${this.names}${time && ` for ${time}`}.`;
    return { title: 'Call ended', text, home: 'people.html' };
  }
}
