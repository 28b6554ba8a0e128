import type { Timer } from '../environment.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import type { PeerInfo } from '../wire/room-messages.ts';
import type { Channel } from './channel.ts';
import type { ChatPort, RoomChat } from './chat.ts';
import { type ChatNote, type PastMessage, pieces, readNote } from './chat-notes.ts';

/** Peers asked for what was said before; two, in case one has little. */
const ASKED = 2;
const TYPING_REPEAT_MS = 3_000;
const TYPING_ENDS_MS = 6_000;
const NEVER = Number.NEGATIVE_INFINITY;

/** What peers tell each other about the chat: who has what, who types, what was said before, and all in sealed rooms. */
export class ChatPeers {
  private readonly asked = new Set<string>();
  private readonly typists = new Map<string, Timer>();
  private toldTypingAt = NEVER;

  constructor(
    private readonly chat: RoomChat,
    private readonly port: ChatPort,
    private readonly channel: Channel,
  ) {
    channel.on('message', (peer, data) => this.note(peer, readNote(data)));
  }

  /** Whoever was there before us knows what was said. */
  opened(peer: RemotePeer): void {
    if (this.asked.size >= ASKED || !cameBefore(peer.info, this.port.self())) return;
    this.asked.add(peer.id);
    this.tell({ t: 'ask' }, peer.id);
  }

  left(peerId: string): void {
    this.port.env.clearTimer(this.typists.get(peerId));
    this.typists.delete(peerId);
    this.asked.delete(peerId);
  }

  typing(on: boolean): void {
    const now = this.port.env.now();
    if (on ? now - this.toldTypingAt < TYPING_REPEAT_MS : this.toldTypingAt === NEVER) return;
    this.toldTypingAt = on ? now : NEVER;
    this.tell({ t: 'typing', on });
  }

  /** Where the server gets nothing: to every peer, and shown at once. */
  say(id: string, text: string): Promise<void> {
    const at = this.port.env.wallTime();
    const { peerId, displayName } = this.port.self();
    this.chat.show({ id, from: peerId, name: displayName, own: true, text, at: new Date(at) });
    return this.channel.send({ t: 'say', id, text, at });
  }

  /** We sent what we typed. */
  spoke(): void {
    this.toldTypingAt = NEVER;
  }

  confirm(to: string, id: string): void {
    const peer = this.port.peer(to);
    if (peer) this.types(peer, false);
    this.tell({ t: 'got', id }, to);
  }

  private note(peer: RemotePeer, note: ChatNote | undefined): void {
    if (note?.t === 'say') this.said(peer, note);
    if (note?.t === 'got') this.got(peer, note.id);
    if (note?.t === 'typing') this.types(peer, note.on);
    if (note?.t === 'ask') for (const piece of pieces(this.chat.history)) this.tell(piece, peer.id);
    if (note?.t === 'past' && this.asked.has(peer.id)) for (const past of note.messages) this.handed(peer, past);
  }

  private said(peer: RemotePeer, { id, text, at }: Extract<ChatNote, { t: 'say' }>): void {
    // where the server carries the chat, what went past it was not said
    if (!this.port.sealed) return;
    const message = { id, from: peer.id, name: peer.name, own: false, text, at: this.past(at) };
    if (this.chat.show(message)) this.confirm(peer.id, id);
  }

  private handed(by: RemotePeer, { id, from, name, text, at }: PastMessage): void {
    const own = from === this.port.self().peerId;
    this.chat.show({ id, from, name, own, text, at: this.past(at), handedBy: by.id });
  }

  /** Nothing was said later than now, whatever a peer's clock shows. */
  private past(at: number): Date {
    return new Date(Math.min(at, this.port.env.wallTime()));
  }

  private got(peer: RemotePeer, id: string): void {
    const who = this.chat.delivered.get(id);
    if (!who || who.has(peer.id)) return;
    who.add(peer.id);
    this.port.emit('chat:delivered', id, peer);
  }

  private types(peer: RemotePeer, on: boolean): void {
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

  private tell(note: ChatNote, to?: string): void {
    this.channel.send(note, to === undefined ? {} : { to }).catch(() => {});
  }
}

function cameBefore(peer: PeerInfo, self: PeerInfo): boolean {
  return Number(new Date(peer.joinedAt)) < Number(new Date(self.joinedAt));
}
