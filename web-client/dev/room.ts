/** `?people=7&share&upright&e2ee&reconnecting`: the room page with made-up people; `window.fake` is the room. */
import type { Room } from '../sdk/index.ts';
import { FakeRoom } from './fake-room.ts';
import '../app/room/in-call.ts';

const query = new URLSearchParams(location.search);
const room = new FakeRoom({
  people: Number(query.get('people') ?? 4),
  share: query.has('share'),
  upright: query.has('upright'),
  encrypted: query.has('e2ee'),
});
const page = Object.assign(document.createElement('parley-in-call'), {
  room: room as unknown as Room,
  reconnecting: query.has('reconnecting'),
  notes: [],
  with: query.get('with') ?? undefined,
});
document.body.append(page);
Object.assign(window, { fake: room });
