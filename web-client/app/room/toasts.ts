import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { state, View } from '../ui/view.ts';

interface Toast {
  readonly id: number;
  /** What it is about; of each subject only the newest is shown. */
  readonly about: string;
  readonly text: string;
  readonly actions: readonly ToastAction[];
}

export interface ToastAction {
  readonly label: string;
  run(): void;
}

const SHOWN_MS = 6_000;

/** Short messages above the controls. They are read aloud; those with actions stay until one is taken. */
export class Toasts extends View {
  static override properties = state('toasts');
  declare toasts: readonly Toast[];
  private count = 0;

  constructor() {
    super();
    this.toasts = [];
  }

  show(text: string, ...actions: ToastAction[]): void {
    this.showAbout(text, text, ...actions);
  }

  /** Takes the place of what was said about the same, and goes by itself whatever it offers. */
  passing(about: string, text: string, ...actions: ToastAction[]): void {
    const toast = this.add(about, text, actions);
    setTimeout(() => this.dismiss(toast), SHOWN_MS);
  }

  /** Takes the place of what was said about the same. */
  showAbout(about: string, text: string, ...actions: ToastAction[]): void {
    const toast = this.add(about, text, actions);
    if (actions.length === 0) setTimeout(() => this.dismiss(toast), SHOWN_MS);
  }

  clear(about: string): void {
    this.toasts = this.toasts.filter((toast) => toast.about !== about);
  }

  protected override render() {
    return html`
      <div class="toasts" role="status" aria-live="polite">
        ${repeat(
          this.toasts,
          ({ id }) => id,
          (toast) => html`
            <p class="toast">
              <span>${toast.text}</span>
              ${toast.actions.map(
                ({ label, run }) =>
                  html`<button type="button" class="toast-action" @click=${() => this.take(toast, run)}>${label}</button>`,
              )}
            </p>
          `,
        )}
      </div>
    `;
  }

  private add(about: string, text: string, actions: readonly ToastAction[]): Toast {
    this.count += 1;
    const toast: Toast = { id: this.count, about, text, actions };
    this.clear(about);
    this.toasts = [...this.toasts, toast].slice(-4);
    return toast;
  }

  private take(toast: Toast, run: () => void): void {
    this.dismiss(toast);
    run();
  }

  private dismiss(toast: Toast): void {
    this.toasts = this.toasts.filter((other) => other !== toast);
  }
}

customElements.define('parley-toasts', Toasts);
