import { describe, expect, it } from 'vitest';
import { Parley, type RemotePeer } from '../index.ts';
import { settle } from '../testing/fake-clock.ts';
import { peer } from '../testing/fake-environment.ts';
import { FakeDevices, plugged } from '../testing/fake-media.ts';
import { FakeRecordingBrowser } from '../testing/fake-recording.ts';
import { NODE, scripted } from '../testing/fake-room.ts';
import { FakeTrack } from '../testing/fake-rtc.ts';
import { recordOwn, recordRoom } from './record.ts';
import { MemorySink } from './sinks.ts';

const track = (kind: string, label: string) =>
  Object.assign(new FakeTrack(kind), { label }) as unknown as MediaStreamTrack;

async function setUp() {
  const script = scripted();
  const devices = new FakeDevices([plugged('audioinput', 'mic'), plugged('videoinput', 'cam')]);
  script.join = { peers: [peer('bob', { state: { video: true } })] };
  script.open = { heartbeatMs: 3_600_000 };
  const client = new Parley({ endpoints: NODE, environment: { ...script.env, devices: devices.access } });
  const room = await client.join('daily', { media: { audio: true } });
  const bob = room.peers[0] as RemotePeer;
  for (const one of [track('video', "bob's picture"), track('audio', "bob's voice")]) bob.receive(one);
  const browser = new FakeRecordingBrowser(script.clock);
  const sink = new MemorySink();
  await settle();
  const states = () =>
    script.network.last.sends('rooms.request.state').map(({ body }) => (body as { state: object }).state);
  const frame = () => script.clock.advance(100);
  return { ...script, room, bob, browser, sink, states, frame, options: { sink, browser } };
}

describe('a recorded room', () => {
  it('is everybody in one picture and one sound', async () => {
    const { room, browser, frame, options } = await setUp();
    const recording = recordRoom(room, options);
    await frame();
    expect(browser.drawn).toEqual(["bob's picture: 0 140 640 360 at 8 183 628 353", 'me without picture']);
    expect([...browser.heard]).toEqual(["bob's voice", 'mic']);
    expect(recording.mimeType).toBe('video/webm;codecs=vp8,opus');
  });

  it('follows those who come, go and switch their cameras', async () => {
    const { room, event, browser, frame, options } = await setUp();
    recordRoom(room, options);
    event('peer-joined', 1, { peer: peer('cleo') });
    event('peer-updated', 2, { peerId: 'bob', state: { video: false } });
    await room.setCamera(true);
    await frame();
    expect(browser.drawn.map((line) => line.split(':')[0])).toEqual([
      'bob without picture',
      'cleo without picture',
      'cam',
    ]);
    event('peer-left', 3, { peerId: 'bob', reason: 'left' });
    await frame();
    expect([browser.drawn.length, [...browser.heard], [...browser.shown]]).toEqual([2, ['mic'], ['cam']]);
  });

  it('shows a screen as a whole, and a name until the first frame of a picture', async () => {
    const { room, bob, event, browser, frame, options } = await setUp();
    browser.blank.add(bob.stream.getTracks()[0]);
    recordRoom(room, options);
    await frame();
    expect(browser.drawn[0]).toBe('bob without picture');
    browser.blank.clear();
    bob.receive(track('video', "bob's screen"));
    event('peer-updated', 1, { peerId: 'bob', state: { video: true, screen: true } });
    await frame();
    expect(browser.drawn[0]).toMatch(/^bob's screen: 0 0 640 640 at /);
  });

  it('is told to the others while it lasts, and not while it is halted', async () => {
    const { room, states, sink, options } = await setUp();
    const recording = recordRoom(room, options);
    await settle();
    expect(states().at(-1)).toMatchObject({ recording: true });
    recording.pause();
    await settle();
    expect(states().at(-1)).toMatchObject({ recording: false });
    recording.resume();
    await settle();
    await recording.stop();
    await settle();
    expect(states().slice(-2)).toMatchObject([{ recording: true }, { recording: false }]);
    expect(await sink.blob('').text()).toBe('end');
  });

  it('ends with the room, and draws nothing after that', async () => {
    const { room, browser, sink, frame, options } = await setUp();
    const recording = recordRoom(room, options);
    await room.leave();
    await settle();
    expect([recording.state, sink.size > 0, browser.closed, browser.shown.size]).toEqual(['stopped', true, true, 0]);
    const { frames } = browser;
    await frame();
    expect(browser.frames).toBeLessThanOrEqual(frames + 1);
    await frame();
    const last = browser.frames;
    await frame();
    expect(browser.frames).toBe(last);
  });

  it('is refused where the browser cannot record, with nothing left behind', async () => {
    const { room, browser, states, options } = await setUp();
    browser.refuses = true;
    expect(() => recordRoom(room, options)).toThrow(expect.objectContaining({ code: 'media_missing' }));
    expect([browser.closed, browser.shown.size]).toEqual([true, 0]);
    browser.supported = /nothing/;
    expect(() => recordRoom(room, options)).toThrow(expect.objectContaining({ code: 'media_missing' }));
    await settle();
    expect(states().some((state) => 'recording' in state)).toBe(false);
  });
});

it('a recording of oneself follows the change from camera to screen, and hears nobody else', async () => {
  const { room, browser, frame, options } = await setUp();
  await room.setCamera(true);
  recordOwn(room, { ...options, width: 656, height: 376 });
  await frame();
  expect(browser.drawn).toEqual(['cam: 0 140 640 360 at 8 8 640 360']);
  await room.setScreenShare(true);
  await frame();
  expect(browser.drawn).toEqual(['screen: 0 0 640 640 at 148 8 360 360']);
  expect([...browser.heard]).toEqual(['mic']);
});
