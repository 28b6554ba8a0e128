import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { FakeDevices, plugged } from '../testing/fake-media.ts';
import { FakeStream } from '../testing/fake-rtc.ts';
import { LocalMedia } from './local.ts';

function setUp(devices = new FakeDevices([plugged('videoinput', 'cam'), plugged('audioinput', 'mic')])) {
  const createStream = () => new FakeStream() as unknown as MediaStream;
  const local = new LocalMedia({ devices: devices.access, createStream });
  const diary: string[] = [];
  local.on('change', (kind) => diary.push(`${kind} ${local.outgoing(kind)?.label ?? 'nothing'}`));
  local.on('screen', (on) => diary.push(`screen ${on ? 'on' : 'off'}`));
  return { local, devices, diary };
}

describe('the shared screen', () => {
  it('is sent in the place of the camera, sharp rather than smooth, and the camera comes back as it was', async () => {
    const { local, devices, diary } = setUp();
    await local.setCamera(true);
    await local.setScreenShare(true);
    expect([local.screen?.contentHint, local.track('video')?.label]).toEqual(['detail', 'cam']);
    expect(devices.asked.at(-1)).toEqual({ screen: { frameRate: { max: 15 } } });
    await local.setScreenShare(false);
    expect(diary).toEqual(['video cam', 'video screen', 'screen on', 'video cam', 'screen off']);
    expect(devices.opened.map(({ label, readyState }) => [label, readyState])).toEqual([
      ['cam', 'live'],
      ['screen', 'ended'],
    ]);
  });

  it('leaves nothing behind when there was no camera', async () => {
    const { local, diary } = setUp();
    await local.setScreenShare(true);
    await local.setScreenShare(false);
    expect(diary).toEqual(['video screen', 'screen on', 'video nothing', 'screen off']);
  });

  it('ends by the browser’s own button', async () => {
    const { local, devices, diary } = setUp();
    await local.setScreenShare(true);
    devices.last.happen('ended');
    expect([local.screen, diary.at(-1)]).toEqual([null, 'screen off']);
  });

  it('stays when the camera is switched meanwhile', async () => {
    const { local } = setUp();
    await local.setScreenShare(true, { contentHint: 'motion' });
    await local.setCamera(true);
    expect(local.outgoing('video')?.label).toBe('screen');
    await local.setCamera(false);
    expect(local.outgoing('video')?.label).toBe('screen');
    await local.setScreenShare(false);
    expect(local.outgoing('video')).toBe(null);
  });

  it('gives way to another one without a moment of the camera, and is let go when it came too late', async () => {
    const { local, devices, diary } = setUp();
    await local.setScreenShare(true);
    await local.setScreenShare(true);
    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    const late = local.setScreenShare(true);
    await local.setScreenShare(false);
    await late;
    expect([devices.last.readyState, local.screen]).toEqual(['ended', null]);
    expect(diary).not.toContain('video cam');
  });

  it('is refused with a code when nothing is chosen, or the browser cannot', async () => {
    const { local, devices } = setUp();
    devices.failNext = 'NotAllowedError';
    await expect(local.setScreenShare(true)).rejects.toMatchObject({ code: 'media_denied' });
    const { local: phone } = setUp(Object.assign(new FakeDevices([]), { getDisplayMedia: undefined }));
    await expect(phone.setScreenShare(true)).rejects.toMatchObject({ code: 'media_missing' });
  });
});

describe('a pause', () => {
  it('sends nothing of microphone, camera and screen, and gives back what was on', async () => {
    const { local } = setUp();
    await local.setMicrophone(true);
    await local.setCamera(true);
    await local.setScreenShare(true);
    const sent = () => [local.active('audio'), local.active('video'), local.outgoing('video')?.enabled];
    local.pause();
    local.pause();
    expect([local.paused, ...sent()]).toEqual([true, false, false, false]);
    local.resume();
    expect([local.paused, ...sent()]).toEqual([false, true, true, true]);
  });

  it('lasts for what is opened meanwhile, and does not unmute', async () => {
    const { local } = setUp();
    await local.setMicrophone(true);
    await local.setMicrophone(false);
    local.pause();
    await local.setCamera(true);
    expect(local.active('video')).toBe(false);
    local.resume();
    expect([local.active('audio'), local.active('video')]).toEqual([false, true]);
  });
});

describe('a device that is unplugged', () => {
  const two = () => setUp(new FakeDevices([plugged('audioinput', 'built-in'), plugged('audioinput', 'headset')]));

  it('gives way to the default one, which is told', async () => {
    const { local, devices } = two();
    const told: unknown[] = [];
    local.on('fallback', (...args) => told.push(args));
    await local.setMicrophone(true, 'headset');
    devices.unplug('headset');
    await settle();
    expect([local.track('audio')?.label, local.active('audio')]).toEqual(['built-in', true]);
    expect(told).toEqual([['audio', 'headset', 'built-in']]);
  });

  it('is not heard again by accident: what was muted stays muted', async () => {
    const { local, devices } = two();
    await local.setMicrophone(true, 'headset');
    await local.setMicrophone(false);
    devices.unplug('headset');
    await settle();
    expect([local.track('audio')?.label, local.active('audio')]).toEqual(['built-in', false]);
  });

  it('leaves nothing where there is no other, or it is forbidden', async () => {
    const { local, devices } = setUp();
    const told: unknown[] = [];
    local.on('fallback', (...args) => told.push(args));
    await local.setMicrophone(true);
    await local.setCamera(true);
    devices.unplug('mic');
    await settle();
    devices.failNext = 'NotAllowedError';
    devices.last.happen('ended');
    await settle();
    expect([local.track('audio'), local.track('video')]).toEqual([null, null]);
    expect(told).toEqual([
      ['audio', 'mic', null],
      ['video', 'cam', null],
    ]);
  });

  it('says nothing when somebody switched it off meanwhile', async () => {
    const { local, devices } = two();
    const told: unknown[] = [];
    local.on('fallback', (...args) => told.push(args));
    await local.setMicrophone(true, 'headset');
    devices.unplug('headset');
    local.stop();
    await settle();
    expect([local.track('audio'), told]).toEqual([null, []]);
    expect(devices.last.readyState).toBe('ended');
  });

  it('that the system takes away for a while is told', async () => {
    const { local, devices } = setUp();
    const told: unknown[] = [];
    local.on('interrupted', (...args) => told.push(args));
    await local.setMicrophone(true);
    devices.last.happen('mute');
    devices.last.happen('unmute');
    expect(told).toEqual([
      ['audio', true],
      ['audio', false],
    ]);
  });
});

describe('a camera', () => {
  it('of a phone is let go before the other one is opened', async () => {
    const { local, devices } = setUp();
    devices.oneCamera = true;
    await local.setCamera(true);
    await local.setFacing('environment');
    expect(devices.asked.at(-1)).toMatchObject({ video: { facingMode: 'environment' } });
    expect(devices.opened.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(local.active('video')).toBe(true);
  });

  it('that cannot be opened at all leaves the former one on', async () => {
    const { local, devices } = setUp();
    await local.setCamera(true);
    devices.failNext = 'NotFoundError';
    await expect(local.setCamera(true, 'other')).rejects.toMatchObject({ code: 'media_missing' });
    expect(local.active('video')).toBe(true);
  });

  it('is asked for as the preset says, whatever the number of peers', async () => {
    const devices = new FakeDevices([plugged('videoinput', 'cam')]);
    const createStream = () => new FakeStream() as unknown as MediaStream;
    const video = { frameRate: { ideal: 60 } };
    const local = new LocalMedia({ devices: devices.access, createStream }, { preset: 'fullhd', video });
    local.adapt(7);
    await local.setCamera(true);
    expect(devices.asked[0]?.video).toMatchObject({ width: { ideal: 1920 }, height: { ideal: 1080 }, ...video });
    local.setPreset('low');
    await local.setCamera(false);
    await local.setCamera(true);
    expect(devices.asked[1]?.video).toMatchObject({ width: { ideal: 320 }, height: { ideal: 180 } });
  });
});
