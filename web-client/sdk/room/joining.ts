import { abortable } from '../abort.ts';
import type { Session } from '../session/session.ts';
import { ParleyError } from '../wire/codes.ts';
import type { JoinReply, PeerState, RoomEvent } from '../wire/room-messages.ts';

/** Joining waits this long for a server that cannot be reached, milliseconds. */
const DEADLINE_MS = 20_000;

export interface JoiningOptions {
  readonly name?: string;
  readonly password?: string;
  /** Called when the room has a lobby and a host must let us in; the join goes on waiting. */
  readonly onWaiting?: () => void;
}

type Outcome = JoinReply | ParleyError | 'ask-again';

/** Asks to be let into a room, by way of its lobby if it has one. */
export class Joining {
  private running = false;
  private decide: ((outcome: Outcome) => void) | undefined;

  constructor(
    private readonly session: Session,
    private readonly roomId: string,
    private readonly options: JoiningOptions,
    private readonly state: () => PeerState,
    private readonly listen: () => void,
  ) {}

  get active(): boolean {
    return this.running;
  }

  /** Rejects with the server's refusal, `not_allowed` when a host decided against us, or `aborted`. */
  async join(signal?: AbortSignal): Promise<JoinReply> {
    this.running = true;
    try {
      for (;;) {
        const reply = await this.ask(signal);
        if (!('waiting' in reply)) return reply;
        this.options.onWaiting?.();
        this.listen();
        const outcome = await abortable(this.outcome(), signal);
        if (outcome instanceof ParleyError) throw outcome;
        if (outcome !== 'ask-again') return outcome;
      }
    } finally {
      this.running = false;
    }
  }

  /** What the lobby pushes. */
  event(event: RoomEvent): void {
    if (event.type === 'admitted') this.decide?.(event);
    if (event.type === 'denied') this.decide?.(new ParleyError('not_allowed', 'The host did not let you in.'));
    if (event.type === 'room-closed') this.decide?.(new ParleyError('room_closed', 'The room was closed.'));
  }

  /** The session was resumed: whoever waited must take a place in the lobby again. */
  askAgain(): void {
    this.decide?.('ask-again');
  }

  fail(error: ParleyError): void {
    this.decide?.(error);
  }

  private outcome(): Promise<Outcome> {
    return new Promise((resolve) => {
      this.decide = resolve;
    });
  }

  private ask(signal?: AbortSignal): Promise<JoinReply | { readonly waiting: true }> {
    const { name, password } = this.options;
    const body = {
      roomId: this.roomId,
      ...(name && { displayName: name }),
      ...(password && { password }),
      state: this.state(),
    };
    const late = () => this.session.withdrawals.begin(this.roomId);
    return this.session.request('rooms.request.join', body, {
      deadlineMs: DEADLINE_MS,
      ...(signal && { signal, late }),
    });
  }
}
