import { afterEach, expect, it, vi } from 'vitest';
import { paintedTrack, RealPair, Tracks } from '../testing/real-pair.ts';
import { qualityOf } from './quality.ts';
import { read } from './reading.ts';
import { send } from './sending.ts';
import { CAMERA_STEPS, type Step } from './steps.ts';

const SOON = { timeout: 15_000, interval: 100 };
const SIZE = 240;
let pair: RealPair;
let track: MediaStreamTrack;

afterEach(() => {
  pair.close();
  track.stop();
});

const readingOf = async (end: { pc: RTCPeerConnection }) => read(await end.pc.getStats());
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const stepNamed = (name: Step['name']) => CAMERA_STEPS.find((step) => step.name === name) as Step;

async function connect(): Promise<RTCRtpSender> {
  track = paintedTrack('#4a8', SIZE);
  pair = new RealPair(new Tracks([track]), new Tracks());
  pair.ann.link.start(true);
  pair.bob.link.start(false);
  await vi.waitFor(async () => expect((await readingOf(pair.bob)).in.width).toBe(SIZE), SOON);
  return pair.ann.link.sender('video') as RTCRtpSender;
}

it('a good connection is measured as one', async () => {
  await connect();
  const [sent, received] = [await readingOf(pair.ann), await readingOf(pair.bob)];
  await pause(2_000);
  const out = qualityOf(sent, await readingOf(pair.ann));
  const incoming = qualityOf(received, await readingOf(pair.bob));
  expect(incoming).toMatchObject({ in: { loss: 0, height: SIZE }, path: { kind: 'direct', protocol: 'udp' } });
  expect(incoming?.in.framesPerSecond).toBeGreaterThan(1);
  expect(out?.out.bitrate).toBeGreaterThan(1_000);
  expect(incoming?.score).toBeGreaterThan(3.9);
});

it('a step down reaches the other side, and so does the way back', async () => {
  const sender = await connect();
  const width = async () => (await readingOf(pair.bob)).in.width;
  await send(sender, stepNamed('resolution'));
  await vi.waitFor(async () => expect(await width()).toBe(SIZE / 2), SOON);
  await send(sender, stepNamed('full'));
  await vi.waitFor(async () => expect(await width()).toBe(SIZE), SOON);
});

it('with the voice alone no picture is sent, until there is one again', async () => {
  const sender = await connect();
  const frames = async () => (await readingOf(pair.bob)).in.frames;
  await send(sender, stepNamed('audio-only'));
  await vi.waitFor(async () => {
    const before = await frames();
    await pause(400);
    expect(await frames()).toBe(before);
  }, SOON);
  const before = await frames();
  await send(sender, stepNamed('full'));
  await vi.waitFor(async () => expect(await frames()).toBeGreaterThan(before), SOON);
});
