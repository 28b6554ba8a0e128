import { describe, expect, it } from 'vitest';
import { Parley } from '../index.ts';
import type { NetworkChange } from '../network.ts';
import { settle } from '../testing/fake-clock.ts';
import { peer } from '../testing/fake-environment.ts';
import { FakeDevices, plugged } from '../testing/fake-media.ts';
import { type Joined, joined, NODE, scripted } from '../testing/fake-room.ts';
import type { FakePeerConnection, FakeTrack } from '../testing/fake-rtc.ts';
import { FakeTrack as Track } from '../testing/fake-rtc.ts';

const HOUR_S = 3_600;

/** A room with bob in it, who came later, and devices; the test plays the network. */
async function setUp(fetch?: (url: string, init: RequestInit) => Promise<Response>) {
  const script = scripted();
  const devices = new FakeDevices([plugged('audioinput', 'mic'), plugged('videoinput', 'cam')]);
  const watching = new Set<(change: NetworkChange) => void>();
  const network = {
    watch: (listener: (change: NetworkChange) => void) => {
      watching.add(listener);
      return () => watching.delete(listener);
    },
  };
  const environment = { ...script.env, devices: devices.access, network, ...(fetch && { fetch }) };
  // no server is there to send heartbeats
  script.open = { heartbeatMs: HOUR_S * 1_000 };
  const client = new Parley({ endpoints: NODE, environment });
  const username = `${Math.floor(environment.wallTime() / 1_000) + HOUR_S}:me`;
  script.join = { iceServers: [{ urls: 'turn:one', username, credential: 'x' }] };
  const room = await client.join('daily', { codecs: ['VP9'] });
  await settle();
  script.event('peer-joined', 1, { peer: peer('bob') });
  await settle();
  const states = () =>
    script.network.last.sends('rooms.request.state').map(({ body }) => (body as { state: object }).state);
  const change = (what: NetworkChange) => {
    for (const listener of [...watching]) listener(what);
  };
  const pc = () => script.connections.at(-1) as FakePeerConnection;
  return { ...script, client, room, devices, states, change, watching, pc };
}

/** What bob's browser answers to our offer. */
async function answered({ pc, signal }: { pc(): FakePeerConnection; signal: Joined['signal'] }): Promise<void> {
  const offer = pc().localDescription?.sdp ?? '';
  const sdp = offer.replace(/o=- \d+/, 'o=- 99999');
  signal('bob', 1, 2, { type: 'answer', sdp });
  await settle();
}

const sent = (pc: FakePeerConnection) => pc.getTransceivers().map(({ sender }) => sender.track?.label ?? null);

describe('a screen that is shared', () => {
  it('goes to everybody without a negotiation, and others know what they look at', async () => {
    const world = await setUp();
    await answered(world);
    const { room, states, pc, devices } = world;
    await room.setCamera(true);
    const steps = pc().history.length;
    await room.setScreenShare(true);
    await settle();
    expect(sent(pc())).toEqual([null, 'screen']);
    expect(states().at(-1)).toEqual({ audio: false, video: true, screen: true });
    devices.last.happen('ended');
    await settle();
    expect(sent(pc())).toEqual([null, 'cam']);
    expect(states().at(-1)).toEqual({ audio: false, video: true, screen: false });
    expect(pc().history.length).toBe(steps);
  });

  it('is what a peer that comes meanwhile gets', async () => {
    const { room, event, pc } = await setUp();
    await room.setScreenShare(true);
    event('peer-joined', 2, { peer: peer('cleo') });
    await settle();
    expect(sent(pc())).toEqual([null, 'screen']);
  });

  it('is told at the join where it was shared before', async () => {
    const script = scripted();
    const devices = new FakeDevices([]);
    const client = new Parley({ endpoints: NODE, environment: { ...script.env, devices: devices.access } });
    const media = client.createMedia();
    await media.setScreenShare(true);
    await client.join('daily', { media });
    const [join] = script.network.last.sends('rooms.request.join');
    expect(join?.body).toMatchObject({ state: { video: true, screen: true } });
  });
});

describe('a pause', () => {
  it('is seen by the others as microphone and camera off', async () => {
    const { room, states } = await setUp();
    await room.setMicrophone(true);
    await room.setCamera(true);
    room.local.pause();
    await settle();
    expect(states().at(-1)).toEqual({ audio: false, video: false, screen: false });
    room.local.resume();
    await settle();
    expect(states().at(-1)).toEqual({ audio: true, video: true, screen: false });
  });
});

describe('a peer', () => {
  it('is relayed when the media take another path while they flow', async () => {
    const world = await setUp();
    const iceTransport = { onselectedcandidatepairchange: () => {} };
    const { pc } = world;
    const [receiver] = pc().getReceivers();
    Object.assign(receiver ?? {}, { transport: { iceTransport } });
    await answered(world);
    pc().route = 'relay';
    iceTransport.onselectedcandidatepairchange();
    await settle();
    expect(world.room.peers[0]?.status).toBe('relayed');
  });

  it('is connected, interrupted and relayed as its connection is', async () => {
    const world = await setUp();
    const told: string[] = [];
    world.room.on('status', ({ id, status }, now) => told.push(`${id} ${status === now ? now : 'differs'}`));
    await answered(world);
    world.pc().turn('disconnected');
    world.pc().route = 'relay';
    world.pc().turn('connected');
    await settle();
    expect(told).toEqual(['bob connected', 'bob interrupted', 'bob relayed']);
  });

  it('has tracks that fall silent, come back and end, and all of it is told', async () => {
    const { room, pc } = await setUp();
    const told: string[] = [];
    room.on('track:muted', (_, track, muted) => told.push(`${track.kind} ${muted ? 'silent' : 'back'}`));
    room.on('track:ended', (from, track) => told.push(`${from.id}'s ${track.kind} ended`));
    const track = new Track('audio');
    pc().ontrack?.({ track });
    for (const what of ['mute', 'unmute', 'ended'] as const) (track as FakeTrack).happen(what);
    expect(told).toEqual(['audio silent', 'audio back', "bob's audio ended"]);
  });

  it('shows what the browser knows of it', async () => {
    const { room } = await setUp();
    const [bob] = room.peers;
    expect((await bob?.getStats())?.get('L')).toMatchObject({ candidateType: 'host' });
    expect(bob?.sender('video')?.getParameters().encodings).toEqual([{}]);
  });
});

describe('a network that changed', () => {
  it('brings the socket back at once, and what goes down soon after it without waiting', async () => {
    const world = await setUp();
    await answered(world);
    const { network, change, pc } = world;
    change('moved');
    await settle();
    expect(network.sockets.length).toBe(2);
    expect(pc().history).not.toContain('restartIce');
    pc().turn('disconnected');
    expect(pc().history).toContain('restartIce');
  });

  it('mends at once what is down, also where nothing but a hint is told', async () => {
    const world = await setUp();
    await answered(world);
    const { network, change, pc } = world;
    pc().turn('disconnected');
    expect(pc().history).not.toContain('restartIce');
    change('hint');
    expect(pc().history).toContain('restartIce');
    expect(network.sockets.length).toBe(1);
  });

  it('does not begin anew with every hint while it is being mended', async () => {
    const world = await setUp();
    await answered(world);
    const { change, pc, clock } = world;
    pc().turn('failed');
    const restarts = () => pc().history.filter((step) => step === 'restartIce').length;
    for (let second = 0; second < 4; second += 1) {
      await clock.advance(1_000);
      change('hint');
    }
    expect(restarts()).toBe(1);
  });

  it('is nobody’s business after the end', async () => {
    const { client, watching } = await setUp();
    expect(watching.size).toBe(2);
    client.close();
    expect(watching.size).toBe(0);
  });
});

describe('TURN credentials that nobody renewed', () => {
  it('are asked for before they end, and need no restart where no relay is used', async () => {
    const asked: string[] = [];
    const username = '9999999999:me';
    const world = await setUp(async (url, init) => {
      asked.push(`${url} ${(init.headers as Record<string, string>).authorization}`);
      return Response.json({ iceServers: [{ urls: 'turn:two', username, credential: 'y' }], ttl: HOUR_S });
    });
    await answered(world);
    await world.clock.advance(0.91 * HOUR_S * 1_000);
    expect(asked).toEqual([`${NODE}/api/v1/ice-servers Bearer token1`]);
    expect(world.pc().history).toContain('configured turn:two');
    expect(world.pc().history).not.toContain('restartIce');
  });

  it('are asked of another node where the first does not answer', async () => {
    const asked: string[] = [];
    const script = scripted();
    const fetch = async (url: string) => {
      if (!url.endsWith('/ice-servers')) return new Response();
      asked.push(new URL(url).host);
      if (asked.length < 3) throw new TypeError('no network');
      return Response.json({ iceServers: [] });
    };
    script.open = { endpoints: ['https://two.example'], heartbeatMs: HOUR_S * 1_000 };
    const iceServers = [{ urls: 'turn:one', username: `${Math.floor(script.env.wallTime() / 1_000) + HOUR_S}:me` }];
    script.join = { iceServers };
    await new Parley({ endpoints: NODE, environment: { ...script.env, fetch } }).join('daily');
    await script.clock.advance(0.91 * HOUR_S * 1_000);
    expect(asked).toEqual(['node.example', 'two.example', 'node.example']);
  });
});

it('a room without devices publishes that there is nothing to see', async () => {
  expect((await joined()).room.state).toEqual({ audio: false, video: false, screen: false });
});
