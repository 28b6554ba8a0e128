import { html, nothing } from 'lit';
import type { Visibility } from '../../sdk/index.ts';
import { createRoom, type NewRoom } from '../api.ts';
import { doorPassword } from '../ui/memory.ts';
import { roomUrl } from '../ui/room-link.ts';
import { state, View } from '../ui/view.ts';
import { sentenceOf } from '../ui/words.ts';
import '../ui/icon.ts';
import '../ui/password-field.ts';

const SIZES = [2, 3, 4, 5, 6, 7, 8];

/** Makes a room and goes there. */
class CreateForm extends View {
  static override properties = state('problem', 'busy');
  declare problem: string;
  declare busy: boolean;

  constructor() {
    super();
    this.problem = '';
    this.busy = false;
  }

  protected override render() {
    return html`
      <form class="card create-form" @submit=${this.submit} aria-labelledby="create-title">
        <h2 id="create-title">New room</h2>
        <div class="field">
          <label for="create-name">Name</label>
          <input id="create-name" name="name" maxlength="128" autocomplete="off" placeholder="Friday coffee">
        </div>
        ${visibilityField()} ${doorFields()}
        <label class="check"><input type="checkbox" name="lobby"><span>Lobby: I let everybody in myself</span></label>
        <p class="problem" role="alert">${this.problem || nothing}</p>
        <button class="button primary wide" ?disabled=${this.busy}>
          <parley-icon name="plus"></parley-icon>${this.busy ? 'Opening the room …' : 'Open the room'}
        </button>
      </form>
    `;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = '';
    const wanted = read(new FormData(event.target as HTMLFormElement));
    try {
      const { roomId } = await createRoom(wanted);
      if (wanted.password) doorPassword.keep(roomId, wanted.password);
      location.assign(roomUrl(roomId));
    } catch (thrown) {
      this.problem = sentenceOf(thrown);
    }
    this.busy = false;
  }
}

function visibilityField() {
  return html`
    <fieldset class="field choice">
      <legend>Who finds it</legend>
      <label><input type="radio" name="visibility" value="unlisted" checked><span>Only with the link</span></label>
      <label><input type="radio" name="visibility" value="public"><span>Everybody, in the list</span></label>
    </fieldset>
  `;
}

function doorFields() {
  return html`
    <div class="pair">
      <parley-password-field name="password" label="Password" purpose="off" shortest="8" optional></parley-password-field>
      <div class="field">
        <label for="create-size">At most</label>
        <select id="create-size" name="maxPeers">
          ${SIZES.map((size) => html`<option value=${size} ?selected=${size === 8}>${size} people</option>`)}
        </select>
      </div>
    </div>
  `;
}

function read(form: FormData): NewRoom {
  const name = String(form.get('name') ?? '').trim();
  const password = String(form.get('password') ?? '');
  return {
    visibility: form.get('visibility') as Visibility,
    maxPeers: Number(form.get('maxPeers')),
    lobby: form.has('lobby'),
    ...(name && { name }),
    ...(password && { password }),
  };
}

customElements.define('parley-create-form', CreateForm);
