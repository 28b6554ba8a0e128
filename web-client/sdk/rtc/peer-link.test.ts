import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { type Fakes, fakes } from '../testing/fake-environment.ts';
import { type FakePeerConnection, FakeStream, FakeTrack } from '../testing/fake-rtc.ts';
import type { SignalData } from '../wire/room-messages.ts';
import { isPolite } from './negotiation.ts';
import { PeerLink } from './peer-link.ts';
import type { TrackSource } from './senders.ts';

/** One end of a call whose signals travel only when the test lets them. */
class End {
  readonly world: Fakes = fakes();
  readonly out: SignalData[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  readonly states: string[] = [];
  readonly media: FakeTrack[];
  readonly link: PeerLink;

  constructor(id: string, otherId: string, clock: FakeClock, kinds: string[]) {
    this.media = kinds.map((kind) => new FakeTrack(kind));
    const local: TrackSource = {
      stream: new FakeStream() as unknown as MediaStream,
      track: (kind) => (this.media.find((track) => track.kind === kind) ?? null) as unknown as MediaStreamTrack | null,
    };
    const env = { ...this.world.env, now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer };
    this.link = new PeerLink(
      { env, local, polite: isPolite(id, otherId), configuration: () => ({}) },
      {
        send: (data) => this.out.push(data),
        track: (track) => this.tracks.push(track),
        connection: (state) => this.states.push(state),
      },
    );
  }

  get pc(): FakePeerConnection {
    return this.world.connections.at(-1) as FakePeerConnection;
  }

  offers(): SignalData[] {
    return this.out.filter(({ type }) => type === 'offer');
  }
}

describe('two peers', () => {
  let clock: FakeClock;
  let ann: End;
  let bob: End;

  /** Carries signals both ways, in order, until nobody has anything to say. */
  const deliver = async () => {
    await settle();
    while (ann.out.length + bob.out.length > 0) {
      for (const data of ann.out.splice(0)) bob.link.receive(data);
      for (const data of bob.out.splice(0)) ann.link.receive(data);
      await settle();
    }
  };
  const sends = (end: End) =>
    end.pc.getTransceivers().map(({ direction, sender }) => [direction, sender.track?.kind ?? null]);

  beforeEach(() => {
    clock = new FakeClock();
    ann = new End('ann', 'bob', clock, ['audio', 'video']);
    bob = new End('bob', 'ann', clock, ['audio']);
  });

  it('connect by one offer of the one who was there and one answer of the newcomer', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await deliver();
    expect([ann.pc.connectionState, bob.pc.connectionState]).toEqual(['connected', 'connected']);
    expect(ann.pc.history).toEqual(['local offer', 'remote answer']);
    expect(bob.pc.history).toEqual(['remote offer', 'local answer']);
  });

  it('have a newcomer that must give way on glare offer once at once: Chromium cannot roll back the first', async () => {
    bob.link.start(true);
    ann.link.start(false);
    await deliver();
    expect(ann.pc.history).toEqual(['remote offer', 'local answer', 'local offer', 'remote answer']);
    bob.pc.restartIce();
    ann.pc.restartIce();
    await deliver();
    expect([ann.pc.signalingState, bob.pc.signalingState]).toEqual(['stable', 'stable']);
  });

  it('carry the tracks of both sides, with room for those that come later', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await deliver();
    expect(sends(ann)).toEqual([
      ['sendrecv', 'audio'],
      ['sendrecv', 'video'],
    ]);
    expect(sends(bob)).toEqual([
      ['sendrecv', 'audio'],
      ['sendrecv', null],
    ]);
    bob.link.replace('video', new FakeTrack('video') as unknown as MediaStreamTrack);
    await deliver();
    expect(sends(bob)[1]).toEqual(['sendrecv', 'video']);
    expect(bob.pc.history.length).toBe(2);
  });

  it('exchange candidates, and keep those that come before the description', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await settle();
    const [offer, candidate] = ann.out.splice(0);
    bob.link.receive(candidate as SignalData);
    await settle();
    expect(bob.pc.candidates).toEqual([]);
    bob.link.receive(offer as SignalData);
    await deliver();
    expect([ann.pc.candidates.length, bob.pc.candidates.length]).toEqual([1, 1]);
  });

  it('settle when both offer at once: the smaller id gives way', async () => {
    ann.link.start(true);
    bob.link.start(true);
    await deliver();
    expect(ann.pc.history).toContain('rollback');
    expect(bob.pc.history).not.toContain('rollback');
    expect([ann.pc.signalingState, bob.pc.signalingState]).toEqual(['stable', 'stable']);
    expect([ann.pc.connectionState, bob.pc.connectionState]).toEqual(['connected', 'connected']);
    expect(sends(ann)).toEqual([
      ['sendrecv', 'audio'],
      ['sendrecv', 'video'],
    ]);
  });

  it('restart ICE when the connection failed, but not while it is only disconnected', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await deliver();
    ann.pc.turn('disconnected');
    await deliver();
    expect(ann.pc.history).not.toContain('restartIce');
    ann.pc.turn('failed');
    await deliver();
    expect(ann.pc.history.slice(2)).toEqual(['restartIce', 'local offer', 'remote answer']);
    expect(ann.pc.connectionState).toBe('connected');
  });

  it('begin anew when the other side did', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await deliver();
    const reborn = new End('ann', 'bob', clock, []);
    ann = reborn;
    ann.link.start(true);
    await deliver();
    expect(bob.world.connections.length).toBe(2);
    expect(bob.world.connections[0]?.connectionState).toBe('closed');
    expect([ann.pc.connectionState, bob.pc.connectionState]).toEqual(['connected', 'connected']);
  });

  it('are not confused by the answer to an offer that was given up', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await settle();
    for (const data of ann.out.splice(0)) bob.link.receive(data);
    await settle();
    const late = bob.out.splice(0);
    ann.link.receive({ type: 'bye' });
    ann.link.start(true);
    await settle();
    for (const data of late) ann.link.receive(data);
    await settle();
    expect(ann.pc.history).toEqual(['local offer']);
    await deliver();
    expect([ann.pc.connectionState, bob.pc.connectionState]).toEqual(['connected', 'connected']);
  });

  it('say an unanswered offer again after a resync, and take a double answer for one', async () => {
    ann.link.start(true);
    bob.link.start(false);
    await settle();
    ann.link.resynced();
    await settle();
    expect(ann.offers().length).toBe(2);
    await deliver();
    expect(ann.pc.history).toEqual(['local offer', 'remote answer']);
    ann.link.resynced();
    await settle();
    expect(ann.out).toEqual([]);
  });

  it('do not wait for ever for an offer that never comes', async () => {
    bob.link.start(false);
    await clock.advance(9_999);
    expect(bob.offers().length).toBe(0);
    await clock.advance(1);
    await deliver();
    expect([ann.pc.connectionState, bob.pc.connectionState]).toEqual(['connected', 'connected']);
  });
});
