import type { Environment } from '../environment.ts';
import type { ChatMessage, RoomEvents } from '../room/events.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import type { Channel } from './channel.ts';
import { ChatHistory } from './chat-history.ts';
import type { ChatPeers } from './chat-peers.ts';

/** Bytes of UTF-8 in a message; the server takes no more. */
const TEXT = 4_096;
/** Own messages whose delivery is watched. */
const WATCHED = 64;

type ChatEvents = Pick<RoomEvents, 'chat' | 'chat:delivered' | 'chat:typing'>;

export interface ChatPort {
  readonly env: Environment;
  /** Sealed messages only: the server gets none, and none is taken from it. */
  readonly sealed: boolean;
  self(): PeerInfo;
  /** The server's chat. */
  request(body: { id: string; text: string }): Promise<unknown>;
  peer(peerId: string): RemotePeer | undefined;
  emit<K extends keyof ChatEvents>(type: K, ...args: ChatEvents[K]): void;
}

/** What is said in a room: by way of the server, or between peers alone where the room is encrypted. */
export class RoomChat {
  /** @internal */
  readonly delivered = new Map<string, Set<string>>();
  private readonly book = new ChatHistory();
  /** What peers say to each other about the chat; nobody alone needs it. */
  private peers: Promise<ChatPeers> | undefined;

  /** @internal use `room.chat` */
  constructor(
    private readonly port: ChatPort,
    private readonly channel: Channel,
  ) {
    channel.on('open', (peer) => this.tell((peers) => peers.opened(peer)));
  }

  /** The newest 200 messages at most, oldest first; also what was said before we came, as peers tell it. */
  get history(): readonly ChatMessage[] {
    return this.book.all;
  }

  /** Ids of the peers that are known to have one of our messages. */
  deliveredTo(id: string): readonly string[] {
    return [...(this.delivered.get(id) ?? [])];
  }

  /**
   * Resolves with the message's id once the server has it, or once it is handed on to every peer where the room is
   * encrypted. Rejects with `invalid_argument` for more than 4096 bytes of UTF-8.
   */
  async send(text: string): Promise<string> {
    const bytes = new TextEncoder().encode(text).length;
    if (bytes === 0 || bytes > TEXT) {
      throw new ParleyError('invalid_argument', `A message has 1 to ${TEXT} bytes.`);
    }
    const { env, sealed } = this.port;
    const id = env.randomId();
    this.watch(id);
    await (sealed ? (await this.load()).say(id, text) : this.port.request({ id, text }));
    this.tell((peers) => peers.spoke());
    return id;
  }

  /** Call at every key: peers are told at most every 3 s, and that it ended after 6 s or by `typing(false)`. */
  typing(on = true): void {
    this.tell((peers) => peers.typing(on));
  }

  /** @internal what the server pushed */
  pushed(id: string, from: string, text: string, at: number | string): void {
    const self = this.port.self();
    const own = from === self.peerId;
    const name = own ? self.displayName : (this.port.peer(from)?.name ?? '');
    const isNew = this.show({ id, from, name, own, text, at: new Date(at) });
    if (isNew && !own) this.tell((peers) => peers.confirm(from, id));
  }

  /** @internal */
  left(peerId: string): void {
    this.tell((peers) => peers.left(peerId));
  }

  /** @internal @returns false for a message that was shown before */
  show(message: ChatMessage): boolean {
    if (!this.book.add(message)) return false;
    this.port.emit('chat', message);
    return true;
  }

  /** It is loaded with the first peer; before that there is nobody to tell. */
  private tell(task: (peers: ChatPeers) => void): void {
    if (this.channel.outgoing.size === 0 && !this.peers) return;
    // without it, as on a page that is out of date, one still chats by the server
    this.load()
      .then(task)
      .catch(() => {});
  }

  private load(): Promise<ChatPeers> {
    this.peers ??= import('./chat-peers.ts').then(({ ChatPeers }) => new ChatPeers(this, this.port, this.channel));
    return this.peers;
  }

  private watch(id: string): void {
    this.delivered.set(id, new Set());
    if (this.delivered.size > WATCHED) this.delivered.delete(this.delivered.keys().next().value as string);
  }
}
