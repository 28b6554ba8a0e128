import { html, nothing, type TemplateResult } from 'lit';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { later } from '../ui/later.ts';
import { props, state, View } from '../ui/view.ts';
import type { Announcer } from './announcer.ts';
import { callBar } from './call-bar.ts';
import { callHead } from './call-head.ts';
import { CallModel } from './call-model.ts';
import type { Command } from './commands.ts';
import { DropZone, dropHere } from './files/drop-zone.ts';
import { knock, LOBBY } from './knock.ts';
import { menuOf } from './menu-of.ts';
import { commandOf, singleKeys } from './shortcuts.ts';
import { SmallWindow } from './small-window.ts';
import type { Stage } from './stage.ts';
import type { ToastAction, Toasts } from './toasts.ts';
import './announcer.ts';
import './chat/chat.ts';
import './dialogs.ts';
import './more-menu.ts';
import './peer-actions.ts';
import './people-panel.ts';
import './stage.ts';
import './toasts.ts';

/** The room while one is in it; {@link CallModel} holds its state. Emits `leave`. */
export class InCall extends View {
  static override properties = {
    ...props('room', 'reconnecting', 'notes', 'with'),
    ...state('turn', 'dropping', 'settled'),
  };
  declare room: Room;
  declare reconnecting: boolean;
  /** Sentences to show when they come, such as about devices that could not be opened. */
  declare notes: readonly string[];
  /** Whom the call is with, where it is a call between users. */
  declare with: string | undefined;
  /** Counts changes. */
  declare turn: number;
  /** Whether there is time for what is not open yet. */
  declare settled: boolean;
  /** Whether files hang over the page. */
  declare dropping: boolean;
  private model!: CallModel;
  private small!: SmallWindow;
  private listening = new AbortController();
  private stopWaiting = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.turn = 0;
    this.dropping = false;
    this.settled = false;
    this.stopWaiting = later(() => (this.settled = true));
    this.model = new CallModel(this.room, {
      changed: () => (this.turn += 1),
      say: (text, ...actions) => this.say(text, ...actions),
      whisper: (text) => this.querySelector<Announcer>('parley-announcer')?.whisper(text),
      lobby: () => this.knocked(),
      news: (text, open) => this.toasts?.passing('chat', text, open),
      smallWindow: () => this.showSmall(),
      leave: () => this.dispatchEvent(new CustomEvent('leave')),
    });
    this.small = new SmallWindow(this.room, (command) => this.model.command(command));
    this.listening = new AbortController();
    document.addEventListener('keydown', (event) => this.onKey(event), this.listening);
    document.addEventListener('fullscreenchange', () => (this.turn += 1), this.listening);
    const hover = (over: boolean) => (this.dropping = over);
    const dropped = (files: readonly File[], folders: boolean) => this.model.drop(files, folders);
    new DropZone(document, { hover, dropped }, this.listening.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening.abort();
    this.stopWaiting();
    this.model.stop();
    this.small.close();
  }

  protected override firstUpdated(): void {
    for (const name of this.model.recording) this.say(t('room.recordingBegan', { name }));
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('notes')) for (const note of this.notes) this.say(note);
    this.small.show(this.stage?.foremost);
  }

  protected override render() {
    const { model, name } = this;
    const { mode, recording, room } = model;
    const head = { room, recording, name, mode, choice: room.peers.length > 1 };
    return html`
      <div class="call ${model.panel ? 'with-panel' : ''}">
        ${callHead(head, (command) => model.command(command))} ${this.main()} ${this.side()} ${this.bar()} ${this.dialogs()}
        ${this.dropping ? dropHere() : nothing}
        <parley-announcer></parley-announcer>
      </div>
    `;
  }

  private main(): TemplateResult {
    const { model } = this;
    const { room, live, mode, pinned } = model;
    return html`
      <main class="call-main">
        <h1 class="visually-hidden">${this.name}</h1>
        ${this.reconnecting ? html`<p class="banner" role="status"><parley-icon name="offline"></parley-icon>${t('banner.reconnecting')}</p>` : nothing}
        <parley-stage .room=${room} .peers=${room.peers} .live=${live} .mode=${mode} .pinned=${pinned} .with=${this.with} .turn=${this.turn}
          @silent=${this.askForSound} @share=${() => model.command('share')} @stop-screen=${() => model.actions.screen(false)}
          @pin=${this.onPin} @actions=${this.onActions} @connection=${this.onConnection}></parley-stage>
        <parley-toasts></parley-toasts>
      </main>
    `;
  }

  private side(): TemplateResult | typeof nothing {
    const { room, live, panel, chat } = this.model;
    if (panel === 'chat')
      return html`<parley-chat .desk=${chat} .turn=${this.turn} @close=${this.closePanel}></parley-chat>`;
    if (panel !== 'people') return nothing;
    return html`
      <parley-people-panel .room=${room} .peers=${room.peers} .waiting=${room.waiting} .hands=${live.hands.order} .turn=${this.turn}
        @close=${this.closePanel} @share=${() => this.model.command('share')} @actions=${this.onActions} @said=${this.onSaid}></parley-people-panel>
    `;
  }

  private bar(): TemplateResult {
    const { model } = this;
    return callBar(model, this.with !== undefined, {
      command: (command) => model.command(command),
      closeReactions: () => this.leaveTo('.to-react', () => model.set({ reacting: false })),
    });
  }

  private dialogs(): TemplateResult | typeof nothing {
    const { model } = this;
    const { room, acting, dialog, live, pinned } = model;
    if (!this.settled && !acting && !dialog && !model.menu) return nothing;
    const menu = model.menu ? menuOf(model, this.with !== undefined) : undefined;
    return html`
      <parley-more-menu .menu=${menu} @command=${this.onCommand} @close=${() => model.set({ menu: false })}></parley-more-menu>
      <parley-dialogs .room=${room} .open=${dialog} .peer=${acting} .quality=${acting && live.quality.get(acting.id)}
        @close=${() => model.closeDialog()} @problem=${this.onSaid}></parley-dialogs>
      <parley-peer-actions .room=${room} .peer=${dialog ? undefined : acting} .pinned=${acting !== undefined && acting.id === pinned}
        @close=${() => model.set({ acting: undefined })} @said=${this.onSaid} @pin=${this.onPin} @connection=${this.onConnection}></parley-peer-actions>
    `;
  }

  private get name(): string {
    return this.with ?? (this.room.info.name || this.room.id);
  }

  private readonly onCommand = ({ detail }: CustomEvent<Command>) => this.model.command(detail);
  private readonly onPin = ({ detail }: CustomEvent<string>) => this.model.pin(detail);
  private readonly onSaid = ({ detail }: CustomEvent<string>) => this.say(detail);
  private readonly onActions = ({ detail }: CustomEvent<RemotePeer>) => this.model.set({ acting: detail });
  private readonly onConnection = ({ detail }: CustomEvent<RemotePeer>) =>
    this.model.set({ acting: detail, dialog: 'quality' });
  private readonly closePanel = () =>
    this.leaveTo('parley-controls [aria-expanded="true"]', () => this.model.closePanel());

  /** Whoever closes something stands where it was opened. */
  private leaveTo(button: string, close: () => void): void {
    this.querySelector<HTMLElement>(button)?.focus();
    close();
  }

  private onKey(event: KeyboardEvent): void {
    const command = singleKeys.on ? commandOf(event) : undefined;
    if (!command) return;
    // the letter must not arrive in a field that the command gives the focus
    event.preventDefault();
    this.model.command(command);
  }

  /** Whoever sees the list needs no message. */
  private knocked(): void {
    this.turn += 1;
    const { toasts } = this;
    if (!toasts) return;
    if (this.model.panel === 'chat') toasts.clear('chat');
    if (this.model.panel === 'people') toasts.clear(LOBBY);
    else knock(this.room, toasts, () => this.model.command('people'));
  }

  private showSmall(): void {
    this.small.toggle(this.stage?.foremost, this.stage?.foremostVideo).catch(() => this.say(t('say.noPip')));
  }

  private askForSound(): void {
    this.say(t('say.browserMuted'), { label: t('say.soundOn'), run: () => this.stage?.playAll() });
  }

  private say(text: string, ...actions: ToastAction[]): void {
    this.toasts?.show(text, ...actions);
  }

  private get toasts(): Toasts | null {
    return this.querySelector('parley-toasts');
  }

  private get stage(): Stage | null {
    return this.querySelector('parley-stage');
  }
}

customElements.define('parley-in-call', InCall);
