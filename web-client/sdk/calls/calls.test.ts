import { describe, expect, it } from 'vitest';
import { Parley } from '../index.ts';
import { accountIn, FakeRest, jwt } from '../testing/fake-accounts.ts';
import { fakes, openReply } from '../testing/fake-environment.ts';
import { NODE } from '../testing/fake-room.ts';

const USER = { id: 'u_ann', username: 'ann.lee' };
const INBOX = 'calls.inbox.ann.lee';
const INVITATION = {
  ...{ type: 'invitation', id: 'p1', invitationId: 'i1', callId: 'c1', roomId: 'r_1' },
  ...{ inviter: 'bob', inviterId: 'u_bob', callType: 'video', timestamp: 1 },
};

async function connected(user: typeof USER | null = USER, token = jwt()) {
  const world = fakes();
  world.network.on(/^session\.open$/, (frame, socket) => socket.reply(frame, openReply({ user, resumed: true })));
  const rest = new FakeRest();
  rest.answers = { '/auth/login': { token } };
  const account = accountIn(world.env, rest);
  await account.login({ username: 'ann', password: 'x' }, false);
  const client = new Parley({ endpoints: NODE, account, environment: world.env });
  const diary: string[] = [];
  client.calls.on('invitation', ({ inviter, callType }) => diary.push(`${inviter} calls (${callType})`));
  client.calls.on('invitation_accepted', ({ acceptedBy }) => diary.push(`${acceptedBy} accepts`));
  client.calls.on('invitation_rejected', ({ rejectedBy, reason }) => diary.push(`${rejectedBy} ${reason}`));
  client.calls.on('invitation_cancelled', ({ reason }) => diary.push(`cancelled ${reason}`));
  client.calls.on('call_ended', ({ endedBy, duration }) => diary.push(`${endedBy} ended after ${duration}`));
  await client.connect();
  await world.clock.advance(0);
  return { ...world, client, account, rest, diary, push: (body: object) => world.network.last.rec(INBOX, body) };
}

describe('calls', () => {
  it('are listened to at one’s own inbox, with the token that opened the session', async () => {
    const { network } = await connected();
    expect(network.last.sends('session.open')[0]?.body).toMatchObject({ token: jwt() });
    expect(network.last.registered()).toEqual([INBOX]);
  });

  it('of a guest are not listened to', async () => {
    const { network } = await connected(null);
    expect(network.last.registered()).toEqual([]);
  });

  it('tell of everything that is pushed, each once', async () => {
    const { push, diary } = await connected();
    push(INVITATION);
    push(INVITATION);
    push({ type: 'invitation_cancelled', id: 'p2', callId: 'c1', invitationId: 'i1', reason: 'answered_elsewhere' });
    push({ type: 'invitation_accepted', id: 'p3', callId: 'c2', acceptedBy: 'bob' });
    push({ type: 'invitation_rejected', id: 'p4', callId: 'c2', rejectedBy: 'cyd', reason: 'busy' });
    push({ type: 'call_ended', id: 'p5', callId: 'c2', endedBy: 'bob', duration: 7 });
    push({ type: 'something-new', id: 'p6' });
    expect(diary).toEqual([
      ...['bob calls (video)', 'cancelled answered_elsewhere', 'bob accepts', 'cyd busy', 'bob ended after 7'],
    ]);
  });

  it('are listened to again after a reconnect, and what was pushed before is not told twice', async () => {
    const { network, clock, push, diary } = await connected();
    push(INVITATION);
    network.last.drop();
    await clock.advance(2_000);
    expect(network.sockets.length).toBe(2);
    expect(network.last.registered()).toEqual([INBOX]);
    push(INVITATION);
    expect(diary).toEqual(['bob calls (video)']);
  });

  it('ring once: a repeated request keeps its id, another call has another', async () => {
    const { network, client, clock } = await connected();
    network.on(/^calls\.request\.create$/, () => {});
    const call = client.calls.create(['bob'], 'audio');
    await clock.advance(0);
    const [first] = network.last.sends('calls.request.create');
    network.on(/^calls\.request\.create$/, (frame, socket) => socket.reply(frame, { callId: 'c1', roomId: 'r_1' }));
    network.last.drop();
    await clock.advance(2_000);
    expect(await call).toMatchObject({ callId: 'c1' });
    const [second] = network.last.sends('calls.request.create');
    expect(second?.body).toEqual(first?.body);
    expect(first?.body).toMatchObject({ invitees: ['bob'], callType: 'audio', requestId: expect.any(String) });
    await client.calls.create(['bob'], 'audio');
    const ids = network.last.sends('calls.request.create').map(({ body }) => (body as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(2);
  });

  it('send what the contract names', async () => {
    const { network, client } = await connected();
    network.on(/^(calls|people)\.request\./, (frame, socket) => socket.reply(frame, { duration: 12, calls: [] }));
    await client.calls.accept('i1');
    await client.calls.reject('i1', 'busy');
    await client.calls.cancel('c1');
    expect(await client.calls.end('c1')).toBe(12);
    await client.calls.history({ cursor: 'x', limit: 5 });
    await client.people.get('bob');
    await client.people.block('bob');
    await client.people.unblock('bob');
    const sent = network.last.sent.flatMap((frame) =>
      frame.type === 'send' && frame.address !== 'session.open' ? [[frame.address, frame.body]] : [],
    );
    expect(sent).toEqual([
      ['calls.request.answer', { invitationId: 'i1', action: 'accept' }],
      ['calls.request.reject', { invitationId: 'i1', reason: 'busy' }],
      ['calls.request.cancel', { callId: 'c1' }],
      ['calls.request.end', { callId: 'c1' }],
      ['calls.request.history', { limit: 5, cursor: 'x' }],
      ['people.request.get', { username: 'bob' }],
      ['people.request.block', { username: 'bob' }],
      ['people.request.unblock', { username: 'bob' }],
    ]);
  });

  it('go on with a fresh token on the same socket', async () => {
    const { network, clock, rest } = await connected(USER, jwt({ iat: 1_000, exp: 1_040 }));
    const fresh = jwt({ iat: 2_000, exp: 2_000 + 24 * 3_600 });
    rest.answers = { '/auth/refresh': { token: fresh } };
    await clock.advance(20_000);
    network.last.push({ type: 'pong' });
    await clock.advance(11_000);
    expect(network.last.sends('session.open').at(-1)?.body).toEqual({ protocol: 1, token: fresh });
    expect(network.sockets.length).toBe(1);
  });

  it('change the password once, and keep the token that comes of it', async () => {
    const { network, client, account } = await connected();
    const fresh = jwt({ iat: 3_000, exp: 3_000 + 24 * 3_600 });
    network.on(/^auth\.request\.password$/, (frame, socket) => socket.reply(frame, { token: fresh }));
    await client.settings(account).changePassword('old one', 'new one');
    expect(network.last.sends('auth.request.password').map(({ body }) => body)).toEqual([
      { old: 'old one', new: 'new one' },
    ]);
    expect(await account.token()).toBe(fresh);
  });

  it('end with the token, and sign out whoever has no other', async () => {
    const { network, account, client } = await connected();
    network.last.drop(3501);
    expect(account.user).toBeUndefined();
    await expect(client.connect()).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('leave a token alone that another tab has renewed', async () => {
    const { network, account, rest } = await connected();
    rest.answers = { '/auth/login': { token: jwt({ iat: 7_000, exp: 7_000 + 24 * 3_600 }) } };
    await account.login({ username: 'ann', password: 'x' }, false);
    network.last.drop(3501);
    expect(account.user?.username).toBe('ann');
  });

  it('sign out with the account, when it is deleted and when all devices are', async () => {
    const { network, client, account } = await connected();
    network.on(/^auth\.request\./, (frame, socket) => socket.fail(frame, 'bad_credentials'));
    await expect(client.settings(account).delete('wrong')).rejects.toMatchObject({ code: 'bad_credentials' });
    expect(account.user).toBeDefined();
    network.on(/^auth\.request\./, (frame, socket) => socket.reply(frame, {}));
    await client.settings(account).logoutEverywhere();
    expect(account.user).toBeUndefined();
  });
});
