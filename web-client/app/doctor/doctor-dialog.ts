import { html } from 'lit';
import { t } from '../i18n/i18n.ts';
import { ModalView } from '../ui/modal.ts';
import { state } from '../ui/view.ts';
import './doctor.ts';

/** A button that opens the connection check over the page. */
class DoctorDialog extends ModalView {
  static override properties = state('open');
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override render() {
    return html`
      <button type="button" class="link-button" @click=${() => (this.open = true)}>
        <parley-icon name="check-up"></parley-icon>${t('prejoin.check')}
      </button>
      ${this.open ? this.modal(t('doctor.title'), html`<parley-doctor></parley-doctor>`) : ''}
    `;
  }

  protected override closed(): void {
    this.open = false;
  }
}

customElements.define('parley-doctor-dialog', DoctorDialog);
