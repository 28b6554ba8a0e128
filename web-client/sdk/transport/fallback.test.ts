import { describe, expect, it, vi } from 'vitest';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { FakeNetwork } from '../testing/fake-network.ts';
import { fallbackSockets } from './fallback.ts';

const NODE = 'https://node.example';

function setUp() {
  const clock = new FakeClock();
  const webSockets = new FakeNetwork();
  const sockJs = new FakeNetwork();
  const open = fallbackSockets(clock, webSockets.openSocket, sockJs.openSocket);
  const listener = { opened: vi.fn(), received: vi.fn(), closed: vi.fn() };
  return { clock, webSockets, sockJs, listener, connect: () => open(NODE, listener) };
}

describe('fallbackSockets', () => {
  it('is content with WebSocket where that opens', async () => {
    const { webSockets, sockJs, listener, connect } = setUp();
    connect();
    await settle();
    expect(listener.opened).toHaveBeenCalledTimes(1);
    expect([webSockets.sockets.length, sockJs.sockets.length]).toEqual([1, 0]);
  });

  it('falls back to SockJS when WebSocket does not open, and stays with it', async () => {
    const { webSockets, sockJs, listener, connect } = setUp();
    webSockets.down.add(NODE);
    connect();
    await settle();
    expect(listener.opened).toHaveBeenCalledTimes(1);
    expect(listener.closed).not.toHaveBeenCalled();
    sockJs.last.drop(1006);
    expect(listener.closed).toHaveBeenCalledTimes(1);
    connect();
    await settle();
    expect([webSockets.sockets.length, sockJs.sockets.length]).toEqual([1, 2]);
  });

  it('does not wait for ever on a proxy that swallows the upgrade', async () => {
    const { clock, webSockets, sockJs, listener, connect } = setUp();
    webSockets.openSocket = (endpoint, inner) => ({
      send: () => {},
      close: () => inner.closed({ code: 1006, reason: endpoint, opened: false }),
    });
    const open = fallbackSockets(clock, webSockets.openSocket, sockJs.openSocket);
    open(NODE, listener);
    connect();
    await clock.advance(5_000);
    expect(sockJs.sockets.length).toBe(1);
  });

  it('takes a node for dead, not for hidden behind a proxy, where WebSocket has worked before', async () => {
    const { webSockets, sockJs, listener, connect } = setUp();
    connect();
    await settle();
    webSockets.down.add(NODE);
    connect();
    connect();
    await settle();
    expect(sockJs.sockets.length).toBe(0);
    expect(listener.closed).toHaveBeenCalledTimes(2);
    connect();
    await settle();
    expect(sockJs.sockets.length).toBe(1);
  });

  it('reports one close when both fail', async () => {
    const { webSockets, sockJs, listener, connect } = setUp();
    webSockets.down.add(NODE);
    sockJs.down.add(NODE);
    connect();
    await settle();
    expect(listener.closed).toHaveBeenCalledTimes(1);
    expect(listener.closed.mock.calls[0]?.[0]).toMatchObject({ opened: false });
  });
});
