/**
 * `online`: there is a network again. `moved`: it is another one, so sockets and candidates of before may be dead
 * without knowing it. `hint`: something about it changed, which may be nothing.
 */
export type NetworkChange = 'online' | 'moved' | 'hint';

/** What the system tells of the network. */
export interface Network {
  /** @returns a function that stops it */
  watch(listener: (change: NetworkChange) => void): () => void;
}

/** `navigator.connection` (Network Information API): Chromium only, and `type` on phones only. */
interface Connection extends EventTarget {
  readonly type?: string;
}

/** The parts of a browser's window that are needed. */
export interface NetworkSource {
  readonly events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  readonly connection?: Connection | undefined;
}

export function networkOf({ events, connection }: NetworkSource): Network {
  return {
    watch(listener) {
      let type = connection?.type;
      const online = () => listener('online');
      const changed = () => {
        const moved = connection?.type !== type && connection?.type !== 'none';
        type = connection?.type;
        listener(moved ? 'moved' : 'hint');
      };
      events.addEventListener('online', online);
      connection?.addEventListener('change', changed);
      return () => {
        events.removeEventListener('online', online);
        connection?.removeEventListener('change', changed);
      };
    },
  };
}

/** `undefined` outside of a page. */
export function browserNetwork(): Network | undefined {
  if (typeof globalThis.addEventListener !== 'function') return undefined;
  const { connection } = (globalThis.navigator ?? {}) as { connection?: Connection };
  return networkOf({ events: globalThis, connection });
}
