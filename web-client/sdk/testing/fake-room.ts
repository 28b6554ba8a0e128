import { Parley, type Room } from '../index.ts';
import type { JoinReply } from '../wire/room-messages.ts';
import type { SessionOpenReply } from '../wire/session-messages.ts';
import { type Fakes, fakes, joinReply, openReply } from './fake-environment.ts';

export const NODE = 'https://node.example';
export const EVENTS = 'rooms.events.daily';
export const SIGNALS = 'webrtc.signal.daily.me';

/** A client that joined the room `daily` of a scripted cluster, and a diary of the room's events. */
export interface Joined extends Fakes {
  readonly client: Parley;
  readonly room: Room;
  readonly diary: string[];
  /** What the next `session.open` answers. */
  open: Partial<SessionOpenReply>;
  /** What the next `rooms.request.join` answers. */
  join: Partial<JoinReply>;
  event(type: string, seq: number, fields?: object): void;
  signal(from: string, id: number, seq: number, data?: unknown, epoch?: string): void;
}

export function scripted(): Omit<Joined, 'room' | 'client' | 'diary'> & { connect(): Parley } {
  const world = fakes();
  const script = {
    ...world,
    open: {} as Partial<SessionOpenReply>,
    join: {} as Partial<JoinReply>,
    event: (type: string, seq: number, fields: object = {}) =>
      world.network.last.rec(EVENTS, { type, roomId: 'daily', epoch: 'e1', seq, ...fields }),
    signal: (from: string, id: number, seq: number, data: unknown = {}, epoch = 'e1') =>
      world.network.last.rec(SIGNALS, { from, to: 'me', roomId: 'daily', id, epoch, seq, data }),
    connect: () => new Parley({ endpoints: NODE, environment: world.env }),
  };
  world.network.on(/^session\.open$/, (frame, socket) => socket.reply(frame, openReply(script.open)));
  world.network.on(/^rooms\.request\.join$/, (frame, socket) => socket.reply(frame, joinReply(script.join)));
  world.network.on(/^rooms\.request\.(leave|state|chat)$/, (frame, socket) => socket.reply(frame, {}));
  world.network.on(/^webrtc\.signal\./, (frame, socket) => socket.reply(frame, { accepted: true }));
  return script;
}

export async function joined(join: Partial<JoinReply> = {}): Promise<Joined> {
  const script = scripted();
  script.join = join;
  const client = script.connect();
  const room = await client.join('daily', { name: 'Me' });
  const diary: string[] = [];
  keepDiary(room, diary);
  await script.clock.advance(0);
  return Object.assign(script, { client, room, diary });
}

function keepDiary(room: Room, diary: string[]): void {
  room.on('peer:join', ({ id }) => diary.push(`+${id}`));
  room.on('peer:leave', ({ id }, reason) => diary.push(`-${id} ${reason}`));
  room.on('chat', ({ name, text }) => diary.push(`${name}: ${text}`));
  room.on('reconnecting', () => diary.push('reconnecting'));
  room.on('reconnected', ({ resumed }) => diary.push(`reconnected ${resumed ? 'resumed' : 'anew'}`));
  room.on('ended', ({ reason, error }) => diary.push(`ended ${reason}${error ? ` ${error.code}` : ''}`));
}
