import { describe, expect, it } from 'vitest';
import { peer } from '../testing/fake-environment.ts';
import { EVENTS, type Joined, joined, SIGNALS, scripted } from '../testing/fake-room.ts';

const ann = peer('ann');
const bob = peer('bob');

describe('a room', () => {
  it('is joined after the session, and listened to at both of its addresses', async () => {
    const { network, room } = await joined({ peers: [ann] });
    expect(network.last.sends('session.open')[0]?.body).toEqual({ protocol: 1 });
    expect(network.last.sends('rooms.request.join')[0]?.body).toEqual({
      roomId: 'daily',
      displayName: 'Me',
      state: { audio: false, video: false, screen: false },
    });
    expect(network.last.registered()).toEqual([EVENTS, SIGNALS]);
    expect(room.peers.map(({ id }) => id)).toEqual(['ann']);
  });

  it('tells who comes, changes and goes', async () => {
    const { event, room, diary } = await joined({ peers: [ann] });
    event('peer-joined', 1, { peer: bob });
    event('peer-updated', 2, { peerId: 'bob', state: { audio: true }, connection: 'lost' });
    expect(room.peers[1]).toMatchObject({ state: { audio: true }, present: false });
    event('peer-left', 3, { peerId: 'ann', reason: 'left' });
    expect(diary).toEqual(['+bob', '-ann left']);
    expect(room.peers.map(({ id }) => id)).toEqual(['bob']);
  });

  it('shows each chat message once, one’s own with one’s own name', async () => {
    const { event, diary } = await joined({ self: peer('me', { displayName: 'Me' }), peers: [ann] });
    event('chat', 1, { id: 'x', from: 'ann', text: 'hello', at: 1 });
    event('chat', 1, { id: 'x', from: 'ann', text: 'hello', at: 1 });
    event('chat', 2, { id: 'y', from: 'me', text: 'hi', at: 2 });
    expect(diary).toEqual(['ann: hello', 'Me: hi']);
  });

  it('tells what an application says to everybody, and passes over what it does not know', async () => {
    const { event, room } = await joined({ peers: [ann] });
    const said: unknown[] = [];
    room.on('broadcast', (message) => said.push(message));
    event('invented-later', 1, { data: 1 });
    event('broadcast', 2, { from: { service: 'crm' }, data: { text: 'over soon' } });
    expect(said).toEqual([{ from: { service: 'crm' }, data: { text: 'over soon' } }]);
  });

  it('offers to newcomers and waits for those who were there', async () => {
    const { clock, event, network, connections } = await joined({ peers: [ann] });
    event('peer-joined', 1, { peer: bob });
    await clock.advance(0);
    expect(connections.map(({ history }) => history)).toEqual([[], ['local offer']]);
    const [offer, candidate] = network.last.sends('webrtc.signal.daily.bob').map(({ body }) => body);
    expect(offer).toMatchObject({ id: 1, base: 1, epoch: 'e1', data: { type: 'offer' } });
    expect(candidate).toMatchObject({ id: 2, epoch: 'e1', data: { type: 'ice-candidate' } });
  });

  it('answers an offer once, however often it comes', async () => {
    const { clock, signal, network, connections } = await joined({ peers: [ann] });
    const sdp = 'v=0\r\no=- 77 2 IN IP4 127.0.0.1\r\nx={"media":[]}\r\n';
    signal('ann', 1, 1, { type: 'offer', sdp });
    signal('ann', 1, 2, { type: 'offer', sdp });
    await clock.advance(0);
    expect(connections[0]?.history).toEqual(['remote offer', 'local answer']);
    expect(network.last.sends('webrtc.signal.daily.ann').map(({ body }) => body)).toMatchObject([
      { data: { type: 'answer' } },
      { data: { type: 'ice-candidate' } },
    ]);
  });

  it('leaves at once and says so', async () => {
    const { network, room, client, diary, connections } = await joined({ peers: [ann] });
    void room.leave();
    expect(network.last.sends('rooms.request.leave').length).toBe(1);
    expect(diary).toEqual(['ended left']);
    expect(connections[0]?.connectionState).toBe('closed');
    await expect(client.join('daily')).resolves.toBeDefined();
  });

  it.each(['kicked', 'banned', 'replaced', 'room-closed'])('ends when one is %s', async (reason) => {
    const { event, diary } = await joined();
    event('peer-left', 1, { peerId: 'me', reason });
    expect(diary).toEqual([`ended ${reason}`]);
  });

  it('tells why it cannot be joined, and may be tried again', async () => {
    const script = scripted();
    script.network.on(/join$/, (frame, socket) => socket.fail(frame, 'wrong_password'));
    const client = script.connect();
    await expect(client.join('daily')).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(client.join('daily')).rejects.toMatchObject({ code: 'wrong_password' });
  });

  it('waits in the lobby until a host lets one in', async () => {
    const script = scripted();
    script.network.on(/join$/, (frame, socket) => socket.reply(frame, { waiting: true }));
    let waiting = 0;
    const pending = script.connect().join('daily', { onWaiting: () => (waiting += 1) });
    await script.clock.advance(20_000);
    expect([waiting, script.network.last.registered()]).toEqual([1, [EVENTS, SIGNALS]]);
    script.event('admitted', 5, { room: { roomId: 'daily' }, self: peer('me'), peers: [ann] });
    const room = await pending;
    expect(room.peers.map(({ id }) => id)).toEqual(['ann']);
  });

  it('publishes the newest state only, one request at a time', async () => {
    const { clock, network, room } = await joined();
    room.setState({ hand: true });
    room.setState({ hand: false });
    room.setState({ hand: true, mood: 'calm' });
    await clock.advance(0);
    const states = network.last.sends('rooms.request.state').map(({ body }) => (body as { state: object }).state);
    expect(states).toEqual([
      { audio: false, video: false, screen: false, hand: true },
      { audio: false, video: false, screen: false, hand: true, mood: 'calm' },
    ]);
  });
});

describe('a host', () => {
  it('sees who waits until they are in, refused or gone', async () => {
    const { event, network, room } = await joined();
    const queues: string[] = [];
    room.on('lobby', (waiting) => queues.push(waiting.map(({ peerId }) => peerId).join()));
    network.on(/admit$/, (frame, socket) => socket.reply(frame, {}));
    event('waiting', 1, { peer: ann });
    event('waiting', 2, { peer: bob });
    await room.admit('bob', false);
    event('peer-joined', 3, { peer: ann });
    event('waiting', 4, { peer: bob });
    network.on(/admit$/, (frame, socket) => socket.fail(frame, 'peer_unknown'));
    await room.admit('bob', true);
    expect(queues).toEqual(['ann', 'ann,bob', 'ann', '', 'bob', '']);
    expect(network.last.sends('rooms.request.admit').map(({ body }) => body)).toEqual([
      { roomId: 'daily', peerId: 'bob', allow: false },
      { roomId: 'daily', peerId: 'bob', allow: true },
    ]);
  });

  it('keeps those on the list about whom the server did not decide', async () => {
    const { event, network, room } = await joined();
    network.on(/admit$/, (frame, socket) => socket.fail(frame, 'not_allowed'));
    event('waiting', 1, { peer: ann });
    await expect(room.admit('ann', true)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(room.waiting).toEqual([ann]);
  });

  it('moderates with the requests of the contract', async () => {
    const { network, room } = await joined();
    network.on(/^rooms\.request\./, (frame, socket) => socket.reply(frame, {}));
    const { moderation } = room;
    await moderation.kick('ann');
    await moderation.ban('ann');
    await moderation.unban('user:u1');
    await moderation.mute('ann');
    await moderation.promote('ann', 'moderator');
    await moderation.lock(true);
    await moderation.delete();
    const sent = network.last.sent.flatMap((frame) =>
      frame.type === 'send' && frame.address.startsWith('rooms.') ? [[frame.address.split('.')[2], frame.body]] : [],
    );
    const roomId = 'daily';
    expect(sent.slice(1)).toEqual([
      ['kick', { roomId, peerId: 'ann' }],
      ['ban', { roomId, peerId: 'ann' }],
      ['unban', { roomId, subject: 'user:u1' }],
      ['mute', { roomId, peerId: 'ann' }],
      ['promote', { roomId, peerId: 'ann', role: 'moderator' }],
      ['lock', { roomId, locked: true }],
      ['delete', { roomId }],
    ]);
  });
});

describe('ICE servers', () => {
  const push = (event: Joined['event'], seq: number, urls: string) =>
    event('ice-servers', seq, { iceServers: [{ urls }], ttl: 60 });

  it('that are pushed serve every connection; one that goes by a relay gathers anew at once', async () => {
    const { clock, event, connections } = await joined({ peers: [ann] });
    event('peer-joined', 1, { peer: bob });
    await clock.advance(0);
    const [idle, offering] = connections;
    await offering?.setRemoteDescription({ type: 'answer', sdp: '' });
    await clock.advance(0);
    push(event, 2, 'turn:one');
    await clock.advance(0);
    expect(offering?.history.at(-1)).toBe('configured turn:one');
    if (offering) offering.route = 'relay';
    push(event, 3, 'turn:two');
    await clock.advance(0);
    expect(offering?.history.slice(-3)).toEqual(['configured turn:two', 'restartIce', 'local offer']);
    expect(idle?.history).toEqual(['configured turn:one', 'configured turn:two']);
  });
});
