import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fakes, fakes } from '../testing/fake-environment.ts';
import { ParleyError } from '../wire/codes.ts';
import { Connection, type ConnectionListener } from './connection.ts';

const A = 'https://a.example';
const B = 'https://b.example';

describe('Connection', () => {
  let world: Fakes;
  let connection: Connection;
  const handshake = vi.fn<ConnectionListener['handshake']>();
  const up = vi.fn();
  const down = vi.fn();
  const received = vi.fn();
  const ended = vi.fn();

  const start = (endpoints: string[], random = () => 0.5) => {
    world = fakes(random);
    connection = new Connection(world.env, endpoints, { handshake, up, down, received, ended });
    connection.start();
    return world.clock.advance(0);
  };

  beforeEach(() => {
    vi.resetAllMocks();
    handshake.mockResolvedValue({ heartbeatMs: 10_000, endpoints: [] });
  });

  it('is up once the handshake is done', async () => {
    await start([A]);
    expect(up).toHaveBeenCalledTimes(1);
    expect(connection.ready?.endpoint).toBe(A);
  });

  it.each([1000, 1006, 1011, 3000, 3001, 3002, 3499])('comes back after close code %i', async (code) => {
    await start([A]);
    world.network.last.drop(code);
    expect(down).toHaveBeenCalledTimes(1);
    await world.clock.advance(1_000);
    expect(up).toHaveBeenCalledTimes(2);
  });

  it.each([
    [3500, 'banned'],
    [3501, 'token_invalid'],
    [3502, 'session_replaced'],
    [3503, 'access_denied'],
    [3999, 'access_denied'],
  ])('never comes back after close code %i', async (code, error) => {
    await start([A, B]);
    world.network.last.drop(code);
    await world.clock.advance(120_000);
    expect(ended.mock.calls).toEqual([[expect.objectContaining({ code: error })]]);
    expect(world.network.sockets.length).toBe(1);
  });

  it('excludes a node that cannot be reached and goes to the next', async () => {
    await start([A, B], () => 0);
    world.network.down.add(A);
    world.network.last.drop(1006);
    await world.clock.advance(0);
    expect(world.network.sockets.map(({ endpoint }) => endpoint)).toEqual([A, B]);
    world.network.last.drop(1006);
    await world.clock.advance(5_000);
    expect(world.network.sockets.map(({ endpoint }) => endpoint)).toEqual([A, B, A, B]);
    world.network.last.drop(1006);
    await world.clock.advance(5_000);
    // A failed to open: it is not tried again
    expect(world.network.last.endpoint).toBe(B);
  });

  it('leaves a draining node for another one', async () => {
    handshake.mockResolvedValue({ heartbeatMs: 10_000, endpoints: [B] });
    await start([A], () => 0);
    world.network.last.drop(3000);
    await world.clock.advance(0);
    expect(connection.ready?.endpoint).toBe(B);
  });

  it('reconnects once when two nodes are restarted one after the other', async () => {
    handshake.mockResolvedValue({ heartbeatMs: 10_000, endpoints: [A, B] });
    await start([A, B], () => 0);
    world.network.last.drop(3000);
    await world.clock.advance(10_000);
    expect(connection.ready?.endpoint).toBe(B);
    await world.clock.advance(10_000);
    world.network.last.drop(3000);
    await world.clock.advance(1_000);
    expect(world.network.sockets.map(({ endpoint }) => endpoint)).toEqual([A, B, A]);
  });

  it('backs off with growing delays while nothing answers', async () => {
    world = fakes(() => 0.999);
    world.network.down.add(A);
    connection = new Connection(world.env, [A], { handshake, up, down, received, ended });
    connection.start();
    await world.clock.advance(60_000);
    const delays = down.mock.calls.map(([{ delayMs }]) => delayMs as number);
    expect(delays.slice(0, 6)).toEqual([999, 1998, 3996, 7992, 14985, 14985]);
  });

  it('tries at once when the network is known to be back', async () => {
    await start([A], () => 0.999);
    world.network.down.add(A);
    world.network.last.drop(1006);
    await world.clock.advance(3_000);
    world.network.down.clear();
    connection.wake();
    await world.clock.advance(0);
    expect(connection.ready).toBeDefined();
  });

  it('drops a server that fell silent and comes back', async () => {
    await start([A]);
    await world.clock.advance(25_000);
    expect(world.network.sockets[0]?.closedByClient).toBe(true);
    await world.clock.advance(1_000);
    expect(up).toHaveBeenCalledTimes(2);
  });

  it('waits on its socket as long as a busy node asks', async () => {
    handshake.mockRejectedValueOnce(new ParleyError('unavailable', 'busy', { retryAfterMs: 15_000 }));
    await start([A, B], () => 0);
    await world.clock.advance(14_999);
    expect(up).not.toHaveBeenCalled();
    await world.clock.advance(1);
    expect(up).toHaveBeenCalledTimes(1);
    expect(world.network.sockets.length).toBe(1);
  });

  it('leaves a node that is busy again and again', async () => {
    for (let i = 0; i < 6; i += 1) {
      handshake.mockRejectedValueOnce(new ParleyError('unavailable', 'busy', { retryAfterMs: 1_000 }));
    }
    await start([A, B], () => 0);
    await world.clock.advance(10_000);
    expect(world.network.sockets.map(({ endpoint }) => endpoint)).toEqual([A, B]);
    expect(connection.ready?.endpoint).toBe(B);
  });

  it('does not wait on a socket that is lost', async () => {
    handshake.mockRejectedValueOnce(new ParleyError('unavailable', 'busy', { retryAfterMs: 15_000 }));
    await start([A, B], () => 0);
    world.network.last.drop(1006);
    await world.clock.advance(1_000);
    expect(connection.ready?.endpoint).toBe(B);
    await world.clock.advance(20_000);
    expect(up).toHaveBeenCalledTimes(1);
  });

  it('leaves a node that cannot open the session and does not say when', async () => {
    handshake.mockRejectedValueOnce(new ParleyError('timeout'));
    await start([A, B], () => 0);
    await world.clock.advance(1_000);
    expect(connection.ready?.endpoint).toBe(B);
  });

  it('ends on a refusal that every node would repeat', async () => {
    handshake.mockRejectedValueOnce(new ParleyError('token_invalid'));
    await start([A, B]);
    await world.clock.advance(60_000);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(world.network.sockets.length).toBe(1);
  });

  it('gives a node up that opens the socket but never the session', async () => {
    handshake.mockReturnValueOnce(new Promise(() => {}));
    await start([A, B], () => 0);
    await world.clock.advance(12_000);
    expect(connection.ready?.endpoint).toBe(B);
  });

  it('is silent after it was stopped', async () => {
    await start([A]);
    connection.stop();
    await world.clock.advance(60_000);
    expect(world.network.sockets.length).toBe(1);
    expect(down).not.toHaveBeenCalled();
  });
});
