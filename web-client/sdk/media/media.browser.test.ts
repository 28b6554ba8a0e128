import { afterEach, expect, it, vi } from 'vitest';
import { browserEnvironment } from '../environment.ts';
import { Senders } from '../rtc/senders.ts';
import type { MediaTuning } from '../rtc/tuning.ts';
import { Devices, LevelMeter } from './index.ts';
import { LocalMedia } from './local.ts';
import { setSpeaker } from './speaker.ts';

const env = browserEnvironment();
const local = new LocalMedia(env);
const connections: RTCPeerConnection[] = [];
const SOON = { timeout: 8_000, interval: 20 };

afterEach(() => {
  local.stop();
  for (const pc of connections.splice(0)) pc.close();
});

it('the devices of a real browser are listed, and open as they are asked for', async () => {
  await local.setMicrophone(true);
  await local.setCamera(true);
  const devices = new Devices({ local });
  const { cameras, microphones, speakers, named } = await devices.refresh();
  expect(named).toBe(true);
  for (const list of [cameras, microphones, speakers]) expect(list.length).toBeGreaterThan(0);
  expect(microphones.map(({ deviceId }) => deviceId)).toContain(devices.current('audio'));
  const { width, height } = local.track('video')?.getSettings() ?? {};
  expect([width, height]).toEqual([1280, 720]);
  expect(local.track('audio')?.getSettings().echoCancellation).toBe(true);
  local.setPreset('low');
  await vi.waitFor(() => expect(local.track('video')?.getSettings().height).toBe(180), SOON);
  const other = microphones.find(({ deviceId }) => deviceId !== devices.current('audio'));
  await local.setMicrophone(true, other?.deviceId);
  expect(devices.current('audio')).toBe(other?.deviceId);
  await setSpeaker([document.createElement('audio')], speakers[0]?.deviceId ?? '');
  await expect(setSpeaker([document.createElement('audio')], 'none')).rejects.toMatchObject({ code: 'media_missing' });
  devices.close();
});

it('a screen takes the place of the camera and gives it back', async () => {
  await local.setCamera(true);
  const camera = local.outgoing('video');
  await local.setScreenShare(true);
  expect([local.screen?.contentHint, local.screen?.readyState]).toEqual(['detail', 'live']);
  expect(local.outgoing('video')).toBe(local.screen);
  await local.setScreenShare(false);
  expect(local.outgoing('video')).toBe(camera);
});

it('the level of a microphone that beeps rises', async () => {
  await local.setMicrophone(true);
  const meter = new LevelMeter(local.track('audio') as MediaStreamTrack);
  await vi.waitFor(() => expect(meter.level()).toBeGreaterThan(0.02), SOON);
  await local.setMicrophone(false);
  await vi.waitFor(() => expect(meter.level()).toBeLessThan(0.001), SOON);
  meter.close();
});

it('the wished codec stands first in the offer, and three sizes where they are asked for', async () => {
  const offer = async (tuning: MediaTuning) => {
    const pc = new RTCPeerConnection();
    connections.push(pc);
    await local.setCamera(true);
    const senders = new Senders(pc, local, env, tuning);
    senders.addAll();
    const { sdp = '' } = await pc.createOffer();
    const [, first] = /m=video \d+ \S+ (\d+)/.exec(sdp) ?? [];
    const name = new RegExp(`a=rtpmap:${first} (\\w+)`).exec(sdp)?.[1];
    return [name, senders.sender('video')?.getParameters().encodings.length, sdp.includes('a=simulcast:send')];
  };
  expect(await offer({ codecs: ['VP9', 'VP8'] })).toEqual(['VP9', 1, false]);
  expect(await offer({})).toEqual(['VP8', 1, false]);
  expect(await offer({ simulcast: true })).toEqual(['VP8', 3, true]);
});
