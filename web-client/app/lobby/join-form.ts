import { html, nothing } from 'lit';
import { roomIdFrom, roomUrl } from '../ui/room-link.ts';
import { state, View } from '../ui/view.ts';
import '../ui/icon.ts';

/** Goes to a room by its name, or by a link that was pasted. */
class JoinForm extends View {
  static override properties = state('problem');
  declare problem: string;

  constructor() {
    super();
    this.problem = '';
  }

  protected override render() {
    return html`
      <form class="join-form" @submit=${this.submit} novalidate>
        <label for="join-name">Room name or link</label>
        <div class="row">
          <input id="join-name" name="room" autocomplete="off" spellcheck="false" placeholder="team-standup"
            aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby="join-problem">
          <button class="button secondary">Join<parley-icon name="arrow-right"></parley-icon></button>
        </div>
        <p id="join-problem" class="problem" role="alert">${this.problem || nothing}</p>
      </form>
    `;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('room') ?? '');
    const roomId = roomIdFrom(text);
    if (roomId) location.assign(roomUrl(roomId));
    else this.problem = 'Use up to 64 letters, digits, dashes or underscores, or paste a link to a room.';
  }
}

customElements.define('parley-join-form', JoinForm);
