import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { browserEnvironment } from '../environment.ts';
import { FakeNetwork } from '../testing/fake-network.ts';
import { fallbackSockets } from './fallback.ts';
import type { SocketListener } from './socket.ts';
import { sockJs } from './sockjs.ts';
import { webSocket } from './websocket.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** A port of this machine on which nobody listens. */
    freePort(): Promise<number>;
  }
}

const { now, setTimer, clearTimer } = browserEnvironment();
const clock = { now, setTimer, clearTimer };

describe('the choice of the transport in a real browser', () => {
  let listener: { [K in keyof SocketListener]: ReturnType<typeof vi.fn<SocketListener[K]>> };
  let nobody: string;

  beforeEach(async () => {
    listener = { opened: vi.fn(), received: vi.fn(), closed: vi.fn() };
    nobody = `http://127.0.0.1:${await commands.freePort()}`;
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('falls back at once where WebSocket is refused', async () => {
    const second = new FakeNetwork();
    fallbackSockets(clock, webSocket, second.openSocket)(nobody, listener);
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce(), { timeout: 4_000 });
    expect(second.sockets.map(({ endpoint }) => endpoint)).toEqual([nobody]);
  });

  it('falls back after a while where something swallows the upgrade', async () => {
    const second = new FakeNetwork();
    // the server of these tests leaves an upgrade that is not its own without an answer
    const began = now();
    fallbackSockets(clock, webSocket, second.openSocket)(location.origin, listener);
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce(), { timeout: 8_000 });
    expect(now() - began).toBeGreaterThan(4_500);
  });

  it('falls back where the browser has no WebSocket or a policy forbids it', async () => {
    vi.stubGlobal('WebSocket', undefined);
    const second = new FakeNetwork();
    fallbackSockets(clock, webSocket, second.openSocket)(nobody, listener);
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce());
  });

  it('reports one close where SockJS finds nobody either', async () => {
    fallbackSockets(clock, webSocket, sockJs)(nobody, listener);
    await vi.waitFor(() => expect(listener.closed).toHaveBeenCalledOnce(), { timeout: 10_000 });
    expect(listener.closed.mock.calls[0]?.[0]).toMatchObject({ opened: false });
    expect(listener.opened).not.toHaveBeenCalled();
  });
});
