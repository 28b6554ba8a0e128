import type { Call, CallOver, IncomingCall, Parley } from '../index.ts';
import { openReply } from './fake-environment.ts';
import { scripted } from './fake-room.ts';

const INBOX = 'calls.inbox.ann';

/** A client of the user Ann on a scripted cluster that rings whomever she calls. */
export async function caller() {
  const world = scripted();
  const { network } = world;
  const user = { id: 'u_ann', username: 'ann' };
  network.on(/^session\.open$/, (frame, socket) => socket.reply(frame, openReply({ user, resumed: true })));
  network.on(/^calls\.request\./, (frame, socket) =>
    socket.reply(frame, { callId: 'c1', roomId: 'daily', duration: 7 }),
  );
  const client: Parley = world.connect();
  await client.connect();
  let pushes = 0;
  const push = (type: string, fields: object = {}) => {
    pushes += 1;
    network.last.rec(INBOX, { type, id: `p${pushes}`, callId: 'c1', timestamp: 1, ...fields });
  };
  const sent = (action: string) => network.last.sends(`calls.request.${action}`).map(({ body }) => body);
  return { ...world, client, push, sent };
}

/** What a call tells, in words. */
export function diaryOf(call: Call): string[] {
  const diary: string[] = [];
  call.on('ringing', () => diary.push('ringing'));
  call.on('accepted', (by) => diary.push(`accepted by ${by}`));
  call.on('rejected', (by, reason) => diary.push(`${by} ${reason}`));
  call.on('ended', (over) => diary.push(wordsFor(over)));
  return diary;
}

function wordsFor({ outcome, by, duration, error }: CallOver): string {
  return [outcome, by && `by ${by}`, duration !== undefined && `after ${duration}`, error?.code]
    .filter(Boolean)
    .join(' ');
}

/** The next invitation of a client. */
export function invited(client: Parley): Promise<IncomingCall> {
  return new Promise((resolve) => client.once('invitation', resolve));
}
