import { describe, expect, it } from 'vitest';
import type { RemotePeer } from '../index.ts';
import { settle } from '../testing/fake-clock.ts';
import { peer } from '../testing/fake-environment.ts';
import { joined } from '../testing/fake-room.ts';
import { type FakePeerConnection, FakeTrack } from '../testing/fake-rtc.ts';
import { bestBitrate, send } from './sending.ts';
import { CAMERA_STEPS } from './steps.ts';
import { type QualityOptions, QualityWatch } from './watch.ts';

/** A connection whose counters a test lets grow: 100 packets each way in every interval. */
class Line {
  lossOut = 0;
  lossIn = 0;
  broken = false;
  private intervals = 0;
  private readonly lost = { in: 0, out: 0 };

  constructor(private readonly now: () => number) {}

  getStats = async (): Promise<Map<string, object>> => {
    if (this.broken) throw new Error('closed');
    this.intervals += 1;
    this.lost.in += this.lossIn * 100;
    this.lost.out += this.lossOut * 100;
    const [sent, timestamp] = [this.intervals * 100, this.now()];
    return new Map<string, object>([
      ['I', { type: 'inbound-rtp', timestamp, packetsReceived: sent - this.lost.in, packetsLost: this.lost.in }],
      ['O', { type: 'outbound-rtp', timestamp, kind: 'video', packetsSent: sent }],
      ['R', { type: 'remote-inbound-rtp', timestamp, packetsLost: this.lost.out }],
    ]);
  };
}

async function setUp(options: QualityOptions = {}) {
  const world = await joined({ peers: [peer('bob')] });
  const { room, clock, connections } = world;
  const pc = connections.at(-1) as FakePeerConnection;
  const line = new Line(clock.now);
  Object.assign(pc, { getStats: line.getStats });
  const transceiver = pc.addTransceiver(new FakeTrack('video'), { direction: 'sendrecv' });
  transceiver.sender.track = Object.assign(new FakeTrack('video'), { settings: { width: 640, height: 360 } });
  const bob = room.peers[0] as RemotePeer;
  Object.assign(bob, { sender: (kind: string) => (kind === 'video' ? transceiver.sender : undefined) });
  bob.connection = 'connected';
  const watch = new QualityWatch(room, { clock, ...options });
  const diary: string[] = [];
  watch.on('quality', ({ id }, { out }) => diary.push(`${id} ${Math.round(out.loss * 100)}`));
  watch.on('warning', () => diary.push('warning'));
  watch.on('recovered', () => diary.push('recovered'));
  watch.on('adapted', (_, { name }) => diary.push(name));
  const sending = () => transceiver.sender.parameters.encodings[0];
  const intervals = (count: number) => clock.advance(count * (options.intervalMs ?? 5_000));
  return { ...world, line, bob, watch, diary, sending, intervals, sender: transceiver.sender };
}

describe('the watch on a room', () => {
  it('tells of each peer every five seconds, once there are two readings', async () => {
    const { watch, bob, diary, intervals } = await setUp();
    await intervals(1);
    expect([diary, watch.of(bob)]).toEqual([[], undefined]);
    await intervals(2);
    expect(diary).toEqual(['bob 0', 'bob 0']);
    expect(watch.of(bob)?.score).toBeGreaterThan(4);
  });

  it('warns once above five per cent, and says when it is over', async () => {
    const { line, diary, intervals } = await setUp({ adapt: false });
    await intervals(2);
    line.lossIn = 0.06;
    await intervals(2);
    line.lossIn = 0.04;
    await intervals(1);
    line.lossIn = 0;
    await intervals(2);
    expect(diary.filter((entry) => !entry.startsWith('bob'))).toEqual(['warning', 'recovered']);
  });

  it('sends less to whom it does not reach, and all of it again afterwards', async () => {
    const { watch, bob, line, diary, sending, intervals } = await setUp();
    await intervals(2);
    line.lossOut = 0.1;
    await intervals(2);
    expect([diary.at(-1), watch.stepOf(bob).name]).toEqual(['bitrate', 'bitrate']);
    expect(sending()).toMatchObject({ active: true, maxBitrate: Math.round(640 * 360 * 30 * 0.1 * 0.6) });
    line.lossOut = 0.5;
    await intervals(3);
    expect(sending()?.active).toBe(false);
    line.lossOut = 0;
    await intervals(40);
    expect(sending()).toEqual({ active: true, scaleResolutionDownBy: 1 });
  });

  it('leaves what is sent alone where nobody asked for that', async () => {
    const { line, sending, intervals, watch } = await setUp({ adapt: false });
    line.lossOut = 0.5;
    await intervals(5);
    watch.close();
    await settle();
    expect(sending()).toEqual({});
  });

  it('gives up frames before size while a screen is shown', async () => {
    const { room, watch, bob, line, sending, intervals } = await setUp();
    line.lossOut = 0.3;
    await intervals(2);
    expect(sending()).toMatchObject({ scaleResolutionDownBy: 1, maxBitrate: expect.any(Number) });
    Object.assign(room.local, { share: { track: new FakeTrack('video'), stop: () => {} } });
    room.local.stop();
    await intervals(1);
    expect(watch.stepOf(bob)).toMatchObject({ name: 'resolution', scale: 1.5 });
  });

  it('outlives a connection that is closed or made anew', async () => {
    const { line, diary, intervals } = await setUp();
    await intervals(2);
    line.broken = true;
    await intervals(1);
    line.broken = false;
    await intervals(1);
    expect(diary.length).toBe(2);
  });

  it('says nothing of a connection that is down', async () => {
    const { bob, diary, intervals } = await setUp();
    bob.connection = 'failed';
    await intervals(4);
    expect(diary).toEqual([]);
  });

  it('forgets who left, and ends with the room, with everything as it was', async () => {
    const { room, watch, bob, event, line, diary, sending, intervals } = await setUp();
    line.lossOut = 0.3;
    await intervals(2);
    expect(sending()?.maxBitrate).toBeGreaterThan(0);
    await room.leave();
    await settle();
    expect(sending()).toEqual({ active: true, scaleResolutionDownBy: 1 });
    const { length } = diary;
    await intervals(3);
    expect([diary.length, watch.of(bob)]).toEqual([length, undefined]);
    watch.close();
    expect(event).toBeTypeOf('function');
  });

  it('does not observe who left while it was asked', async () => {
    const { watch, bob, event, intervals } = await setUp();
    await intervals(2);
    event('peer-left', 1, { peerId: 'bob', reason: 'left' });
    await intervals(2);
    expect(watch.of(bob)).toBe(undefined);
  });
});

describe('a sender', () => {
  const [full, less] = CAMERA_STEPS as [(typeof CAMERA_STEPS)[0], (typeof CAMERA_STEPS)[0]];
  const sender = (encodings: RTCRtpEncodingParameters[], track: object | null = new FakeTrack('video')) => {
    const set: RTCRtpSendParameters[] = [];
    const getParameters = () => ({ encodings }) as RTCRtpSendParameters;
    const setParameters = async (parameters: RTCRtpSendParameters) => void set.push(parameters);
    return { set, track: track as MediaStreamTrack | null, getParameters, setParameters };
  };

  it('is left alone when nothing changes, nothing is sent, or a server chooses among sizes', async () => {
    const same = sender([{ active: true, scaleResolutionDownBy: 1 }]);
    const [idle, simulcast, unborn] = [sender([{}], null), sender([{ rid: 'q' }, { rid: 'h' }]), sender([])];
    for (const one of [same, idle, simulcast, unborn]) await send(one, one === same ? full : less);
    expect([same, idle, simulcast, unborn].map(({ set }) => set.length)).toEqual([0, 0, 0, 0]);
  });

  it('needs no more than a picture of its size does', () => {
    expect(bestBitrate({ width: 1280, height: 720, frameRate: 30 })).toBe(2_764_800);
    expect(bestBitrate({ width: 160, height: 90, frameRate: 5 })).toBe(200_000);
    expect(bestBitrate({ width: 3840, height: 2160, frameRate: 60 })).toBe(4_000_000);
  });
});
