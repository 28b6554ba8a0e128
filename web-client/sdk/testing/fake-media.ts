import type { DeviceAccess } from '../environment.ts';
import { FakeStream, FakeTrack } from './fake-rtc.ts';

interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
}

export const plugged = (kind: MediaDeviceKind, deviceId: string): FakeDevice => ({ kind, deviceId, label: deviceId });

type Asked = Readonly<Record<string, MediaTrackConstraints>>;

function problem(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Cameras, microphones and speakers that a test plugs in and out; the first of a kind is the default. */
export class FakeDevices {
  readonly asked: Asked[] = [];
  readonly opened: FakeTrack[] = [];
  /** The name of the error that the next opening ends with. */
  failNext: string | undefined;
  /** Whether a second camera cannot be opened while the first is, as on phones. */
  oneCamera = false;
  private readonly listeners = new Set<() => void>();

  constructor(public plugged: FakeDevice[]) {}

  get access(): DeviceAccess {
    return this as unknown as DeviceAccess;
  }

  get last(): FakeTrack {
    return this.opened.at(-1) as FakeTrack;
  }

  addEventListener = (_: string, listener: () => void): void => void this.listeners.add(listener);
  removeEventListener = (_: string, listener: () => void): void => void this.listeners.delete(listener);

  getUserMedia = async (constraints: object): Promise<MediaStream> => {
    const [kind, wish] = Object.entries(constraints)[0] as [string, MediaTrackConstraints];
    this.asked.push({ [kind]: wish });
    this.refuse();
    const { exact } = (wish.deviceId ?? {}) as { exact?: string };
    const device = this.plugged.find((one) => one.kind === `${kind}input` && (!exact || one.deviceId === exact));
    if (!device) throw problem('NotFoundError');
    const busy = this.opened.some((track) => track.kind === 'video' && track.readyState === 'live');
    if (kind === 'video' && this.oneCamera && busy) throw problem('NotReadableError');
    return this.open(kind, device);
  };

  getDisplayMedia = async (constraints: object): Promise<MediaStream> => {
    this.asked.push({ screen: (constraints as { video: MediaTrackConstraints }).video });
    this.refuse();
    return this.open('video', { deviceId: 'screen', label: 'screen' });
  };

  enumerateDevices = async (): Promise<MediaDeviceInfo[]> => {
    const known = this.opened.length > 0;
    return this.plugged.map(
      ({ kind, deviceId, label }) =>
        ({ kind, deviceId: known ? deviceId : '', label: known ? label : '' }) as MediaDeviceInfo,
    );
  };

  plug(device: FakeDevice): void {
    this.plugged.push(device);
    this.changed();
  }

  unplug(deviceId: string): void {
    this.plugged = this.plugged.filter((device) => device.deviceId !== deviceId);
    this.changed();
    for (const track of this.opened) if (track.settings.deviceId === deviceId) track.happen('ended');
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private refuse(): void {
    const name = this.failNext;
    this.failNext = undefined;
    if (name) throw problem(name);
  }

  private open(kind: string, { deviceId, label }: { deviceId: string; label: string }): MediaStream {
    const track = new FakeTrack(kind);
    track.label = label;
    track.settings = { deviceId };
    this.opened.push(track);
    const stream = new FakeStream();
    stream.addTrack(track);
    return stream as unknown as MediaStream;
  }
}

/** An AudioContext that hears what a test says. */
export class FakeAudio {
  loudness = 0;
  open = 0;

  create = (): AudioContext => {
    this.open += 1;
    const node = { connect: () => {}, disconnect: () => {} };
    const analyser = {
      fftSize: 0,
      getFloatTimeDomainData: (samples: Float32Array) => samples.fill(this.loudness),
    };
    const close = async () => {
      this.open -= 1;
    };
    return {
      ...{ createAnalyser: () => analyser, createMediaStreamSource: () => node },
      ...{ resume: async () => {}, close },
    } as unknown as AudioContext;
  };
}
