import { LitElement, type PropertyDeclarations } from 'lit';
import { catalogueLoading, onLanguageChange } from '../i18n/i18n.ts';

/**
 * Base of the pages' elements: they render into the page itself, so that one style sheet and one label tree serve all,
 * and anew when the language changes.
 */
export class View extends LitElement {
  private stopTranslating = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTranslating = onLanguageChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTranslating();
  }

  /** Nothing is shown in the wrong language first. */
  protected override async scheduleUpdate(): Promise<void> {
    await catalogueLoading();
    await super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Declares inner state: changes render anew, attributes are not involved. */
export function state(...names: string[]): PropertyDeclarations {
  return Object.fromEntries(names.map((name) => [name, { state: true }]));
}

/** Declares properties that a parent sets; attributes are not involved. */
export function props(...names: string[]): PropertyDeclarations {
  return Object.fromEntries(names.map((name) => [name, { attribute: false }]));
}
