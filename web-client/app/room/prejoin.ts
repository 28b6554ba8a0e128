import { html, nothing, type TemplateResult } from 'lit';
import type { LocalMedia, RoomInfo } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { roomSecret } from '../ui/secret.ts';
import { props, state, View } from '../ui/view.ts';
import './device-pickers.ts';
import './preview.ts';
import './secret-field.ts';
import '../doctor/doctor-dialog.ts';
import '../ui/icon.ts';
import '../ui/masthead.ts';

export interface JoinWish {
  readonly name: string;
  /** Opens the door; empty for none. */
  readonly password: string;
  /** Of the end-to-end encryption, never sent; empty for none. */
  readonly secret: string;
}

/** Before the room: see and hear oneself, choose devices, say one's name. Emits `join` with a {@link JoinWish}, and `cancel`. */
class Prejoin extends View {
  static override properties = {
    ...props('local', 'roomId', 'info', 'name', 'busy', 'waiting', 'askPassword', 'passwordProblem', 'problems'),
    ...state('draft'),
  };
  declare local: LocalMedia;
  declare roomId: string;
  declare info: RoomInfo | undefined;
  declare name: string;
  declare busy: boolean;
  declare waiting: boolean;
  declare askPassword: boolean;
  declare passwordProblem: string;
  declare problems: readonly string[];
  declare draft: string | undefined;

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>('#name')?.focus();
  }

  protected override render() {
    return html`
      <parley-masthead></parley-masthead>
      <main class="prejoin">
        <parley-preview .local=${this.local} .name=${this.draft ?? this.name} @problem=${this.onProblem}></parley-preview>
        <form class="prejoin-form" @submit=${this.submit}>
          <div class="prejoin-title">
            <h1>${this.info?.name || this.roomId}</h1>
            <p class="hint">${this.whoIsIn()}</p>
          </div>
          ${this.waiting ? this.inLobby() : this.fields()}
          <parley-device-pickers id="prejoin" .local=${this.local} @problem=${this.onProblem}></parley-device-pickers>
          ${this.problems.map((problem) => html`<p class="note" role="status"><parley-icon name="info"></parley-icon>${problem}</p>`)}
          ${this.waiting ? this.giveUp() : html`<button class="button primary wide" ?disabled=${this.busy}>${t(this.busy ? 'prejoin.joining' : 'prejoin.join')}</button>`}
        </form>
        <parley-doctor-dialog></parley-doctor-dialog>
      </main>
    `;
  }

  private fields(): TemplateResult {
    return html`
      <div class="field">
        <label for="name">${t('prejoin.yourName')}</label>
        <input id="name" name="name" required maxlength="64" autocomplete="name" .value=${this.name}
          @input=${(event: Event) => (this.draft = (event.target as HTMLInputElement).value)}>
      </div>
      ${this.askPassword ? this.passwordField() : nothing}
      ${this.secretField()}
    `;
  }

  private secretField(): TemplateResult {
    return html`<parley-secret-field .roomId=${this.roomId} .required=${this.info?.e2ee === true}></parley-secret-field>`;
  }

  private inLobby(): TemplateResult {
    return html`
      <div class="lobby-wait" role="status">
        <parley-icon name="door"></parley-icon>
        <div><b>${t('prejoin.waitTitle')}</b><p class="hint">${t('prejoin.waitText', { name: this.draft ?? this.name })}</p></div>
      </div>
    `;
  }

  private giveUp(): TemplateResult {
    return html`<button type="button" class="button secondary wide" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${t('prejoin.giveUp')}</button>`;
  }

  private passwordField(): TemplateResult {
    return html`
      <div class="field">
        <label for="password">${t('prejoin.roomPassword')}</label>
        <input id="password" name="password" type="password" required autocomplete="off"
          aria-invalid=${this.passwordProblem ? 'true' : 'false'} aria-describedby="password-problem">
        <p id="password-problem" class="problem" role="alert">${this.passwordProblem || nothing}</p>
      </div>
    `;
  }

  private whoIsIn(): string {
    if (this.waiting) return '';
    if (!this.info) return t('prejoin.willOpen');
    if (this.info.peers === 0) return t('prejoin.nobodyHere');
    return t('room.peers', { count: this.info.peers });
  }

  private onProblem({ detail }: CustomEvent<string>): void {
    this.tell(detail);
  }

  private tell(problem: string): void {
    this.problems = [...new Set([...this.problems, problem])];
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '');
    const wish: JoinWish = { name: text('name').trim(), password: text('password'), secret: text('secret') };
    roomSecret.keep(this.roomId, wish.secret);
    this.dispatchEvent(new CustomEvent('join', { detail: wish }));
  }
}

customElements.define('parley-prejoin', Prejoin);
