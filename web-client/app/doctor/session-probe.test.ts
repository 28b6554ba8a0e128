import { describe, expect, it, vi } from 'vitest';
import type { SocketFactory, SocketListener } from '../../sdk/transport/socket.ts';
import { probe } from './session-probe.ts';

function transport(answer: (listener: SocketListener, sent: string) => void) {
  const log = { endpoint: '', closed: 0 };
  const factory: SocketFactory = (endpoint, listener) => {
    log.endpoint = endpoint;
    queueMicrotask(() => listener.opened());
    return { send: (sent) => answer(listener, sent), close: () => (log.closed += 1) };
  };
  return { factory, log };
}

describe('the probe of a transport', () => {
  it('succeeds with the answer to a session.open', async () => {
    const body = { resumeToken: 'r', iceServers: [] };
    const { factory, log } = transport((listener, sent) => {
      const { replyAddress, address } = JSON.parse(sent);
      expect(address).toBe('session.open');
      listener.received('{"type":"pong"}');
      listener.received(JSON.stringify({ type: 'rec', address: replyAddress, body }));
    });
    expect(await probe('https://meet.example', factory)).toEqual(body);
    expect(log).toEqual({ endpoint: 'https://meet.example', closed: 1 });
  });

  it.each([
    ['is refused', (listener: SocketListener) => listener.received('{"type":"err","address":"check"}')],
    ['is closed', (listener: SocketListener) => listener.closed({ code: 1006, reason: '', opened: true })],
  ])('fails when it %s', async (_, answer) => {
    expect(await probe('https://meet.example', transport(answer).factory)).toBeUndefined();
  });

  it('fails when nothing comes', async () => {
    vi.useFakeTimers();
    const probed = probe('https://meet.example', transport(() => {}).factory);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(await probed).toBeUndefined();
    vi.useRealTimers();
  });
});
