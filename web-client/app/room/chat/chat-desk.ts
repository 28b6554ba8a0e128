import type { ChatMessage, Room } from '../../../sdk/index.ts';
import { t } from '../../i18n/i18n.ts';
import { FileDesk } from '../files/file-desk.ts';
import type { SharedFile } from '../files/shared-file.ts';
import { Tray } from '../files/tray.ts';
import { ChatLog, type Spoken } from './chat-log.ts';
import { Delivery, type Mark } from './delivery.ts';
import { Outbox } from './outbox.ts';
import { Typists } from './typists.ts';

export interface ChatListener {
  changed(): void;
  /** Something came that nobody saw, as the chat is closed. */
  news(text: string): void;
  /** Read aloud only. */
  whisper(text: string): void;
}

/** A line of the chat: a message, or a file. */
export type Line = Spoken & ({ readonly message: ChatMessage } | { readonly file: SharedFile });

/** Everything that the chat shows, and what one does in it; it goes on while its panel is closed. */
export class ChatDesk {
  readonly log: ChatLog;
  readonly outbox: Outbox;
  readonly typists = new Typists();
  readonly files: FileDesk;
  /** What was written and not sent. */
  draft = '';
  /** Files that were chosen and not sent. */
  readonly tray: Tray;
  private readonly delivery = new Delivery();
  private readonly stops: (() => void)[];

  constructor(
    readonly room: Room,
    private readonly listener: ChatListener,
  ) {
    const { changed, whisper } = listener;
    this.log = new ChatLog(new Date(room.self.joinedAt));
    this.outbox = new Outbox((text) => room.chat.send(text), changed);
    this.tray = new Tray(changed);
    const now = () => this.log.now;
    this.files = new FileDesk(room, { changed, whisper, now, offered: (file) => this.offered(file) });
    for (const message of room.chat.history) this.log.receive(message);
    this.stops = this.listen();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.files.stop();
  }

  /** What was said and what was shared, in the order of time. */
  get lines(): readonly Line[] {
    const said = this.log.messages.map((message): Line => ({ ...spoken(message), message }));
    const shared = this.files.list.map((file): Line => ({ from: file.from, at: file.at, file }));
    return shared.length === 0 ? said : [...said, ...shared].sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  get encrypted(): boolean {
    return this.room.e2ee !== undefined;
  }

  markOf({ id, own }: ChatMessage): Mark | undefined {
    return own ? this.delivery.markOf(id, new Set(this.peerIds)) : undefined;
  }

  write(text: string): void {
    this.draft = text;
    this.room.chat.typing(text.trim() !== '');
    this.listener.changed();
  }

  /** Sends what is written and what is in the tray. */
  send(): void {
    const text = this.draft.trim();
    this.draft = '';
    if (text) void this.outbox.send(text);
    const { peers } = this.room;
    if (peers.length > 0) this.files.send(this.tray.take(), peers);
    else if (this.tray.files.length > 0) this.tray.complain(t('files.nobody'));
    this.listener.changed();
  }

  /** Who told us of what was said before we came. */
  nameOf(peerId: string): string {
    return this.room.peers.find(({ id }) => id === peerId)?.name ?? t('room.someone');
  }

  private listen(): (() => void)[] {
    const { room, typists } = this;
    const then = <A extends unknown[]>(run: (...args: A) => void) => {
      return (...args: A) => {
        run(...args);
        this.listener.changed();
      };
    };
    return [
      room.on(
        'chat',
        then((message) => this.receive(message)),
      ),
      room.on(
        'chat:delivered',
        then((id, peer) => this.delivery.delivered(id, peer.id)),
      ),
      room.on(
        'chat:typing',
        then((peer, typing) => typists.observe(peer, typing)),
      ),
      room.on('peer:leave', ({ id }) => typists.leave(id)),
    ];
  }

  private receive(message: ChatMessage): void {
    const { id, name, own, text } = message;
    if (own) {
      this.delivery.sent(id, this.peerIds);
      this.outbox.said(text);
    }
    if (this.log.receive(message)) this.listener.news(`${name}: ${text.slice(0, 120)}`);
  }

  private offered({ name, whose }: SharedFile): void {
    if (this.log.note()) this.listener.news(t('files.offered', { name: whose, file: name }));
  }

  private get peerIds(): string[] {
    return this.room.peers.map(({ id }) => id);
  }
}

function spoken({ from, at, handedBy }: ChatMessage): Spoken {
  return { from, at, ...(handedBy && { handedBy }) };
}
