import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Channels } from '../data/channels.ts';
import { browserEnvironment } from '../environment.ts';
import { PeerLink } from '../rtc/peer-link.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { SignalData } from '../wire/room-messages.ts';
import type { GroupKey } from './group.ts';
import { createGuard } from './guard.ts';
import type { E2eeSession } from './session.ts';

const env = browserEnvironment();
const opened: { close(): void }[] = [];

function moving(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let step = 0;
  const timer = setInterval(() => {
    step += 1;
    context.fillStyle = `hsl(${(step * 9) % 360} 80% 50%)`;
    context.fillRect(0, 0, 160, 120);
  }, 60);
  const sound = new AudioContext();
  const output = sound.createMediaStreamDestination();
  const tone = sound.createOscillator();
  tone.connect(output);
  tone.start();
  opened.push({ close: () => clearInterval(timer) }, { close: () => void sound.close() });
  return new MediaStream([...canvas.captureStream(15).getTracks(), ...output.stream.getTracks()]);
}

/** One side of a call whose signals the page itself carries, as a server would see them. */
class End {
  readonly failed: string[] = [];
  readonly seen: string[] = [];
  readonly channels = new Channels(true);
  session!: E2eeSession;
  pc!: RTCPeerConnection;
  other!: End;
  private link!: PeerLink;
  private shut: () => void = () => {};

  constructor(
    readonly id: string,
    readonly joinedAt: number,
  ) {}

  async prepare(secret: string): Promise<void> {
    const guard = await createGuard('daily', { secret }, env);
    guard.listen({ changed: () => {}, failed: ({ code }) => this.failed.push(code) });
    this.session = guard.enter(this.info, {
      transmit: async (_to, sealed) => {
        const text = JSON.stringify(sealed);
        this.seen.push(text);
        setTimeout(() => this.other.session.receive(this.id, JSON.parse(text)));
      },
      deliver: (_from, data) => this.link.receive(data as SignalData),
    }) as E2eeSession;
    this.shut = () => guard.close();
  }

  start(): void {
    const { other } = this;
    const stream = moving();
    this.session.add(other.info);
    const createPeerConnection = (configuration: RTCConfiguration) => {
      this.pc = env.createPeerConnection({ ...configuration, ...this.session.configuration });
      this.session.protect(other.id, this.pc);
      this.channels.built({ id: other.id } as RemotePeer, this.pc, this.session);
      return this.pc;
    };
    this.link = new PeerLink(
      {
        env: { ...env, createPeerConnection },
        local: { stream, track: (kind) => stream.getTracks().find((track) => track.kind === kind) ?? null },
        polite: this.id < other.id,
        configuration: () => ({}),
      },
      {
        send: (data) => void this.session.send(other.id, data).catch(() => {}),
        track: (track) => this.play(track),
        connection: () => {},
        path: () => {},
      },
    );
    opened.push(this.link, { close: this.shut });
    this.link.start(this.joinedAt < other.joinedAt);
  }

  get info() {
    const { id: peerId, joinedAt } = this;
    return { peerId, joinedAt, displayName: peerId, role: 'guest' as const, user: null, state: {} };
  }

  /** Frames of the picture that were decoded, and bytes that came for it. */
  async picture(): Promise<{ decoded: number; bytes: number; energy: number }> {
    const sums = { decoded: 0, bytes: 0, energy: 0 };
    for (const stats of (await this.pc.getStats()).values()) {
      if (stats.type !== 'inbound-rtp') continue;
      sums.decoded += stats.framesDecoded ?? 0;
      sums.bytes += stats.kind === 'video' ? stats.bytesReceived : 0;
      sums.energy += stats.totalAudioEnergy ?? 0;
    }
    return sums;
  }

  private play(track: MediaStreamTrack): void {
    const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
    Object.assign(element, { autoplay: true, muted: track.kind === 'video', srcObject: new MediaStream([track]) });
    document.body.append(element);
    opened.push({ close: () => element.remove() });
  }
}

async function two(first: string, second: string): Promise<[End, End]> {
  const [ann, bob] = [new End('ann', 1), new End('bob', 2)];
  Object.assign(ann, { other: bob });
  Object.assign(bob, { other: ann });
  await Promise.all([ann.prepare(first), bob.prepare(second)]);
  return [ann, bob];
}

const POLL = { timeout: 15_000, interval: 200 };

describe('encryption in a real browser', () => {
  afterEach(() => {
    for (const part of opened.splice(0).reverse()) part.close();
  });

  const both = () => {
    it('shows sound and picture and carries messages between those who have the secret', async () => {
      const [ann, bob] = await two('sesame', 'sesame');
      const heard: unknown[] = [];
      ann.start();
      bob.start();
      bob.channels.get('x').on('message', (_peer, data) => heard.push(data));
      await ann.channels.get('x').send({ hello: 'bob' }, { to: 'bob' });
      for (const end of [ann, bob]) {
        await expect.poll(async () => (await end.picture()).decoded, POLL).toBeGreaterThan(15);
      }
      expect(heard).toEqual([{ hello: 'bob' }]);
      expect([ann.failed, bob.failed]).toEqual([[], []]);
      expect([...ann.seen, ...bob.seen].every((text) => text.startsWith('{"type":"sealed"'))).toBe(true);
    }, 40_000);

    it('decodes no frame with another key', async () => {
      const [ann, bob] = await two('sesame', 'sesame');
      const { group } = bob.session;
      const take = group.take.bind(group);
      group.take = (from: string, key: GroupKey) =>
        take(from, { ...key, raw: crypto.getRandomValues(new Uint8Array(32)) });
      ann.start();
      bob.start();
      await expect.poll(async () => (await bob.picture()).bytes, POLL).toBeGreaterThan(5_000);
      expect(await bob.picture()).toMatchObject({ decoded: 0, energy: 0 });
      await expect.poll(() => bob.failed, POLL).toContain('e2ee_failed');
    }, 40_000);
  };

  describe('by RTCRtpScriptTransform', both);

  describe('by encoded streams', () => {
    const Script = globalThis.RTCRtpScriptTransform;
    beforeEach(() => void Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform'));
    afterEach(() => void Object.assign(globalThis, { RTCRtpScriptTransform: Script }));
    both();
  });

  it('never comes to a connection with another secret', async () => {
    const [ann, bob] = await two('sesame', 'Sesame');
    ann.start();
    bob.start();
    await expect.poll(() => [ann.failed, bob.failed], POLL).toEqual([['e2ee_failed'], ['e2ee_failed']]);
    expect([ann.pc.connectionState, bob.pc.remoteDescription]).toEqual(['new', null]);
  }, 30_000);
});
