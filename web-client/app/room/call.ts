import { html, nothing, type TemplateResult } from 'lit';
import { codeOf, type Ended, type LocalMedia, type Parley, type Room, type RoomInfo } from '../../sdk/index.ts';
import { getRoom } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { account, newClient } from '../server.ts';
import { setting } from '../settings/settings.ts';
import { doorPassword, remember } from '../ui/memory.ts';
import { roomSecret } from '../ui/secret.ts';
import { state, View } from '../ui/view.ts';
import { openDevices } from './devices.ts';
import { joiningScreen, noticeScreen } from './notice-screen.ts';
import { ending, type Notice, noRoom, refusal } from './notices.ts';
import { PhoneCall } from './phone-call.ts';
import type { JoinWish } from './prejoin.ts';
import { visitOf } from './visit.ts';
import '../calls/ringing.ts';
import './in-call.ts';
import './prejoin.ts';

type Phase = 'prejoin' | 'joining' | 'joined' | 'reconnecting' | 'ended';

declare global {
  interface Window {
    /** For tests and the curious. */
    parley?: { readonly client: Parley; readonly room: Room | undefined };
  }
}

const STATE = ['phase', 'room', 'info', 'notice', 'waiting', 'askPassword', 'passwordProblem', 'problems', 'notes'];

/** The page of one room, from the preview to the end. */
class Call extends View {
  static override properties = state(...STATE);
  declare phase: Phase;
  declare room: Room | undefined;
  declare info: RoomInfo | undefined;
  declare notice: Notice | undefined;
  declare waiting: boolean;
  declare askPassword: boolean;
  declare passwordProblem: string;
  /** What is wrong with the devices; `undefined` until they are as open as they get. */
  declare problems: readonly string[] | undefined;
  /** What to say of them in the room. */
  declare notes: readonly string[];
  private readonly visit = visitOf(location.search);
  private readonly roomId = this.visit.roomId ?? '';
  private name = this.visit.name;
  private client = newClient();
  private local: LocalMedia = this.client.createMedia({ preset: setting('preset') });
  private phone = this.newPhone();
  /** How the visit ended, while that is what the page shows. */
  private ended: Ended | undefined;

  constructor() {
    super();
    this.reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // a page in the back/forward cache may come back
    window.addEventListener('pagehide', ({ persisted }) => persisted || this.client.close());
    if (!this.visit.roomId) this.end(noRoom());
    else void this.begin();
  }

  protected override render(): TemplateResult {
    return html`${this.screen()} ${account.user ? this.ringing() : nothing}`;
  }

  private ringing(): TemplateResult {
    return html`<parley-ringing .client=${this.client} .busy=${this.inRoom} .prepare=${() => this.hangUp()}></parley-ringing>`;
  }

  private screen(): TemplateResult {
    if (this.notice) return noticeScreen(this.notice, () => this.again());
    if (this.room) return this.inCall(this.room);
    if (this.visit.joinNow && this.phase === 'joining' && !this.waiting)
      return joiningScreen(this.phone?.names ?? (this.info?.name || this.roomId));
    return html`
      <parley-prejoin .local=${this.local} .roomId=${this.roomId} .info=${this.info} .name=${this.name}
        .busy=${this.phase === 'joining'} .waiting=${this.waiting} .askPassword=${this.askPassword}
        .passwordProblem=${this.passwordProblem} .problems=${this.problems ?? []}
        @join=${({ detail }: CustomEvent<JoinWish>) => this.join(detail)} @cancel=${this.again}></parley-prejoin>
    `;
  }

  protected override updated(): void {
    document.documentElement.dataset.state = this.phase;
    document.title = `${this.phone?.names || this.room?.info.name || this.info?.name || this.roomId || t('notice.room')} · Parley`;
    window.parley = { client: this.client, room: this.room };
  }

  private inCall(room: Room): TemplateResult {
    return html`
      <parley-in-call .room=${room} .reconnecting=${this.phase === 'reconnecting'} .notes=${this.notes}
        .with=${this.phone?.names} @leave=${this.hangUp}></parley-in-call>
    `;
  }

  private reset(): void {
    this.phase = 'prejoin';
    this.room = undefined;
    this.info = undefined;
    this.ended = undefined;
    this.notice = undefined;
    this.waiting = false;
    this.askPassword = false;
    this.passwordProblem = '';
    this.problems = undefined;
    this.notes = [];
  }

  private async begin(): Promise<void> {
    void this.open();
    // calls ring in the preview too
    if (account.user) this.client.connect().catch(() => {});
    if (!this.visit.joinNow) return this.lookUp();
    // the others' pictures come while the own devices still open
    await this.join({ name: this.name || t('notice.guest'), password: '', secret: roomSecret.of(this.roomId) });
  }

  private async open(): Promise<void> {
    const { local } = this;
    const problems = await openDevices(local, this.phone?.camera);
    if (local !== this.local) return;
    this.problems = problems;
    if (this.room) this.noteDevices(this.room);
  }

  private noteDevices({ local }: Room): void {
    const deaf = !local.track('audio') && !local.track('video');
    this.notes = deaf ? [t('notice.withoutDevices')] : (this.problems ?? []);
  }

  private async lookUp(): Promise<void> {
    if (this.phone || this.info) return;
    // the join itself says what is wrong; this only shows the room's name and asks for its password in time
    this.info = await getRoom(this.client, this.roomId).catch(() => undefined);
    this.askPassword ||= this.info?.hasPassword === true && !doorPassword.of(this.roomId);
  }

  private async join({ name, password, secret }: JoinWish): Promise<void> {
    this.phase = 'joining';
    this.name = name;
    if (!account.user) remember('name', name);
    const chosen = password || doorPassword.of(this.roomId);
    const { client } = this;
    try {
      const onWaiting = () => {
        this.waiting = true;
        void this.lookUp();
      };
      const doors = { ...(chosen && { password: chosen }), ...(secret && { e2ee: { secret } }) };
      const options = { name, media: this.local, onWaiting, ...doors };
      this.entered(await client.join(this.roomId, options));
    } catch (thrown) {
      // a join that was given up has nothing to say any more
      if (client === this.client) this.refused(thrown, chosen);
    }
  }

  private entered(room: Room): void {
    this.room = room;
    this.phase = 'joined';
    if (this.problems) this.noteDevices(room);
    room.on('reconnecting', () => (this.phase = 'reconnecting'));
    room.on('reconnected', () => (this.phase = 'joined'));
    room.on('ended', (ended) => {
      this.ended = ended;
      this.end(this.phone?.summaryOf(ended) ?? ending(ended));
    });
  }

  private refused(thrown: unknown, password: string): void {
    this.waiting = false;
    if (codeOf(thrown) !== 'wrong_password') return this.end(refusal(codeOf(thrown)));
    this.phase = 'prejoin';
    this.askPassword = true;
    this.passwordProblem = password ? t('notice.notThePassword') : t('notice.hasPassword');
    doorPassword.keep(this.roomId, '');
    void this.lookUp();
  }

  private end(notice: Notice): void {
    this.notice = notice;
    this.phase = 'ended';
    this.local.stop();
  }

  /** Ends a call of two for both; a room, and a call of more, one only leaves. */
  private async hangUp(): Promise<void> {
    if (!this.inRoom) return;
    if (this.room && this.room.peers.length < 2) await this.phone?.hangUp();
    await this.room?.leave();
  }

  /** The call and its room end at once, and which of them one hears of first is chance. */
  private callEnded(): void {
    const summary = this.ended && this.phone?.summaryOf(this.ended);
    if (summary) this.notice = summary;
    else void this.room?.leave();
  }

  private get inRoom(): boolean {
    return this.phase === 'joined' || this.phase === 'reconnecting';
  }

  private newPhone(): PhoneCall | undefined {
    const { call } = this.visit;
    return call && new PhoneCall(this.client, call, () => this.callEnded());
  }

  private again(): void {
    this.client.close();
    this.local.stop();
    this.client = newClient();
    this.local = this.client.createMedia({ preset: setting('preset') });
    this.phone = this.newPhone();
    this.reset();
    void this.begin();
  }
}

customElements.define('parley-call', Call);
