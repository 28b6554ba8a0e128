import { html } from 'lit';
import type { Visibility } from '../../sdk/index.ts';
import { createRoom, type NewRoom } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { doorPassword } from '../ui/memory.ts';
import { roomUrl } from '../ui/room-link.ts';
import { newSecret, roomSecret } from '../ui/secret.ts';
import { state, View } from '../ui/view.ts';
import '../ui/icon.ts';
import '../ui/password-field.ts';
import '../ui/problem.ts';

const SIZES = [2, 3, 4, 5, 6, 7, 8];

/** Makes a room and goes there. */
class CreateForm extends View {
  static override properties = state('error', 'busy');
  declare error: unknown;
  declare busy: boolean;

  constructor() {
    super();
    this.busy = false;
  }

  protected override render() {
    return html`
      <form class="card create-form" @submit=${this.submit} aria-labelledby="create-title">
        <h2 id="create-title">${t('lobby.new')}</h2>
        <div class="field">
          <label for="create-name">${t('lobby.name')}</label>
          <input id="create-name" name="name" maxlength="128" autocomplete="off" placeholder=${t('lobby.nameExample')}>
        </div>
        ${visibilityField()} ${doorFields()}
        <label class="check"><input type="checkbox" name="lobby"><span>${t('lobby.doorkeeper')}</span></label>
        <label class="check"><input type="checkbox" name="e2ee"><span>${t('lobby.encrypt')}</span></label>
        <parley-problem .error=${this.error}></parley-problem>
        <button class="button primary wide" ?disabled=${this.busy}>
          <parley-icon name="plus"></parley-icon>${this.busy ? t('lobby.opening') : t('lobby.open')}
        </button>
      </form>
    `;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.error = undefined;
    const wanted = read(new FormData(event.target as HTMLFormElement));
    try {
      const { roomId } = await createRoom(wanted);
      if (wanted.password) doorPassword.keep(roomId, wanted.password);
      if (wanted.e2ee) roomSecret.keep(roomId, newSecret());
      location.assign(roomUrl(roomId));
    } catch (thrown) {
      this.error = thrown;
    }
    this.busy = false;
  }
}

function visibilityField() {
  return html`
    <fieldset class="field choice">
      <legend>${t('lobby.whoFinds')}</legend>
      <label><input type="radio" name="visibility" value="unlisted" checked><span>${t('lobby.unlisted')}</span></label>
      <label><input type="radio" name="visibility" value="public"><span>${t('lobby.public')}</span></label>
    </fieldset>
  `;
}

function doorFields() {
  return html`
    <div class="pair">
      <parley-password-field name="password" label=${t('common.password')} purpose="off" shortest="8" optional></parley-password-field>
      <div class="field">
        <label for="create-size">${t('lobby.atMost')}</label>
        <select id="create-size" name="maxPeers">
          ${SIZES.map((size) => html`<option value=${size} ?selected=${size === 8}>${t('common.people', { count: size })}</option>`)}
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
    ...(form.has('e2ee') && { e2ee: true }),
    ...(name && { name }),
    ...(password && { password }),
  };
}

customElements.define('parley-create-form', CreateForm);
