import { describe, expect, it } from 'vitest';
import { EndpointPool } from './endpoints.ts';

const A = 'https://a.example';
const B = 'https://b.example';
const C = 'https://c.example';
const first = () => 0;
const last = () => 0.999;
let time = 0;
const now = () => time;

describe('EndpointPool', () => {
  it('uses the endpoints the cluster told of as well as those it was given', () => {
    const pool = new EndpointPool([A], last, now);
    pool.learn([A, B]);
    expect(pool.next()).toBe(B);
  });

  it('takes one endpoint written in two ways for one', () => {
    const pool = new EndpointPool([`${A}/`], last, now);
    pool.learn([A]);
    expect(pool.next()).toBe(A);
    pool.failed(A);
    pool.learn([B]);
    expect(pool.next()).toBe(B);
  });

  it('excludes what failed for the rest of the session, also when it is told of again', () => {
    const pool = new EndpointPool([A, B], first, now);
    pool.failed(A);
    pool.learn([A, B]);
    expect([pool.next(), pool.next()]).toEqual([B, B]);
  });

  it('prefers endpoints that never dropped a connection', () => {
    const pool = new EndpointPool([A, B, C], first, now);
    pool.dropped(A);
    expect(pool.next()).toBe(B);
    pool.dropped(B);
    pool.dropped(C);
    pool.dropped(C);
    expect(pool.next()).toBe(A);
  });

  it('gives all another chance when all have failed', () => {
    const pool = new EndpointPool([A, B], first, now);
    pool.failed(A);
    pool.failed(B);
    expect(pool.next()).toBe(A);
  });

  it('leaves a draining node out until it has had the time to end', () => {
    time = 0;
    const pool = new EndpointPool([A, B], first, now);
    pool.draining(A);
    pool.learn([A]);
    time = 29_999;
    expect(pool.next()).toBe(B);
    time = 30_000;
    expect(pool.next()).toBe(A);
  });

  it('does not go back at once to the node that drained last', () => {
    time = 0;
    const pool = new EndpointPool([A, B], last, now);
    pool.failed(A);
    pool.draining(B);
    expect(pool.next()).toBe(A);
  });

  it('ignores what is no http address', () => {
    const pool = new EndpointPool([A], last, now);
    pool.learn(['javascript:alert(1)', 'nonsense']);
    expect(pool.next()).toBe(A);
    expect(() => new EndpointPool(['nonsense'], first, now)).toThrow(TypeError);
  });

  it('prefers the fast, and lets chance decide between those that are about as fast', () => {
    const slow = 'https://slow.example';
    const measured = (random: () => number) => {
      const pool = new EndpointPool([slow, A, B], random, now);
      pool.measured(slow, 180);
      pool.measured(A, 20);
      pool.measured(B, 50);
      return pool;
    };
    expect([measured(first).next(), measured(last).next()]).toEqual([A, B]);
  });

  it('prefers one of which nothing is known to those that were silent, and a slow one to both', () => {
    const pool = new EndpointPool([A, B, C], last, now);
    pool.measured(A, undefined);
    pool.measured(C, undefined);
    expect(pool.next()).toBe(B);
    pool.measured(A, 900);
    expect(pool.next()).toBe(A);
  });

  it('goes on where no measurement says anything', () => {
    const pool = new EndpointPool([A, B], last, now);
    pool.measured(A, undefined);
    pool.measured(B, undefined);
    expect(pool.next()).toBe(B);
  });

  it('returns to what failed once it was measured to be well, but not to what drains', () => {
    time = 0;
    const pool = new EndpointPool([A, B, C], first, now);
    pool.failed(A);
    pool.draining(B);
    expect(pool.doubtful).toEqual([A, B, C]);
    pool.measured(C, 500);
    pool.measured(A, undefined);
    expect(pool.next()).toBe(C);
    pool.measured(A, 10);
    pool.measured(B, 1);
    expect(pool.next()).toBe(A);
    expect(pool.doubtful).toEqual([]);
  });

  it('takes no measurement of what it does not know', () => {
    const pool = new EndpointPool([A], first, now);
    pool.measured(B, 1);
    pool.dropped(B);
    expect([pool.next(), pool.size]).toEqual([A, 1]);
  });
});
