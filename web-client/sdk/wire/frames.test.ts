import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { peer } from '../testing/fake-environment.ts';
import { EVENTS, joined, SIGNALS } from '../testing/fake-room.ts';
import { Requests } from '../transport/requests.ts';
import { ParleyError } from './codes.ts';
import { type ErrFrame, errorOf, parseFrame } from './frames.ts';

const RUNS = 2_000;
const person = peer('ann');
const AT = { epoch: 'e1', seq: 1, roomId: 'daily' };

/** Frames as a server sends them, of every kind. */
const FRAMES: readonly object[] = [
  { type: 'pong' },
  { type: 'err', address: 'r1', failureCode: 503, message: 'unavailable', detail: 'Busy.', retryAfterMs: 5 },
  { type: 'rec', address: 'r1', body: { room: {}, self: person, peers: [], epoch: 'e1', seq: 0 } },
  { type: 'rec', address: EVENTS, body: { type: 'peer-joined', ...AT, peer: person } },
  { type: 'rec', address: EVENTS, body: { type: 'peer-left', ...AT, peerId: 'ann', reason: 'left' } },
  { type: 'rec', address: EVENTS, body: { type: 'peer-updated', ...AT, peerId: 'ann', state: { audio: true } } },
  { type: 'rec', address: EVENTS, body: { type: 'chat', ...AT, id: 'c', from: 'ann', text: 'hi', at: 1 } },
  { type: 'rec', address: EVENTS, body: { type: 'room-updated', ...AT, room: { roomId: 'daily' } } },
  { type: 'rec', address: EVENTS, body: { type: 'ice-servers', ...AT, iceServers: [{ urls: 'stun:x' }], ttl: 1 } },
  { type: 'rec', address: EVENTS, body: { type: 'waiting', ...AT, peer: person } },
  { type: 'rec', address: EVENTS, body: { type: 'resync', ...AT, peers: [person] } },
  { type: 'rec', address: SIGNALS, body: { from: 'ann', to: 'me', ...AT, id: 1, data: { type: 'offer', sdp: 'v=0' } } },
  { type: 'rec', address: 'calls.inbox.ann', body: { type: 'invitation', id: 'p', invitationId: 'i', callId: 'c' } },
];

/** Puts any value in the place of any part of a frame. */
const mutated = fc
  .tuple(fc.constantFrom(...FRAMES), fc.array(fc.nat({ max: 40 }), { maxLength: 3 }), fc.jsonValue({ maxDepth: 3 }))
  .map(([frame, path, value]) => replace(structuredClone(frame), path, value));

function replace(node: unknown, [step, ...rest]: number[], value: unknown): unknown {
  if (step === undefined || typeof node !== 'object' || node === null) return value;
  const keys = Object.keys(node);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const fields = node as Record<string, unknown>;
  if (value === null && rest.length === 0) delete fields[key];
  else fields[key] = replace(fields[key], rest, value);
  return node;
}

/** Whole frames, frames with a piece cut out or put in, and anything at all. */
const texts = fc.oneof(
  mutated.map((frame) => JSON.stringify(frame)),
  fc
    .tuple(mutated, fc.nat({ max: 300 }), fc.nat({ max: 20 }), fc.string())
    .map(([frame, at, cut, put]) => JSON.stringify(frame).slice(0, at) + put + JSON.stringify(frame).slice(at + cut)),
  fc.string({ unit: 'binary' }),
  fc.json(),
);

describe('the reader of frames', () => {
  it('never throws, and gives nothing but frames', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const frame = parseFrame(text);
        if (frame === undefined) return;
        expect(['pong', 'err', 'rec']).toContain(frame.type);
        if (frame.type === 'rec') expect(typeof frame.address).toBe('string');
      }),
      { numRuns: RUNS },
    );
  });

  it('reads what a server writes', () => {
    for (const frame of FRAMES) expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  });

  it('takes nesting of any depth for what it is', () => {
    expect(parseFrame(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeUndefined();
  });
});

describe('an err frame', () => {
  it('makes a ParleyError of a known code, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.record({ type: fc.constant('err') }, { requiredKeys: ['type'] }),
        fc.dictionary(fc.constantFrom('message', 'detail', 'retryAfterMs', 'epoch'), fc.jsonValue()),
        (base, fields) => {
          const error = errorOf({ ...base, ...fields } as unknown as ErrFrame);
          expect(error).toBeInstanceOf(ParleyError);
          expect(typeof error.message).toBe('string');
          expect(error.extras.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
          if (error.code !== 'internal') expect(error.code).toBe(fields.message);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('of a later server is an internal error that keeps the sentence', () => {
    const error = errorOf({ type: 'err', message: 'out_of_tea', detail: 'No tea is left.' });
    expect([error.code, error.message]).toEqual(['internal', 'No tea is left.']);
  });
});

describe('answers', () => {
  it('settle a request or leave it alone, and only ever reject with a ParleyError', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (frame) => {
        const requests = new Requests(new FakeClock());
        const outcome = requests.open(1_000).answer.catch((error) => error);
        const parsed = parseFrame(JSON.stringify(frame));
        if (parsed && parsed.type !== 'pong') requests.settle(parsed);
        requests.failAll(new ParleyError('closed'));
        const settled = await outcome;
        if (settled instanceof Error) expect(settled).toBeInstanceOf(ParleyError);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a client in a room', () => {
  it('survives any frame, and is served afterwards', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 8 }), async (frames) => {
        const world = await joined({ peers: [person] });
        const { listener } = world.network.last as unknown as { listener: { received(text: string): void } };
        for (const text of frames) listener.received(text);
        await world.clock.advance(2_000);
        world.network.on(/^people\.request\.get$/, (frame, socket) => socket.reply(frame, { username: 'bob' }));
        const asked = world.client.people.get('bob');
        await world.clock.advance(2_000);
        expect(await asked).toEqual({ username: 'bob' });
        world.client.close();
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
