import { html } from 'lit';
import { t } from '../i18n/i18n.ts';
import { View } from '../ui/view.ts';
import { EMOJI } from './live/reactions.ts';

/** A row of pictures to react with. Emits `react` with an emoji, and `close`. */
class ReactionBar extends View {
  protected override firstUpdated(): void {
    this.querySelector('button')?.focus();
  }

  protected override render() {
    return html`
      <div class="reaction-bar" role="group" aria-label=${t('bar.reactLong')} @keydown=${this.keys}>
        ${EMOJI.map(
          (emoji) => html`
            <button type="button" class="emoji" aria-label=${t('react.send', { emoji })} @click=${() => this.react(emoji)}>${emoji}</button>
          `,
        )}
      </div>
    `;
  }

  private keys(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.dispatchEvent(new CustomEvent('close'));
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...this.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  private react(emoji: string): void {
    this.dispatchEvent(new CustomEvent('react', { detail: emoji }));
  }
}

customElements.define('parley-reaction-bar', ReactionBar);
