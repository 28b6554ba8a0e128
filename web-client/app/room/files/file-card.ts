import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/icon.ts';
import { ReceivedFile, SentFile, type SharedFile } from './shared-file.ts';
import { sizeText } from './size.ts';
import { statusOf } from './status.ts';

export interface FileActs {
  /** Offers it once more to those who did not get it. */
  again(file: SentFile): void;
}

/** A file in the chat: what it is, how far it has come, what one can do about it. */
export function fileCard(file: SharedFile, acts: FileActs): TemplateResult {
  const { name, size, stage } = file;
  const picture = file instanceof ReceivedFile ? file.picture : undefined;
  const own = file.own && stage !== 'failed';
  return html`
    <div class="file ${stage}">
      ${picture ? html`<img class="file-picture" src=${picture} alt=${name}>` : nothing}
      <div class="file-head">
        <parley-icon class="file-sign" name="file"></parley-icon>
        <div class="file-text">
          <p class="file-name" dir="auto" title=${name}>${name}</p>
          <p class="file-status" aria-live="off">${own ? `${sizeText(size)} · ` : ''}${statusOf(file)}</p>
        </div>
      </div>
      ${bar(file)}
      <div class="file-actions" aria-live="off">${actions(file, acts)}</div>
    </div>
  `;
}

function bar({ name, progress, stage }: SharedFile): TemplateResult | typeof nothing {
  if (stage !== 'going' && stage !== 'held' && stage !== 'cut') return nothing;
  return html`<progress class="file-progress" max="1" value=${progress} aria-label=${t('files.progress', { file: name })}></progress>`;
}

function actions(file: SharedFile, acts: FileActs): TemplateResult[] {
  const { name, stage } = file;
  if (file instanceof ReceivedFile && stage === 'asked') {
    return [
      button('check', t('files.accept'), t('files.acceptName', { file: name }), () => file.accept(), 'primary'),
      button('close', t('files.decline'), t('files.declineName', { file: name }), () => file.decline()),
    ];
  }
  if (file instanceof ReceivedFile && file.url) return [save(file.url, name)];
  if (file instanceof SentFile && mayGoAgain(file)) {
    return [button('again', t('files.again'), t('files.againName', { file: name }), () => acts.again(file))];
  }
  return stage === 'done' || stage === 'failed' ? [] : running(file);
}

function running(file: SharedFile): TemplateResult[] {
  const { name, stage } = file;
  const cancel = button('close', t('files.cancel'), t('files.cancelName', { file: name }), () => file.cancel());
  if (stage === 'asked') return [cancel];
  const held = stage === 'held';
  const hold = held
    ? button('resume', t('files.resume'), t('files.resumeName', { file: name }), () => file.hold(false))
    : button('pause', t('files.pause'), t('files.pauseName', { file: name }), () => file.hold(true));
  return [hold, cancel];
}

/** Everybody is through with it, and somebody who may still want it did not get it. */
function mayGoAgain({ passages }: SentFile): boolean {
  const missing = passages.some(({ error }) => error === 'file_corrupt' || error === 'file_cancelled');
  return missing && passages.every(({ over }) => over);
}

function save(url: string, name: string): TemplateResult {
  return html`
    <a class="button primary small" href=${url} download=${name} aria-label=${t('files.saveName', { file: name })}>
      <parley-icon name="save"></parley-icon>${t('files.save')}
    </a>
  `;
}

function button(icon: IconName, label: string, name: string, act: () => void, look = 'secondary'): TemplateResult {
  return html`
    <button type="button" class="button ${look} small" aria-label=${name} @click=${act}>
      <parley-icon name=${icon}></parley-icon>${label}
    </button>
  `;
}
