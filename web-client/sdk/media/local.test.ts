import { describe, expect, it, vi } from 'vitest';
import { FakeStream, FakeTrack } from '../testing/fake-rtc.ts';
import { LocalMedia } from './local.ts';

function setUp() {
  const opened: FakeTrack[] = [];
  const getUserMedia = vi.fn(async (constraints: MediaStreamConstraints) => {
    const track = new FakeTrack(constraints.audio ? 'audio' : 'video');
    const stream = new FakeStream();
    stream.addTrack(track);
    opened.push(track);
    return stream as unknown as MediaStream;
  });
  const local = new LocalMedia({
    devices: { getUserMedia },
    createStream: () => new FakeStream() as unknown as MediaStream,
  });
  const changes: string[] = [];
  local.on('change', (kind, track) => changes.push(`${kind} ${track ? (track.enabled ? 'on' : 'muted') : 'gone'}`));
  return { local, getUserMedia, opened, changes };
}

describe('LocalMedia', () => {
  it('keeps a muted microphone open and lets a camera that is off go', async () => {
    const { local, opened, changes } = setUp();
    await local.setMicrophone(true);
    await local.setCamera(true);
    await local.setMicrophone(false);
    await local.setCamera(false);
    expect(opened.map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ['audio', 'live'],
      ['video', 'ended'],
    ]);
    expect(changes).toEqual(['audio on', 'video on', 'audio muted', 'video gone']);
  });

  it('takes another device in the place of the present one', async () => {
    const { local, getUserMedia, opened } = setUp();
    await local.setCamera(true);
    await local.setCamera(true, 'second');
    expect(getUserMedia.mock.calls[1]?.[0]).toMatchObject({ video: { deviceId: { exact: 'second' } } });
    expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(local.stream.getTracks().length).toBe(1);
  });

  it('lets a camera go that opened only after it was switched off again', async () => {
    const { local, opened } = setUp();
    const opening = local.setCamera(true);
    await local.setCamera(false);
    await opening;
    expect([opened[0]?.readyState, local.active('video')]).toEqual(['ended', false]);
  });

  it.each([
    ['NotAllowedError', 'media_denied'],
    ['NotFoundError', 'media_missing'],
    ['NotReadableError', 'media_failed'],
  ])('tells a %s as %s', async (name, code) => {
    const { local, getUserMedia } = setUp();
    getUserMedia.mockRejectedValueOnce(Object.assign(new Error('no'), { name }));
    await expect(local.setCamera(true)).rejects.toMatchObject({ code });
  });

  it('asks for a smaller picture the more people it is sent to', async () => {
    const { local, getUserMedia } = setUp();
    const widths: unknown[] = [];
    for (const peers of [1, 3, 7]) {
      local.adapt(peers);
      await local.setCamera(false);
      await local.setCamera(true);
      const { video } = getUserMedia.mock.lastCall?.[0] ?? {};
      widths.push(typeof video === 'object' && video.width);
    }
    expect(widths).toEqual([{ ideal: 1280 }, { ideal: 640 }, { ideal: 320 }]);
  });
});
