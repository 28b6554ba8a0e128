import * as auth from '../auth/index.ts';
import * as sdk from '../index.ts';
import type { RoomInfo } from '../wire/room-messages.ts';
import { jwt } from './fake-accounts.ts';
import { fakes, joinReply, openReply, peer } from './fake-environment.ts';
import type { FakeSocket } from './fake-network.ts';
import { FakeStream, FakeTrack } from './fake-rtc.ts';

const TIMES: Record<string, number> = { 'us.example.org': 120, 'eu.example.org': 5 };
const INBOX = 'calls.inbox.ann';
const pushed = <T extends object>(type: string, fields: T) => ({ type, id: `${type}-1`, timestamp: 1, ...fields });

/** The server that the guide's examples talk to, at the speed of a real clock. */
function world() {
  const { env, network } = fakes();
  const clock = {
    now: () => performance.now(),
    setTimer: (run: () => void, delayMs: number) => setTimeout(run, delayMs),
    clearTimer: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  };
  answerSessions(network);
  answerRooms(network);
  answerCalls(network);
  const devices = { getUserMedia: async (wish: object) => capture(wish) } as unknown as sdk.Environment['devices'];
  return { ...env, ...clock, wallTime: () => Date.now(), fetch: answerHttp, devices };
}

type Network = ReturnType<typeof fakes>['network'];

function answerSessions(network: Network): void {
  network.on(/^session\.open$/, (frame, socket) => {
    const { token, resume } = frame.body as { token?: string; resume?: { rooms: { roomId: string }[] } };
    const rooms = resume?.rooms.map(({ roomId }) => ({ roomId, resumed: true as const })) ?? [];
    const user = token ? { id: 'u_ann', username: 'ann' } : null;
    const node = new URL(socket.endpoint).hostname.split('.')[0] ?? '';
    socket.reply(frame, openReply({ node, user, rooms, resumed: resume !== undefined }));
    if (user) setTimeout(() => socket.rec(INBOX, invitation), 20);
  });
}

const invitation = pushed('invitation', {
  ...{ invitationId: 'i1', callId: 'c2', roomId: 'r_from-bob', inviter: 'bob', inviterId: 'u_bob', callType: 'video' },
});

function answerRooms(network: Network): void {
  let seq = 0;
  network.on(/^rooms\.request\.(leave|state)$/, (frame, socket) => socket.reply(frame, {}));
  network.on(/^rooms\.request\.chat$/, (frame, socket) => {
    seq += 1;
    const { roomId, ...said } = frame.body as { roomId: string };
    socket.reply(frame, { seq });
    socket.rec(`rooms.events.${roomId}`, { type: 'chat', roomId, epoch: 'e1', seq, from: 'me', at: 1, ...said });
  });
  network.on(/^rooms\.request\.join$/, (frame, socket) => {
    const { roomId, password } = frame.body as { roomId: string; password?: string };
    if (roomId === 'vault' && password !== 'sesame') return socket.fail(frame, 'wrong_password');
    if (roomId === 'lobby') return socket.reply(frame, { waiting: true });
    const { room, ...reply } = joinReply({ peers: [peer('bob', { displayName: 'Bob' })], seq });
    socket.reply(frame, { ...reply, room: { ...room, roomId } satisfies RoomInfo });
  });
}

function answerCalls(network: Network): void {
  network.on(/^calls\.request\.create$/, (frame, socket: FakeSocket) => {
    socket.reply(frame, { callId: 'c1', roomId: 'r_call', invitations: [] });
    setTimeout(() => socket.rec(INBOX, pushed('invitation_accepted', { callId: 'c1', acceptedBy: 'bob' })), 10);
  });
  network.on(/^calls\.request\.answer$/, (frame, socket) =>
    socket.reply(frame, { callId: 'c2', roomId: invitation.roomId }),
  );
  network.on(/^calls\.request\.end$/, (frame, socket) => socket.reply(frame, { duration: 42 }));
}

async function answerHttp(url: string): Promise<Response> {
  const { hostname, pathname } = new URL(url);
  if (pathname.endsWith('/auth/login')) return Response.json({ token: jwt() });
  const time = TIMES[hostname];
  if (time === undefined) throw new TypeError('no such server');
  await new Promise((resolve) => setTimeout(resolve, time));
  return Response.json({ websocket: true });
}

function capture(wish: object): FakeStream {
  const stream = new FakeStream();
  for (const kind of Object.keys(wish)) stream.addTrack(new FakeTrack(kind));
  return stream;
}

/** The SDK as an example imports it, in a world of its own. */
export function guideSdk(): typeof sdk & Pick<typeof auth, 'Account'> & { close(): void } {
  const environment = world();
  const clients: sdk.Parley[] = [];
  class Parley extends sdk.Parley {
    constructor(options: sdk.ParleyOptions) {
      super({ ...options, environment });
      clients.push(this);
    }
  }
  class Account extends auth.Account {
    constructor(options: auth.AccountOptions) {
      super({ ...options, environment });
    }
  }
  const close = () => {
    for (const client of clients) client.close();
  };
  return { ...sdk, Parley, Account, close };
}
