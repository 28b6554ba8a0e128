import { html } from 'lit';
import { t } from '../i18n/i18n.ts';
import '../calls/reachable.ts';
import { View } from '../ui/view.ts';
import './create-form.ts';
import './join-form.ts';
import './room-list.ts';

class Lobby extends View {
  protected override render() {
    return html`
      <section class="hero">
        <div class="pitch">
          <h1>${t('lobby.heading')}</h1>
          <p class="lead">${t('lobby.lead')}</p>
          <parley-join-form></parley-join-form>
        </div>
        <parley-create-form></parley-create-form>
      </section>
      <parley-room-list></parley-room-list>
      <parley-reachable></parley-reachable>
    `;
  }
}

customElements.define('parley-lobby', Lobby);
