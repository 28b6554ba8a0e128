import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { FakeDevices, plugged } from '../testing/fake-media.ts';
import { FakeStream } from '../testing/fake-rtc.ts';
import { type DeviceList, Devices } from './devices.ts';
import { LocalMedia } from './local.ts';
import { canChooseSpeaker, setSpeaker } from './speaker.ts';

async function setUp() {
  const world = new FakeDevices([
    ...[plugged('audioinput', 'mic'), plugged('videoinput', 'cam'), plugged('audiooutput', 'speaker')],
  ]);
  const environment = { devices: world.access };
  const local = new LocalMedia({ ...environment, createStream: () => new FakeStream() as unknown as MediaStream });
  const devices = new Devices({ local, environment });
  const changes: DeviceList[] = [];
  devices.on('change', (list) => changes.push(list));
  await settle();
  return { world, local, devices, changes };
}

describe('the devices', () => {
  it('have names and ids once one of them was opened', async () => {
    const { local, devices, changes } = await setUp();
    expect(devices.list).toEqual({ cameras: [], microphones: [], speakers: [], named: false });
    await local.setMicrophone(true);
    await settle();
    expect(changes.at(-1)).toMatchObject({
      cameras: [{ label: 'cam' }],
      microphones: [{ deviceId: 'mic' }],
      speakers: [{ deviceId: 'speaker' }],
      named: true,
    });
    expect([devices.current('audio'), devices.current('video')]).toEqual(['mic', undefined]);
  });

  it('are told again when one comes or goes, and only then', async () => {
    const { world, local, devices, changes } = await setUp();
    await local.setCamera(true);
    await settle();
    world.plug(plugged('videoinput', 'second'));
    await settle();
    await devices.refresh();
    world.unplug('second');
    await settle();
    expect(changes.map(({ cameras }) => cameras.length)).toEqual([1, 2, 1]);
  });

  it('are not told any more after the end, nor where there are none', async () => {
    const { world, devices, changes } = await setUp();
    devices.close();
    world.plug(plugged('videoinput', 'second'));
    await settle();
    expect(changes).toEqual([]);
    const nowhere = new Devices({ environment: { devices: undefined } });
    expect((await nowhere.refresh()).cameras).toEqual([]);
  });
});

describe('a speaker', () => {
  const element = (failure?: string) => ({
    played: '',
    async setSinkId(id: string) {
      if (failure) throw Object.assign(new Error('no'), { name: failure });
      this.played = id;
    },
  });

  it('is set for all elements', async () => {
    const players = [element(), element()];
    await setSpeaker(players, 'headset');
    expect(players.map(({ played }) => played)).toEqual(['headset', 'headset']);
  });

  it('is refused with a code', async () => {
    await expect(setSpeaker([element('NotFoundError')], 'x')).rejects.toMatchObject({ code: 'media_missing' });
    await expect(setSpeaker([element('NotAllowedError')], 'x')).rejects.toMatchObject({ code: 'media_denied' });
    await expect(setSpeaker([{} as HTMLMediaElement], 'x')).rejects.toMatchObject({ code: 'media_missing' });
    expect(canChooseSpeaker()).toBe(false);
  });
});
