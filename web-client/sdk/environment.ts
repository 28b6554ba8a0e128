import type { MediaKind } from './media/constraints.ts';
import { browserNetwork, type Network } from './network.ts';
import { fallbackSockets } from './transport/fallback.ts';
import type { SocketFactory } from './transport/socket.ts';

/** A timer's handle; opaque. */
export type Timer = unknown;

export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  setTimer(run: () => void, delayMs: number): Timer;
  clearTimer(timer: Timer | undefined): void;
}

/** Where the device token lives between visits. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** HTTP as the SDK uses it; rejects when there is no answer. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Everything the SDK takes from its surroundings, so that tests can put their own in its place. */
export interface Environment extends Clock {
  /** At least 0, below 1. */
  random(): number;
  /** Milliseconds since 1970 on a clock that people may set; for what must outlive the page. */
  wallTime(): number;
  /** 128 random bits as text; unguessable. */
  randomId(): string;
  /** Keys and random numbers of cryptographic strength; without `subtle` on pages that are not served by HTTPS. */
  readonly crypto: Crypto;
  readonly openSocket: SocketFactory;
  readonly fetch: Fetch;
  readonly store: Store;
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  readonly devices: DeviceAccess | undefined;
  /** What the system tells of the network; without it only what fails is noticed. */
  readonly network?: Network | undefined;
  /** What the browser can receive, in its own order of preference. */
  codecs?(kind: MediaKind): RTCRtpCodec[];
  /** For measuring how loud a track is. */
  createAudioContext?(): AudioContext;
}

/** `navigator.mediaDevices`, of which phones lack a part. */
export type DeviceAccess = Pick<MediaDevices, 'getUserMedia'> &
  Partial<Pick<MediaDevices, 'enumerateDevices' | 'getDisplayMedia' | 'addEventListener' | 'removeEventListener'>>;

const browserClock: Clock = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** localStorage where there is one; in private windows that forbid it, the token lives as long as the page. */
function browserStore(): Store {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return globalThis.localStorage?.getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        globalThis.localStorage?.setItem(key, value);
      } catch {
        // kept in memory above
      }
    },
  };
}

export function browserEnvironment(): Environment {
  return {
    ...browserClock,
    random: Math.random,
    wallTime: () => Date.now(),
    randomId: () => crypto.getRandomValues(new Uint32Array(4)).reduce((text, n) => text + n.toString(36), ''),
    crypto: globalThis.crypto,
    openSocket: fallbackSockets(browserClock),
    fetch: (url, init) => globalThis.fetch(url, init),
    store: browserStore(),
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createStream: (tracks) => new MediaStream(tracks),
    // absent on pages that are not served over HTTPS or from localhost
    devices: globalThis.navigator?.mediaDevices,
    network: browserNetwork(),
    codecs: (kind) => globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? [],
    createAudioContext: () => new AudioContext(),
  };
}

export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(resolve, delayMs));
}
