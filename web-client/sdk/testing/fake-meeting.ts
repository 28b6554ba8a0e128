import { type JoinOptions, Parley, type Room } from '../index.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { cryptoIdle, quickCrypto } from './fake-crypto.ts';
import { type Fakes, fakes, joinReply, openReply, peer } from './fake-environment.ts';
import type { FakeSocket } from './fake-network.ts';

export interface Guest extends Fakes {
  readonly client: Parley;
  readonly room: Room;
}

interface Seat extends Fakes {
  readonly info: PeerInfo;
  readonly waiting: { address: string; body: object }[];
  seq: number;
  joined: boolean;
}

/** A server with one room, for several clients at a time: stamps, numbers and passes on, and keeps what it saw. */
export class FakeMeeting {
  readonly clock = new FakeClock();
  /** Every signal's data as the server saw it, in order. */
  readonly signals: { from: string; to: string; data: unknown }[] = [];
  /** Every chat message that went by the server. */
  readonly chats: { from: string; text: string }[] = [];
  /** What a server that is up to no good makes of a signal: another one, none, or several. */
  meddle: (from: string, to: string, data: unknown) => unknown[] = (_from, _to, data) => [data];
  private readonly seats = new Map<string, Seat>();
  private joins = 0;
  /** What the server says of the room. */
  e2ee = false;

  constructor(private readonly roomId = 'daily') {}

  /** Whoever joins has `id` as peer id and as name. */
  async join(id: string, options: JoinOptions = {}): Promise<Guest> {
    const world = fakes();
    const { now, setTimer, clearTimer } = this.clock;
    const env = {
      ...world.env,
      crypto: quickCrypto(),
      now,
      setTimer,
      clearTimer,
      randomId: () => `${id}-${world.env.randomId()}`,
    };
    this.joins += 1;
    const info = peer(id, { joinedAt: this.joins });
    const seat: Seat = { ...world, env, info, waiting: [], seq: 0, joined: false };
    this.serve(seat);
    const client = new Parley({ endpoints: 'https://node.example', environment: env });
    const room = await client.join(this.roomId, { name: id, ...options });
    return { ...world, env, client, room };
  }

  /** Pushes an event to everybody but the one it is about. */
  tell(type: string, fields: object, except?: string): void {
    for (const seat of this.seats.values()) {
      if (seat.joined && seat.info.peerId !== except)
        this.push(seat, `rooms.events.${this.roomId}`, { type, ...fields });
    }
  }

  /** Lets time pass, no faster than cryptography goes. */
  async advance(ms: number): Promise<void> {
    await cryptoIdle();
    for (let passed = 0; passed < ms; passed += 10) {
      await this.clock.advance(10);
      await cryptoIdle();
    }
  }

  /** The peer is gone without a word. */
  drop(peerId: string, reason = 'timeout'): void {
    this.seats.delete(peerId);
    this.tell('peer-left', { peerId, reason });
  }

  /** Hands a signal over as if it came from a member. */
  inject(from: string, to: string, data: unknown, id: number): void {
    const seat = this.seats.get(to);
    if (seat) this.push(seat, `webrtc.signal.${this.roomId}.${to}`, { from, to, id, data });
  }

  private serve(seat: Seat): void {
    const { network, info } = seat;
    network.on(/^session\.open$/, (frame, socket) => socket.reply(frame, openReply({ peerId: info.peerId })));
    network.on(/^rooms\.request\.join$/, (frame, socket) => socket.reply(frame, this.admit(seat)));
    network.on(/^rooms\.request\.state$/, (frame, socket) => socket.reply(frame, {}));
    network.on(/^rooms\.request\.leave$/, (frame, socket) => {
      socket.reply(frame, {});
      this.drop(info.peerId, 'left');
    });
    network.on(/^rooms\.request\.chat$/, (frame, socket) => {
      const { id, text } = frame.body as { id: string; text: string };
      this.chats.push({ from: info.peerId, text });
      this.tell('chat', { id, from: info.peerId, text, at: this.clock.now() });
      socket.reply(frame, {});
    });
    network.on(/^webrtc\.signal\./, (frame, socket) => this.signal(seat, frame as never, socket));
  }

  private admit(seat: Seat): object {
    const { info } = seat;
    const peers = [...this.seats.values()].filter(({ joined }) => joined).map((other) => other.info);
    this.seats.set(info.peerId, seat);
    this.tell('peer-joined', { peer: info });
    seat.joined = true;
    const reply = joinReply({ self: info, peers, seq: seat.seq });
    return { ...reply, room: { ...reply.room, roomId: this.roomId, e2ee: this.e2ee } };
  }

  private signal(
    seat: Seat,
    frame: { type: 'send'; address: string; body: { id: number; data: unknown } },
    socket: FakeSocket,
  ): void {
    const to = frame.address.split('.')[3] as string;
    const from = seat.info.peerId;
    const { id, data } = frame.body;
    this.signals.push({ from, to, data });
    for (const [copy, changed] of this.meddle(from, to, data).entries()) {
      // what a bad server adds has an id of its own, so that nobody takes it for a repeat
      this.inject(from, to, changed, copy === 0 ? id : 1_000_000 + this.signals.length);
    }
    socket.reply(frame, { accepted: true });
  }

  private push(seat: Seat, address: string, body: object): void {
    seat.seq += 1;
    seat.waiting.push({ address, body: { roomId: this.roomId, epoch: 'e1', seq: seat.seq, ...body } });
    this.flush(seat);
  }

  /** The stream flows once both addresses are registered. */
  private flush(seat: Seat): void {
    if (this.seats.get(seat.info.peerId) !== seat) return;
    if (seat.network.last.registered().length < 2) return void setImmediate(() => this.flush(seat));
    for (const { address, body } of seat.waiting.splice(0)) seat.network.last.rec(address, body);
  }
}

/** Waits until something holds that depends on work in other threads, as cryptography does. */
export async function until(holds: () => boolean, what = 'it', turns = 4_000): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    if (holds()) return;
    await settle();
  }
  throw new Error(`${what} did not come to hold`);
}
