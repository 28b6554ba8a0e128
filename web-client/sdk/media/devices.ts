import { Emitter } from '../emitter.ts';
import { browserEnvironment, type Environment } from '../environment.ts';
import type { LocalMedia } from './local.ts';

export interface DeviceList {
  readonly cameras: readonly MediaDeviceInfo[];
  readonly microphones: readonly MediaDeviceInfo[];
  /** Empty where the browser lets nobody choose one. */
  readonly speakers: readonly MediaDeviceInfo[];
  /** Whether they have names: browsers tell them, and ids to choose by, only to a page that was let in. */
  readonly named: boolean;
}

export interface DevicesOptions {
  /** Whose devices are opened: the first that is opened brings the others' names. */
  readonly local?: LocalMedia;
  /** The device in use, by its kind, is read from `local`; tests put another browser in the place of the real one. */
  readonly environment?: Pick<Environment, 'devices'>;
}

/** What is plugged in. Emits `change` with the whole list whenever something else is, and when the names are known. */
export class Devices extends Emitter<{ change: [devices: DeviceList] }> {
  private devices: DeviceList = { cameras: [], microphones: [], speakers: [], named: false };
  private readonly access: Environment['devices'];
  private readonly local: LocalMedia | undefined;
  private readonly stopListening: () => void;
  private looks = 0;
  private readonly look = () => void this.refresh();

  constructor({ local, environment = browserEnvironment() }: DevicesOptions = {}) {
    super();
    this.local = local;
    this.access = environment.devices;
    this.access?.addEventListener?.('devicechange', this.look);
    this.stopListening = local?.on('change', this.look) ?? (() => {});
    this.look();
  }

  /** As far as is known; the first look is over when `refresh` resolves. */
  get list(): DeviceList {
    return this.devices;
  }

  /** The device that is open just now. */
  current(kind: 'audio' | 'video'): string | undefined {
    return this.local?.track(kind)?.getSettings().deviceId;
  }

  /** Looks again; never rejects. */
  async refresh(): Promise<DeviceList> {
    this.looks += 1;
    const look = this.looks;
    const all = (await this.access?.enumerateDevices?.().catch(() => [])) ?? [];
    if (look === this.looks) this.found(all);
    return this.devices;
  }

  close(): void {
    this.looks += 1;
    this.stopListening();
    this.access?.removeEventListener?.('devicechange', this.look);
  }

  private found(all: readonly MediaDeviceInfo[]): void {
    // before the permission is given there is one of each kind without an id
    const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId);
    const named = all.some(({ label }) => label !== '');
    const list = { cameras: of('videoinput'), microphones: of('audioinput'), speakers: of('audiooutput'), named };
    const same = signature(list) === signature(this.devices);
    this.devices = list;
    if (!same) this.emit('change', list);
  }
}

function signature({ cameras, microphones, speakers, named }: DeviceList): string {
  const all = [...cameras, ...microphones, ...speakers];
  return JSON.stringify([named, all.map(({ kind, deviceId, label }) => [kind, deviceId, label])]);
}
