import { afterEach, expect, it, vi } from 'vitest';
import { browserEnvironment } from '../environment.ts';
import { LocalMedia } from '../media/local.ts';
import { paintedTrack, RealPair, Tracks } from '../testing/real-pair.ts';
import { recordRoom } from './record.ts';
import { MemorySink } from './sinks.ts';
import type { Recorded } from './tiles.ts';

const SOON = { timeout: 10_000, interval: 50 };
const local = new LocalMedia(browserEnvironment());
const tracks: MediaStreamTrack[] = [];
let pair: RealPair | undefined;

afterEach(() => {
  local.stop();
  pair?.close();
  for (const track of tracks.splice(0)) track.stop();
});

/** A room with one peer, whose picture and voice come over a real connection. */
async function room(sent: MediaStreamTrack[]): Promise<{ room: Recorded; states: object[] }> {
  tracks.push(...sent);
  pair = new RealPair(new Tracks(sent), new Tracks());
  const { ann, bob } = pair;
  ann.link.start(true);
  bob.link.start(false);
  await vi.waitFor(() => expect(bob.pc.connectionState).toBe('connected'), SOON);
  const peer = { id: 'ann', name: 'Ann', stream: new MediaStream(bob.tracks), state: { video: true } };
  const states: object[] = [];
  const setState = (state: object) => states.push(state);
  const self = { peerId: 'me', displayName: 'Me' };
  return { room: { self, peers: [peer], local, on: () => () => {}, setState } as unknown as Recorded, states };
}

/** The colour in the middle of the left and of the right half of a recording's last frame. */
async function halves(blob: Blob): Promise<{ size: number[]; left: number[]; right: number[] }> {
  const video = Object.assign(document.createElement('video'), { muted: true, src: URL.createObjectURL(blob) });
  await new Promise((resolve, reject) => Object.assign(video, { onloadeddata: resolve, onerror: reject }));
  // a stream of unknown length has one once its end was looked for
  video.currentTime = 1e6;
  await new Promise((resolve) => Object.assign(video, { onseeked: resolve }));
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(video, 0, 0);
  const at = (x: number) => [...context.getImageData(x, height / 2, 1, 1).data].slice(0, 3);
  return { size: [width, height], left: at(width * 0.3), right: at(width * 0.6) };
}

async function loudest(blob: Blob): Promise<number> {
  const context = new AudioContext();
  const sound = await context.decodeAudioData(await blob.arrayBuffer());
  await context.close();
  return sound.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

it('a recording shows everybody and holds what the others say', async () => {
  const voice = await navigator.mediaDevices.getUserMedia({ audio: true });
  const { room: recorded, states } = await room([paintedTrack('#f00', 128), ...voice.getAudioTracks()]);
  const sink = new MemorySink();
  const recording = recordRoom(recorded, { sink, width: 640, height: 360 });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await recording.stop();
  const blob = sink.blob(recording.mimeType);
  const { size, left, right } = await halves(blob);
  expect(size).toEqual([640, 360]);
  expect(left[0]).toBeGreaterThan(150);
  expect(left[2]).toBeLessThan(90);
  // nobody to see there: the place of a camera that is off
  expect(Math.max(...right)).toBeLessThan(90);
  expect(await loudest(blob)).toBeGreaterThan(0.01);
  expect(states).toEqual([{ recording: true }, { recording: false }]);
});

it('a recording can be halted: what happens meanwhile is not in it', async () => {
  await local.setMicrophone(true);
  const { room: recorded } = await room([paintedTrack('#00f', 128)]);
  const sink = new MemorySink();
  const recording = recordRoom(recorded, { sink, width: 320, height: 180, types: ['video/webm;codecs=vp8,opus'] });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  recording.pause();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { size } = recording;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(recording.size - size).toBeLessThan(40_000);
  recording.resume();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await recording.stop();
  const context = new AudioContext();
  const { duration } = await context.decodeAudioData(await sink.blob('').arrayBuffer());
  await context.close();
  expect(duration).toBeGreaterThan(1);
  expect(duration).toBeLessThan(4);
});
