import type { RoomEvents } from '../room/events.ts';
import type { Membership } from '../room/membership.ts';
import type { Session } from '../session/session.ts';
import type { RoomEvent } from '../wire/room-messages.ts';
import { Channels } from './channels.ts';
import { RoomChat } from './chat.ts';

/** Names that begin so are the SDK's own. */
export const RESERVED = 'parley.';

export interface RoomDataPort {
  readonly session: Session;
  readonly sealed: boolean;
  member(): Membership | undefined;
  request(action: string, body: Record<string, unknown>): Promise<unknown>;
  emit<K extends keyof RoomEvents>(type: K, ...args: RoomEvents[K]): void;
}

/** What goes between the peers of a room without the server: channels, and the chat's part of them. */
export class RoomData {
  readonly channels: Channels;
  readonly chat: RoomChat;

  constructor(private readonly port: RoomDataPort) {
    const { session, sealed, emit } = port;
    const member = () => port.member() as Membership;
    this.channels = new Channels(sealed);
    // asked for at once, so that the very first offer has room for channels
    this.chat = new RoomChat(
      {
        ...{ env: session.env, sealed, emit },
        self: () => member().self,
        request: (body) => port.request('chat', body),
        peer: (peerId) => port.member()?.mesh.get(peerId),
      },
      this.channels.get(`${RESERVED}chat`),
    );
  }

  removed(peerId: string): void {
    this.channels.removed(peerId);
    this.chat.left(peerId);
  }

  event(event: Extract<RoomEvent, { type: 'chat' }>): void {
    const { id = this.port.session.env.randomId(), from, text = '', at } = event;
    if (this.port.sealed) this.port.member()?.guard?.refuse(from);
    else this.chat.pushed(id, from, text, at);
  }

  close(): void {
    this.channels.close();
  }
}
