import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage, RemotePeer, Room } from '../../sdk/index.ts';
import markUrl from '../assets/mark.svg';
import { props, state, View } from '../ui/view.ts';
import type { Command } from './controls.ts';
import { switchDevice } from './devices.ts';
import { follow } from './follow.ts';
import { knock, LOBBY } from './knock.ts';
import { copyLink } from './share.ts';
import { commandOf } from './shortcuts.ts';
import type { Stage } from './stage.ts';
import type { ToastAction, Toasts } from './toasts.ts';
import './chat.ts';
import './controls.ts';
import './dialogs.ts';
import './peer-actions.ts';
import './people-panel.ts';
import './stage.ts';
import './timer.ts';
import './toasts.ts';

/** The room while one is in it. */
export class InCall extends View {
  static override properties = {
    ...props('room', 'reconnecting', 'notes', 'with'),
    ...state('peers', 'messages', 'unread', 'panel', 'dialog', 'acting'),
  };
  declare room: Room;
  declare reconnecting: boolean;
  /** Sentences to show at the start, such as about devices that could not be opened. */
  declare notes: readonly string[];
  /** Whom the call is with, where it is a call between users. */
  declare with: string | undefined;
  declare peers: readonly RemotePeer[];
  declare messages: readonly ChatMessage[];
  declare unread: number;
  declare panel: 'chat' | 'people' | undefined;
  declare dialog: 'devices' | 'link' | undefined;
  /** Whose actions are open. */
  declare acting: RemotePeer | undefined;
  private stopFollowing = () => {};
  private readonly onKey = (event: KeyboardEvent) => this.command(commandOf(event));

  constructor() {
    super();
    this.peers = [];
    this.messages = [];
    this.unread = 0;
    this.panel = undefined;
    this.dialog = undefined;
    this.acting = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
    this.stopFollowing = follow(this.room, {
      changed: () => this.refresh(),
      chat: (message) => this.receive(message),
      lobby: () => this.knocked(),
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
      <div class="call ${this.panel ? 'with-panel' : ''}">
        ${this.head()} ${this.main()} ${this.side()}
        <parley-controls .microphone=${this.room.local.active('audio')} .camera=${this.room.local.active('video')}
          .panel=${this.panel} .unread=${this.unread} .waiting=${this.room.waiting.length} .phone=${this.with !== undefined}
          @command=${({ detail }: CustomEvent<Command>) => this.command(detail)}></parley-controls>
        <parley-dialogs .local=${this.room.local} .roomId=${this.room.id} .open=${this.dialog}
          @close=${() => (this.dialog = undefined)} @problem=${this.onSaid}></parley-dialogs>
        <parley-peer-actions .room=${this.room} .peer=${this.acting} @close=${() => (this.acting = undefined)} @said=${this.onSaid}></parley-peer-actions>
      </div>
    `;
  }

  private main(): TemplateResult {
    return html`
      <main class="call-main">
        <h1 class="visually-hidden">${this.name}</h1>
        ${this.reconnecting ? banner() : nothing}
        <parley-stage .room=${this.room} .peers=${this.peers} .with=${this.with} @silent=${this.askForSound} @share=${this.share}
          @actions=${this.onActions}></parley-stage>
        <parley-toasts></parley-toasts>
      </main>
    `;
  }

  private side(): TemplateResult | typeof nothing {
    if (this.panel === 'chat') {
      return html`<parley-chat .messages=${this.messages} @send=${this.send} @close=${this.closePanel}></parley-chat>`;
    }
    if (this.panel !== 'people') return nothing;
    return html`
      <parley-people-panel .room=${this.room} .peers=${this.peers} .waiting=${this.room.waiting} @close=${this.closePanel}
        @share=${this.share} @actions=${this.onActions} @said=${this.onSaid}></parley-people-panel>
    `;
  }

  private head(): TemplateResult {
    const { info } = this.room;
    return html`
      <header class="call-head">
        <img src=${markUrl} alt="Parley" width="28" height="28">
        <span class="call-name">${this.name}</span>
        ${info.locked ? html`<span class="badge"><parley-icon name="lock"></parley-icon>Locked</span>` : nothing}
        <parley-timer></parley-timer>
      </header>
    `;
  }

  private get name(): string {
    return this.with ?? (this.room.info.name || this.room.id);
  }

  private refresh(): void {
    this.peers = this.room.peers;
    this.requestUpdate();
  }

  private receive(message: ChatMessage): void {
    this.messages = [...this.messages, message].slice(-500);
    if (this.panel === 'chat' || message.own) return;
    this.unread += 1;
    this.say(`${message.name}: ${message.text.slice(0, 120)}`, { label: 'Open', run: () => this.command('chat') });
  }

  /** Whoever sees the list needs no message. */
  private knocked(): void {
    this.requestUpdate();
    const { toasts } = this;
    if (!toasts) return;
    if (this.panel === 'people') toasts.clear(LOBBY);
    else knock(this.room, toasts, () => this.command('people'));
  }

  private command(command: Command | undefined): void {
    const { local } = this.room;
    if (command === 'microphone') void this.switch('audio', !local.active('audio'));
    if (command === 'camera') void this.switch('video', !local.active('video'));
    if (command === 'chat' || command === 'people') this.toggle(command);
    if (command === 'share') void this.share();
    if (command === 'settings') this.dialog = 'devices';
    if (command === 'leave') this.dispatchEvent(new CustomEvent('leave'));
  }

  private async switch(kind: 'audio' | 'video', on: boolean): Promise<void> {
    const problem = await switchDevice(this.room.local, kind, on);
    if (problem) this.say(problem);
  }

  private toggle(panel: 'chat' | 'people'): void {
    this.panel = this.panel === panel ? undefined : panel;
    if (this.panel === 'chat') this.unread = 0;
    this.knocked();
  }

  private closePanel(): void {
    this.querySelector<HTMLElement>('parley-controls [aria-expanded="true"]')?.focus();
    this.panel = undefined;
  }

  private onActions({ detail }: CustomEvent<RemotePeer>): void {
    this.acting = detail;
  }

  private onSaid({ detail }: CustomEvent<string>): void {
    this.say(detail);
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
    this.toasts?.show(text, ...actions);
  }

  private get toasts(): Toasts | null {
    return this.querySelector<Toasts>('parley-toasts');
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
