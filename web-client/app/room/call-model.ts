import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { later } from '../ui/later.ts';
import { CallActions } from './call-actions.ts';
import { ChatDesk } from './chat/chat-desk.ts';
import type { Command } from './commands.ts';
import type { DialogName } from './dialogs.ts';
import { follow } from './follow.ts';
import type { ViewMode } from './layout/focus-choice.ts';
import { Live } from './live/live.ts';
import type { Emoji } from './live/reactions.ts';
import type { ToastAction } from './toasts.ts';

export type Panel = 'chat' | 'people';

/** What the model needs of the page. */
export interface CallView {
  changed(): void;
  /** Shown for a moment, and read aloud. */
  say(text: string, ...actions: ToastAction[]): void;
  /** Read aloud only. */
  whisper(text: string): void;
  /** Who waits, or which panel is open, changed. */
  lobby(): void;
  /** A message that was not seen; takes the place of the one before. */
  news(text: string, open: ToastAction): void;
  smallWindow(): unknown;
  leave(): void;
}

/** What is open, chosen and unread while one is in a room, and what commands do about it. */
export class CallModel {
  readonly chat: ChatDesk;
  readonly live: Live;
  readonly actions: CallActions;
  panel: Panel | undefined;
  dialog: DialogName | undefined;
  /** Whose actions, or whose connection's details, are open. */
  acting: RemotePeer | undefined;
  mode: ViewMode = 'grid';
  pinned: string | undefined;
  reacting = false;
  menu = false;
  private readonly stopFollowing: () => void;
  private readonly stopWaiting: () => void;
  private readonly commands: Readonly<Record<Command, () => unknown>>;

  constructor(
    readonly room: Room,
    private readonly view: CallView,
  ) {
    const changed = () => this.changed();
    const { say, whisper, lobby } = view;
    this.live = new Live(room, { changed, say, whisper });
    this.actions = new CallActions(room, this.live, {
      ...{ changed, say, whisper },
      showLink: () => this.set({ dialog: 'link' }),
    });
    const open = { label: t('say.open'), run: () => this.toggle('chat') };
    this.chat = new ChatDesk(room, { changed, whisper, news: (text) => view.news(text, open) });
    this.stopFollowing = follow(room, { changed, say, lobby });
    this.commands = this.table();
    // without it the call goes on all the same
    this.stopWaiting = later(() => void this.live.watch().catch(() => {}));
  }

  stop(): void {
    this.stopFollowing();
    this.stopWaiting();
    this.live.stop();
    this.chat.stop();
    void this.actions.recording.stop();
  }

  /** Names of those who record. */
  get recording(): string[] {
    return this.live.recording.map((id) => this.nameOf(id));
  }

  command(command: Command | undefined): void {
    if (command) this.commands[command]();
  }

  closePanel(): void {
    if (this.panel) this.toggle(this.panel);
  }

  /** Puts files into the chat's tray, and shows it. */
  drop(files: readonly File[], folders: boolean): void {
    if (this.panel !== 'chat') this.toggle('chat');
    this.chat.tray.add(files, folders);
  }

  pin(id: string): void {
    this.set({ pinned: this.pinned === id ? undefined : id, acting: undefined });
  }

  react(emoji: Emoji): void {
    this.live.react(emoji);
    this.set({ reacting: false });
  }

  closeDialog(): void {
    this.set({ dialog: undefined, acting: undefined });
  }

  /** Changes what is open, and shows that. */
  set(part: Partial<Pick<CallModel, 'dialog' | 'acting' | 'mode' | 'pinned' | 'reacting' | 'menu'>>): void {
    Object.assign(this, part);
    this.view.changed();
  }

  private table(): Readonly<Record<Command, () => unknown>> {
    const { actions, view } = this;
    return {
      ...{ microphone: () => actions.device('audio'), camera: () => actions.device('video') },
      ...{ screen: () => actions.screen(), hand: () => actions.hand(), record: () => actions.record() },
      ...{ chat: () => this.toggle('chat'), people: () => this.toggle('people') },
      ...{ react: () => this.set({ reacting: !this.reacting }), more: () => this.set({ menu: true }) },
      ...{ 'full-screen': () => actions.fullScreen(), pip: () => view.smallWindow(), view: () => this.switchView() },
      ...{ settings: () => this.set({ dialog: 'devices' }), help: () => this.set({ dialog: 'help' }) },
      ...{ safety: () => this.set({ dialog: 'safety' }), share: () => actions.share(), leave: () => view.leave() },
    };
  }

  /** Whoever chooses a view means it: what was pinned is let go. */
  private switchView(): void {
    this.set({ mode: this.mode === 'grid' ? 'speaker' : 'grid', pinned: undefined });
  }

  private toggle(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel;
    this.chat.log.show(this.panel === 'chat');
    this.view.lobby();
    this.view.changed();
  }

  private changed(): void {
    const here = (id: string | undefined) => this.room.peers.some((peer) => peer.id === id);
    if (!here(this.pinned)) this.pinned = undefined;
    if (!here(this.acting?.id)) this.acting = undefined;
    this.view.changed();
  }

  private nameOf(id: string): string {
    if (id === this.room.self.peerId) return this.room.self.displayName;
    return this.room.peers.find((peer) => peer.id === id)?.name ?? t('room.someone');
  }
}
