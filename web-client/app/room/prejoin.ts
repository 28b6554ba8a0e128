import { html, nothing, type TemplateResult } from 'lit';
import type { LocalMedia, RoomInfo } from '../../sdk/index.ts';
import markUrl from '../assets/mark.svg';
import { avatar } from '../ui/face.ts';
import { props, state, View } from '../ui/view.ts';
import { people } from '../ui/words.ts';
import { switchDevice } from './devices.ts';
import { streamOf } from './stream-of.ts';
import './device-pickers.ts';
import './level-meter.ts';
import '../account/account-link.ts';
import '../ui/icon.ts';

export interface JoinWish {
  readonly name: string;
  readonly password: string;
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
  private stopListening = () => {};

  protected override firstUpdated(): void {
    this.stopListening = this.local.on('change', () => this.requestUpdate());
    this.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening();
  }

  protected override render() {
    return html`
      <header class="masthead">
        <a class="brand" href="index.html"><img src=${markUrl} alt="" width="36" height="36"><span>Parley</span></a>
        <parley-account-link></parley-account-link>
      </header>
      <main class="prejoin">
        ${this.preview()}
        <form class="prejoin-form" @submit=${this.submit}>
          <div class="prejoin-title">
            <h1>${this.info?.name || this.roomId}</h1>
            <p class="hint">${this.whoIsIn()}</p>
          </div>
          ${this.waiting ? this.inLobby() : this.fields()}
          <parley-device-pickers id="prejoin" .local=${this.local} @problem=${this.onProblem}></parley-device-pickers>
          ${this.problems.map((problem) => html`<p class="note" role="status"><parley-icon name="info"></parley-icon>${problem}</p>`)}
          ${this.waiting ? this.giveUp() : html`<button class="button primary wide" ?disabled=${this.busy}>${this.busy ? 'Joining …' : 'Join the room'}</button>`}
        </form>
      </main>
    `;
  }

  private preview(): TemplateResult {
    const seen = this.local.active('video');
    return html`
      <div class="preview">
        <div class="tile ${seen ? '' : 'dark'}" >
          <video class="mirrored" data-self autoplay .muted=${true} playsinline .srcObject=${streamOf(this.local)}></video>
          ${seen ? nothing : avatar(this.roomId, this.draft ?? this.name)}
          <div class="preview-controls">${this.toggle('audio')} ${this.toggle('video')}</div>
        </div>
        <div class="hearing"><parley-icon name="mic"></parley-icon><parley-level-meter .local=${this.local}></parley-level-meter></div>
      </div>
    `;
  }

  private toggle(kind: 'audio' | 'video'): TemplateResult {
    const on = this.local.active(kind);
    const [icon, label] = kind === 'audio' ? ['mic', 'Microphone'] : ['camera', 'Camera'];
    return html`
      <button type="button" class="round ${on ? '' : 'off'}" aria-pressed=${on} aria-label=${label} title=${label}
        @click=${() => this.switch(kind, !on)}><parley-icon name=${on ? icon : `${icon}-off`}></parley-icon></button>
    `;
  }

  private fields(): TemplateResult {
    return html`
      <div class="field">
        <label for="name">Your name</label>
        <input id="name" name="name" required maxlength="64" autocomplete="name" .value=${this.name}
          @input=${(event: Event) => (this.draft = (event.target as HTMLInputElement).value)}>
      </div>
      ${this.askPassword ? this.passwordField() : nothing}
    `;
  }

  private inLobby(): TemplateResult {
    return html`
      <div class="lobby-wait" role="status">
        <parley-icon name="door"></parley-icon>
        <div><b>The host will let you in</b><p class="hint">They see that ${this.draft ?? this.name} is here. Keep this page open.</p></div>
      </div>
    `;
  }

  private giveUp(): TemplateResult {
    return html`<button type="button" class="button secondary wide" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>Do not wait any longer</button>`;
  }

  private passwordField(): TemplateResult {
    return html`
      <div class="field">
        <label for="password">Password of the room</label>
        <input id="password" name="password" type="password" required autocomplete="off"
          aria-invalid=${this.passwordProblem ? 'true' : 'false'} aria-describedby="password-problem">
        <p id="password-problem" class="problem" role="alert">${this.passwordProblem || nothing}</p>
      </div>
    `;
  }

  private whoIsIn(): string {
    if (this.waiting) return '';
    if (!this.info) return 'You open this room by joining it.';
    if (this.info.peers === 0) return 'Nobody is here yet.';
    return `${people(this.info.peers)} in the room`;
  }

  private async switch(kind: 'audio' | 'video', on: boolean): Promise<void> {
    const problem = await switchDevice(this.local, kind, on);
    if (problem) this.tell(problem);
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
    const wish: JoinWish = { name: String(form.get('name')).trim(), password: String(form.get('password') ?? '') };
    this.dispatchEvent(new CustomEvent('join', { detail: wish }));
  }
}

customElements.define('parley-prejoin', Prejoin);
