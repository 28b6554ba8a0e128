import { html, nothing } from 'lit';
import { t } from '../i18n/i18n.ts';
import { roomIdFrom, roomUrl } from '../ui/room-link.ts';
import { state, View } from '../ui/view.ts';
import '../ui/icon.ts';

/** Goes to a room by its name, or by a link that was pasted. */
class JoinForm extends View {
  static override properties = state('refused');
  declare refused: boolean;

  constructor() {
    super();
    this.refused = false;
  }

  protected override render() {
    return html`
      <form class="join-form" @submit=${this.submit} novalidate>
        <label for="join-name">${t('lobby.roomOrLink')}</label>
        <div class="row">
          <input id="join-name" name="room" autocomplete="off" spellcheck="false" placeholder="team-standup"
            aria-invalid=${this.refused ? 'true' : 'false'} aria-describedby="join-problem">
          <button class="button secondary">${t('lobby.join')}<parley-icon name="arrow-right"></parley-icon></button>
        </div>
        <p id="join-problem" class="problem" role="alert">${this.refused ? t('lobby.noSuchName') : nothing}</p>
      </form>
    `;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('room') ?? '');
    const roomId = roomIdFrom(text);
    if (roomId) location.assign(roomUrl(roomId));
    this.refused = !roomId;
  }
}

customElements.define('parley-join-form', JoinForm);
