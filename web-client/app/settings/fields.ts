import { html, nothing, type TemplateResult } from 'lit';
import { choose, type SettingName, type Settings, setting } from './settings.ts';

type NameOf<T> = { [K in SettingName]: Settings[K] extends T ? K : never }[SettingName];

/** One of a few, from a list. */
export function selection<K extends NameOf<string>>(
  name: K,
  label: string,
  options: readonly (readonly [value: Settings[K], label: string, language?: string])[],
): TemplateResult {
  const current = setting(name);
  const id = `setting-${name}`;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => choose(name, (event.target as HTMLSelectElement).value as Settings[K])}>
        ${options.map(
          ([value, text, language]) =>
            html`<option value=${value} lang=${language || nothing} .selected=${value === current}>${text}</option>`,
        )}
      </select>
    </div>
  `;
}

/** One of two or three that stand side by side. */
export function choiceOf<K extends NameOf<string>>(
  name: K,
  label: string,
  options: readonly (readonly [value: Settings[K], label: string])[],
): TemplateResult {
  const current = setting(name);
  return html`
    <fieldset class="field choice">
      <legend>${label}</legend>
      ${options.map(
        ([value, text]) => html`
          <label>
            <input type="radio" name=${name} value=${value} .checked=${value === current} @change=${() => choose(name, value)}><span>${text}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** Yes or no. */
export function check<K extends NameOf<boolean>>(
  name: K,
  label: string,
  { hint = '', disabled = false, change = (on: boolean) => choose(name, on as Settings[K]) } = {},
): TemplateResult {
  const id = `setting-${name}`;
  return html`
    <div class="setting-check">
      <label class="check">
        <input type="checkbox" id=${id} .checked=${setting(name)} ?disabled=${disabled} aria-describedby=${`${id}-hint`}
          @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}><span>${label}</span>
      </label>
      <p class="hint small" id=${`${id}-hint`}>${hint}</p>
    </div>
  `;
}
