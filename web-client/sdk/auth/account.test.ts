import { describe, expect, it } from 'vitest';
import { accountIn, FakeRest, FakeTokenStore, jwt, problem } from '../testing/fake-accounts.ts';
import { fakes } from '../testing/fake-environment.ts';

const HOUR_MS = 3_600_000;
const ANN = { username: 'ann', password: 'correct horse' };

function world() {
  const { env, clock } = fakes();
  const rest = new FakeRest();
  const store = new FakeTokenStore();
  const account = accountIn(env, rest, store);
  const diary: string[] = [];
  account.on('change', (user) => diary.push(user ? `in ${user.username}` : 'out'));
  account.on('renewed', () => diary.push('renewed'));
  return { env, clock, rest, store, account, diary };
}

async function signedIn() {
  const all = world();
  all.rest.answers = { '/auth/login': { success: true, token: jwt() } };
  await all.account.login(ANN, true);
  return all;
}

describe('an account', () => {
  it('signs in, says who it is, and stays where it was told to', async () => {
    const { account, rest, store, diary } = await signedIn();
    expect(rest.asked).toEqual([{ url: 'https://node.example/api/v1/auth/login', body: ANN }]);
    expect(account.user).toEqual({ id: 'u_ann', username: 'ann', displayName: 'Ann' });
    expect([await account.token(), store.kept]).toEqual([jwt(), true]);
    expect(diary).toEqual(['in ann']);
  });

  it('reads names of every alphabet', async () => {
    const { account, rest } = world();
    rest.answers = { '/auth/register': { token: jwt({ username: 'zoë', name: 'Zoë Ōtani 😀' }) } };
    await account.register({ ...ANN, username: 'zoë' }, false);
    expect(account.user).toMatchObject({ username: 'zoë', displayName: 'Zoë Ōtani 😀' });
  });

  it('tells why it was refused, and when to try again', async () => {
    const { account, rest } = world();
    rest.answers = { '/auth/login': problem(429, 'too_many_attempts', { 'Retry-After': '30' }) };
    await expect(account.login(ANN, false)).rejects.toMatchObject({
      code: 'too_many_attempts',
      message: 'About too_many_attempts.',
      extras: { retryAfterMs: 30_000 },
    });
    expect(account.user).toBeUndefined();
  });

  it('says disconnected when nobody answers', async () => {
    await expect(world().account.login(ANN, false)).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('renews its token before it ends, and says so', async () => {
    const { account, clock, rest, diary } = await signedIn();
    const fresh = jwt({ iat: 2_000, exp: 2_000 + 24 * 3_600 });
    rest.answers = { '/auth/refresh': { token: fresh } };
    await clock.advance(17 * HOUR_MS);
    expect(rest.asked.length).toBe(1);
    await clock.advance(2 * HOUR_MS);
    expect(rest.asked.at(-1)?.body).toEqual({ token: jwt() });
    expect(await account.token()).toBe(fresh);
    expect(diary).toEqual(['in ann', 'renewed']);
  });

  it('renews once for all who ask at the same time', async () => {
    const { account, clock, rest } = await signedIn();
    rest.answers = { '/auth/refresh': { token: jwt({ iat: 5_000, exp: 5_000 + 24 * 3_600 }) } };
    await clock.advance(18 * HOUR_MS - 1);
    rest.asked.length = 0;
    const advanced = clock.advance(1);
    await Promise.all([account.token(), account.token(), advanced]);
    expect(rest.asked.length).toBe(1);
  });

  it('keeps its token while the renewal meets no server, and tries again', async () => {
    const { account, clock, rest } = await signedIn();
    rest.answers = {};
    await clock.advance(19 * HOUR_MS);
    expect(await account.token()).toBe(jwt());
    rest.answers = { '/auth/refresh': { token: jwt({ iat: 9_000, exp: 9_000 + 24 * 3_600 }) } };
    await clock.advance(60_000);
    expect(await account.token()).not.toBe(jwt());
  });

  it('is signed out when the server refuses the renewal', async () => {
    const { account, clock, rest, diary } = await signedIn();
    rest.answers = { '/auth/refresh': problem(401, 'token_invalid') };
    await clock.advance(19 * HOUR_MS);
    expect([await account.token(), account.user]).toEqual(['', undefined]);
    expect(diary).toEqual(['in ann', 'out']);
  });

  it('is signed out when its token ended while nobody could be asked', async () => {
    const { account, clock, rest, diary } = await signedIn();
    rest.answers = {};
    await clock.advance(25 * HOUR_MS);
    expect(account.user).toBeUndefined();
    expect(diary.at(-1)).toBe('out');
  });

  it('counts a token’s life by its own clock, however far the server’s is', async () => {
    const { account, rest } = world();
    rest.answers = { '/auth/login': { token: jwt({ iat: 1, exp: 1 + 24 * 3_600 }) } };
    await account.login(ANN, false);
    expect(account.user?.username).toBe('ann');
  });

  it('hears of another tab that signs out', async () => {
    const { account, store, diary } = await signedIn();
    store.clear();
    account.check();
    expect(diary.at(-1)).toBe('out');
  });
});
