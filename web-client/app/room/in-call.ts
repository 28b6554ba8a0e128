import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage, RemotePeer, Room } from '../../sdk/index.ts';
import markUrl from '../assets/mark.svg';
import { props, state, View } from '../ui/view.ts';
import type { Command } from './controls.ts';
import { switchDevice } from './devices.ts';
import { follow } from './follow.ts';
import { copyLink } from './share.ts';
import { commandOf } from './shortcuts.ts';
import type { Stage } from './stage.ts';
import type { ToastAction, Toasts } from './toasts.ts';
import './chat.ts';
import './controls.ts';
import './dialogs.ts';
import './stage.ts';
import './timer.ts';
import './toasts.ts';

/** The room while one is in it. */
export class InCall extends View {
  static override properties = {
    ...props('room', 'reconnecting', 'notes'),
    ...state('peers', 'messages', 'unread', 'chatOpen', 'dialog'),
  };
  declare room: Room;
  declare reconnecting: boolean;
  /** Sentences to show at the start, such as about devices that could not be opened. */
  declare notes: readonly string[];
  declare peers: readonly RemotePeer[];
  declare messages: readonly ChatMessage[];
  declare unread: number;
  declare chatOpen: boolean;
  declare dialog: 'devices' | 'link' | undefined;
  private stopFollowing = () => {};
  private readonly onKey = (event: KeyboardEvent) => this.command(commandOf(event));

  constructor() {
    super();
    this.peers = [];
    this.messages = [];
    this.unread = 0;
    this.chatOpen = false;
    this.dialog = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
    this.stopFollowing = follow(this.room, {
      changed: () => this.refresh(),
      chat: (message) => this.receive(message),
      say: (text, ...actions) => this.say(text, ...actions),
    });
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
    this.stopFollowing();
  }

  protected override firstUpdated(): void {
    for (const note of this.notes) this.say(note);
  }

  protected override render() {
    return html`
      <div class="call ${this.chatOpen ? 'with-chat' : ''}">
        ${this.head()}
        <main class="call-main">
          <h1 class="visually-hidden">${this.room.info.name || this.room.id}</h1>
          ${this.reconnecting ? banner() : nothing}
          <parley-stage .room=${this.room} .peers=${this.peers} @silent=${this.askForSound} @share=${this.share}></parley-stage>
          <parley-toasts></parley-toasts>
        </main>
        ${this.chatOpen ? html`<parley-chat .messages=${this.messages} @send=${this.send} @close=${this.closeChat}></parley-chat>` : nothing}
        <parley-controls .microphone=${this.room.local.active('audio')} .camera=${this.room.local.active('video')}
          .chatOpen=${this.chatOpen} .unread=${this.unread}
          @command=${({ detail }: CustomEvent<Command>) => this.command(detail)}></parley-controls>
        <parley-dialogs .local=${this.room.local} .roomId=${this.room.id} .open=${this.dialog}
          @close=${() => (this.dialog = undefined)} @problem=${({ detail }: CustomEvent<string>) => this.say(detail)}></parley-dialogs>
      </div>
    `;
  }

  private head(): TemplateResult {
    const { info, id } = this.room;
    return html`
      <header class="call-head">
        <img src=${markUrl} alt="Parley" width="28" height="28">
        <span class="call-name">${info.name || id}</span>
        ${info.locked ? html`<span class="badge"><parley-icon name="lock"></parley-icon>Locked</span>` : nothing}
        <parley-timer></parley-timer>
      </header>
    `;
  }

  private refresh(): void {
    this.peers = this.room.peers;
    this.requestUpdate();
  }

  private receive(message: ChatMessage): void {
    this.messages = [...this.messages, message].slice(-500);
    if (this.chatOpen || message.own) return;
    this.unread += 1;
    this.say(`${message.name}: ${message.text.slice(0, 120)}`, { label: 'Open', run: () => this.command('chat') });
  }

  private command(command: Command | undefined): void {
    const { local } = this.room;
    if (command === 'microphone') void this.switch('audio', !local.active('audio'));
    if (command === 'camera') void this.switch('video', !local.active('video'));
    if (command === 'chat') this.toggleChat();
    if (command === 'share') void this.share();
    if (command === 'settings') this.dialog = 'devices';
    if (command === 'leave') void this.room.leave();
  }

  private async switch(kind: 'audio' | 'video', on: boolean): Promise<void> {
    const problem = await switchDevice(this.room.local, kind, on);
    if (problem) this.say(problem);
  }

  private toggleChat(): void {
    this.chatOpen = !this.chatOpen;
    this.unread = 0;
  }

  private closeChat(): void {
    this.chatOpen = false;
    this.querySelector<HTMLElement>('parley-controls [aria-keyshortcuts="C"]')?.focus();
  }

  private async send({ detail }: CustomEvent<string>): Promise<void> {
    await this.room.sendChat(detail).catch(() => this.say('Your message could not be sent. Try again in a moment.'));
  }

  private async share(): Promise<void> {
    if (await copyLink(this.room.id)) this.say('Link copied. Send it to whoever should come.');
    else this.dialog = 'link';
  }

  private askForSound(): void {
    const run = () => this.querySelector<Stage>('parley-stage')?.playAll();
    this.say('The browser has muted the others.', { label: 'Turn the sound on', run });
  }

  private say(text: string, ...actions: ToastAction[]): void {
    this.querySelector<Toasts>('parley-toasts')?.show(text, ...actions);
  }
}

function banner(): TemplateResult {
  return html`
    <p class="banner" role="status">
      <parley-icon name="offline"></parley-icon>The connection to the server is lost. Coming back … Your call goes on.
    </p>
  `;
}

customElements.define('parley-in-call', InCall);
