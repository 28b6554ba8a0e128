import type { Environment, Timer } from '../environment.ts';
import type { ChatMessage, RoomEvents } from '../room/events.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { ParleyError } from '../wire/codes.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import type { Channel } from './channel.ts';
import { ChatHistory } from './chat-history.ts';
import { type ChatNote, isText, type PastMessage, pieces, readNote, TEXT } from './chat-notes.ts';

/** Peers asked for what was said before; two, in case one has little. */
const ASKED = 2;
/** Own messages whose delivery is watched. */
const WATCHED = 64;
const TYPING_REPEAT_MS = 3_000;
const TYPING_ENDS_MS = 6_000;

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
  private readonly book = new ChatHistory();
  private readonly delivered = new Map<string, Set<string>>();
  private readonly asked = new Set<string>();
  private readonly typists = new Map<string, Timer>();
  private toldTypingAt = Number.NEGATIVE_INFINITY;

  /** @internal use `room.chat` */
  constructor(
    private readonly port: ChatPort,
    private readonly channel: Channel,
  ) {
    channel.on('message', (peer, data) => this.note(peer, readNote(data)));
    channel.on('open', (peer) => this.ask(peer));
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
    if (!isText(text)) {
      throw new ParleyError('invalid_argument', `A message has 1 to ${TEXT} bytes.`);
    }
    const { env, sealed } = this.port;
    const id = env.randomId();
    this.watch(id);
    this.toldTypingAt = Number.NEGATIVE_INFINITY;
    if (!sealed) await this.port.request({ id, text });
    else {
      const at = env.wallTime();
      const { peerId, displayName } = this.port.self();
      this.show({ id, from: peerId, name: displayName, own: true, text, at: new Date(at) });
      await this.tell({ t: 'say', id, text, at });
    }
    return id;
  }

  /** Call at every key: peers are told at most every 3 s, and that it ended after 6 s or by `typing(false)`. */
  typing(on = true): void {
    const now = this.port.env.now();
    if (on && now - this.toldTypingAt < TYPING_REPEAT_MS) return;
    if (!on && this.toldTypingAt === Number.NEGATIVE_INFINITY) return;
    this.toldTypingAt = on ? now : Number.NEGATIVE_INFINITY;
    this.tell({ t: 'typing', on }).catch(() => {});
  }

  /** @internal what the server pushed */
  pushed(id: string, from: string, text: string, at: number | string): void {
    const self = this.port.self();
    const own = from === self.peerId;
    const name = own ? self.displayName : (this.port.peer(from)?.name ?? '');
    const isNew = this.show({ id, from, name, own, text, at: new Date(at) });
    if (isNew && !own) this.confirm(from, id);
  }

  /** @internal */
  left(peerId: string): void {
    this.port.env.clearTimer(this.typists.get(peerId));
    this.typists.delete(peerId);
    this.asked.delete(peerId);
  }

  private note(peer: RemotePeer, note: ChatNote | undefined): void {
    if (note?.t === 'say') this.said(peer, note);
    if (note?.t === 'got') this.got(peer, note.id);
    if (note?.t === 'typing') this.types(peer, note.on);
    if (note?.t === 'ask') for (const piece of pieces(this.history)) this.tell(piece, peer.id).catch(() => {});
    if (note?.t === 'past' && this.asked.has(peer.id)) for (const past of note.messages) this.handed(peer, past);
  }

  private said(peer: RemotePeer, { id, text, at }: Extract<ChatNote, { t: 'say' }>): void {
    // where the server carries the chat, what went past it was not said
    if (!this.port.sealed) return;
    const shown = new Date(Math.min(at, this.port.env.wallTime()));
    if (this.show({ id, from: peer.id, name: peer.name, own: false, text, at: shown })) this.confirm(peer.id, id);
  }

  private handed(by: RemotePeer, { id, from, name, text, at }: PastMessage): void {
    const shown = new Date(Math.min(at, this.port.env.wallTime()));
    this.show({ id, from, name, own: from === this.port.self().peerId, text, at: shown, handedBy: by.id });
  }

  private show(message: ChatMessage): boolean {
    if (!this.book.add(message)) return false;
    this.types(message.from, false);
    this.port.emit('chat', message);
    return true;
  }

  private confirm(to: string, id: string): void {
    this.tell({ t: 'got', id }, to).catch(() => {});
  }

  private got(peer: RemotePeer, id: string): void {
    const who = this.delivered.get(id);
    if (!who || who.has(peer.id)) return;
    who.add(peer.id);
    this.port.emit('chat:delivered', id, peer);
  }

  private watch(id: string): void {
    this.delivered.set(id, new Set());
    if (this.delivered.size > WATCHED) this.delivered.delete(this.delivered.keys().next().value as string);
  }

  private types(who: RemotePeer | string, on: boolean): void {
    const peer = typeof who === 'string' ? this.port.peer(who) : who;
    if (!peer) return;
    const { env } = this.port;
    const known = this.typists.has(peer.id);
    env.clearTimer(this.typists.get(peer.id));
    if (on)
      this.typists.set(
        peer.id,
        env.setTimer(() => this.types(peer, false), TYPING_ENDS_MS),
      );
    else this.typists.delete(peer.id);
    if (on !== known) this.port.emit('chat:typing', peer, on);
  }

  /** Whoever was there before us knows what was said. */
  private ask(peer: RemotePeer): void {
    if (this.asked.size >= ASKED || !cameBefore(peer.info, this.port.self())) return;
    this.asked.add(peer.id);
    this.tell({ t: 'ask' }, peer.id).catch(() => {});
  }

  private tell(note: ChatNote, to?: string): Promise<void> {
    return this.channel.send(note, to === undefined ? {} : { to });
  }
}

function cameBefore(peer: PeerInfo, self: PeerInfo): boolean {
  return Number(new Date(peer.joinedAt)) < Number(new Date(self.joinedAt));
}
