import { LitElement, type PropertyDeclarations } from 'lit';

/** Base of the pages' elements: they render into the page itself, so that one style sheet and one label tree serve all. */
export class View extends LitElement {
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
