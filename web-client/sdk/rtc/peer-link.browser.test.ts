import { afterEach, describe, expect, it, vi } from 'vitest';
import { paintedTrack, type RealEnd, RealPair, Tracks } from '../testing/real-pair.ts';

const GLARES = 50;
const CONNECTS_WITHIN = { timeout: 10_000, interval: 20 };

let pair: RealPair;
const tracks: MediaStreamTrack[] = [];

afterEach(() => {
  pair.close();
  for (const track of tracks.splice(0)) track.stop();
});

function painted(colour: string, size?: number): MediaStreamTrack {
  const track = paintedTrack(colour, size);
  tracks.push(track);
  return track;
}

const connected = (...ends: RealEnd[]) =>
  vi.waitFor(
    () => expect(ends.map(({ pc }) => pc.connectionState)).toEqual(ends.map(() => 'connected')),
    CONNECTS_WITHIN,
  );

async function connect(annSends = new Tracks(), bobSends = new Tracks()): Promise<RealPair> {
  pair = new RealPair(annSends, bobSends);
  pair.ann.link.start(true);
  pair.bob.link.start(false);
  await connected(pair.ann, pair.bob);
  return pair;
}

const ufrag = ({ pc }: RealEnd) => /^a=ice-ufrag:(\S+)/m.exec(pc.localDescription?.sdp ?? '')?.[1];

async function framesDecoded({ pc }: RealEnd): Promise<number> {
  let frames = 0;
  (await pc.getStats()).forEach((stats) => {
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') frames += stats.framesDecoded ?? 0;
  });
  return frames;
}

/** The middle of the picture that an end gets, as red, green and blue. */
async function colourSeen(end: RealEnd): Promise<readonly number[]> {
  const track = end.tracks.find(({ kind }) => kind === 'video') as MediaStreamTrack;
  const video = Object.assign(document.createElement('video'), { muted: true, srcObject: new MediaStream([track]) });
  await video.play();
  const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(video, 0, 0, 8, 8);
  return [...context.getImageData(5, 5, 1, 1).data].slice(0, 3);
}

describe('two peers in a real browser', () => {
  it('connect by one offer and one answer, and media flow', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    tracks.push(...stream.getTracks());
    const { ann, bob } = await connect(new Tracks(stream.getTracks()), new Tracks());
    expect([ann.count('offer'), bob.count('answer'), bob.count('offer')]).toEqual([1, 1, 0]);
    expect(bob.tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
    await vi.waitFor(async () => expect(await framesDecoded(bob)).toBeGreaterThan(3), CONNECTS_WITHIN);
  });

  it('settle when both begin at once', async () => {
    pair = new RealPair(new Tracks([painted('red')]), new Tracks([painted('blue')]));
    const { ann, bob } = pair;
    pair.hold();
    ann.link.start(true);
    bob.link.start(true);
    await vi.waitFor(() => expect([ann.count('offer'), bob.count('offer')]).toEqual([1, 1]));
    pair.release();
    await connected(ann, bob);
    await vi.waitFor(async () => expect(await framesDecoded(ann)).toBeGreaterThan(0), CONNECTS_WITHIN);
    await vi.waitFor(async () => expect(await framesDecoded(bob)).toBeGreaterThan(0), CONNECTS_WITHIN);
  });

  it(`are stable after each of ${GLARES} glares, on one connection`, async () => {
    const { ann, bob } = await connect();
    for (let round = 1; round <= GLARES; round += 1) {
      const before = [ann.count('offer'), bob.count('offer')];
      pair.hold();
      ann.pc.restartIce();
      bob.pc.restartIce();
      // both offers are out before either arrives: that is glare
      await vi.waitFor(() => expect([ann.count('offer'), bob.count('offer')]).toEqual(before.map((n) => n + 1)));
      expect([ann.pc.signalingState, bob.pc.signalingState]).toEqual(['have-local-offer', 'have-local-offer']);
      pair.release();
      await vi.waitFor(() => {
        expect([ann.pc.signalingState, bob.pc.signalingState]).toEqual(['stable', 'stable']);
        expect(ann.pc.remoteDescription?.sdp).toContain(`a=ice-ufrag:${ufrag(bob)}`);
        expect(bob.pc.remoteDescription?.sdp).toContain(`a=ice-ufrag:${ufrag(ann)}`);
      }, CONNECTS_WITHIN);
    }
    expect([ann.connections.length, bob.connections.length]).toEqual([1, 1]);
    await connected(ann, bob);
  });

  it('restart ICE after a failure, and media go on', async () => {
    const { ann, bob } = await connect(new Tracks([painted('red')]));
    const former = [ufrag(ann), ufrag(bob)];
    Object.defineProperty(ann.pc, 'connectionState', { configurable: true, get: () => 'failed' });
    ann.pc.onconnectionstatechange?.(new Event('connectionstatechange'));
    Reflect.deleteProperty(ann.pc, 'connectionState');
    await vi.waitFor(() => expect([ann.count('offer'), bob.count('answer')]).toEqual([2, 2]), CONNECTS_WITHIN);
    await vi.waitFor(() => expect(ann.pc.signalingState).toBe('stable'));
    expect([ufrag(ann), ufrag(bob)].filter((now) => former.includes(now))).toEqual([]);
    await connected(ann, bob);
    const frames = await framesDecoded(bob);
    await vi.waitFor(async () => expect(await framesDecoded(bob)).toBeGreaterThan(frames + 3), CONNECTS_WITHIN);
  });

  it('swap a track without a word to each other', async () => {
    const { ann, bob } = await connect(new Tracks([painted('#f00')]));
    await vi.waitFor(async () => expect((await colourSeen(bob))[0]).toBeGreaterThan(180), CONNECTS_WITHIN);
    const said = ann.count('offer') + bob.count('offer');
    ann.link.replace('video', painted('#00f'));
    await vi.waitFor(async () => expect((await colourSeen(bob))[2]).toBeGreaterThan(180), CONNECTS_WITHIN);
    ann.link.replace('video', null);
    await vi.waitFor(async () => {
      const frames = await framesDecoded(bob);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await framesDecoded(bob)).toBe(frames);
    }, CONNECTS_WITHIN);
    expect(ann.count('offer') + bob.count('offer')).toBe(said);
  });

  it('connect anew when the one who offers began anew', async () => {
    pair = new RealPair();
    const { ann, bob: former } = pair;
    former.link.start(true);
    ann.link.start(false);
    await connected(ann, former);
    const first = ann.pc;
    former.link.close();
    const bob = pair.newBob();
    bob.link.start(true);
    await connected(ann, bob);
    expect([ann.connections.length, first.connectionState]).toEqual([2, 'closed']);
  });
});
