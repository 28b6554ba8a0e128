import type { Call, Ended, Parley } from '../../sdk/index.ts';
import { type CallNote, namesOf } from '../calls/call-note.ts';
import { duration } from '../ui/words.ts';
import { callEnded, type Notice } from './notices.ts';

/** A call between users that has this room for its place: whoever hangs up ends it for everybody. */
export class PhoneCall {
  private readonly call: Call;

  /** @param ended called once when another one ended it */
  constructor(
    client: Pick<Parley, 'ongoingCall'>,
    private readonly note: CallNote,
    ended: () => void,
  ) {
    this.call = client.ongoingCall(note);
    this.call.on('ended', ({ by }) => by !== undefined && ended());
  }

  /** Who else is in it. */
  get names(): string {
    return namesOf(this.note.others);
  }

  get camera(): boolean {
    return this.note.camera;
  }

  /** Ends it for everybody. Whatever goes wrong: one is out all the same, and the server ends a call that is empty. */
  hangUp(): Promise<void> {
    return this.call.hangUp();
  }

  /** What to show afterwards; `undefined` where something went wrong that matters more. */
  summaryOf({ reason }: Pick<Ended, 'reason'>): Notice | undefined {
    if (reason !== 'left' && reason !== 'room-closed') return undefined;
    const { by: endedBy, duration: seconds } = this.call.over ?? {};
    const time = seconds === undefined ? '' : duration(seconds * 1_000);
    const by = this.note.others.length === 1 ? this.names : endedBy;
    return endedBy ? callEnded('hungUp', by ?? endedBy, time) : callEnded('talked', this.names, time);
  }
}
