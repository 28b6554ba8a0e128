import { html, nothing, type TemplateResult } from 'lit';
import type { Room } from '../../sdk/index.ts';
import markUrl from '../assets/mark.svg';
import { t } from '../i18n/i18n.ts';
import type { Command } from './commands.ts';
import type { ViewMode } from './layout/focus-choice.ts';
import { unreadableIn } from './live/extras.ts';
import { listed } from './live/gathering.ts';
import './timer.ts';

export interface HeadState {
  readonly room: Room;
  readonly name: string;
  readonly mode: ViewMode;
  /** Whether the view can be chosen: it cannot with one other person. */
  readonly choice: boolean;
  /** Names of those who record. */
  readonly recording: readonly string[];
}

/** The line above the stage: which room this is, how safe it is, who records. */
export function callHead(head: HeadState, command: (command: Command) => void): TemplateResult {
  return html`
    <header class="call-head">
      <img src=${markUrl} alt="Parley" width="28" height="28">
      <span class="call-name">${head.name}</span>
      ${head.room.info.locked ? badge('lock', t('head.locked')) : nothing} ${safety(head.room, command)} ${recording(head.recording)}
      <span class="head-gap"></span>
      ${head.choice ? viewButton(head.mode, command) : nothing}
      <parley-timer></parley-timer>
    </header>
  `;
}

function badge(icon: string, text: string): TemplateResult {
  return html`<span class="badge"><parley-icon name=${icon}></parley-icon><span class="badge-text">${text}</span></span>`;
}

function safety(room: Room, command: (command: Command) => void): TemplateResult | typeof nothing {
  const encryption = room.e2ee;
  if (!encryption) return nothing;
  const worry = unreadableIn(encryption).length > 0;
  const label = `${t('head.encrypted')}. ${t('menu.safety')}`;
  return html`
    <button type="button" class="badge safety ${worry ? 'worry' : ''}" aria-haspopup="dialog" aria-label=${label} title=${label} @click=${() => command('safety')}>
      <parley-icon name=${worry ? 'warning' : 'moderator'}></parley-icon><span class="badge-text">${t('head.encrypted')}</span>
    </button>
  `;
}

function recording(names: readonly string[]): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`
    <span class="badge recording" title=${t('head.recordedBy', { names: listed(names) })}><span class="rec-dot" aria-hidden="true"></span>${t('head.recording')}</span>
  `;
}

function viewButton(mode: ViewMode, command: (command: Command) => void): TemplateResult {
  const grid = mode === 'grid';
  const label = t(grid ? 'menu.speaker' : 'menu.grid');
  return html`
    <button type="button" class="head-button" aria-label=${label} title=${`${label} (G)`} aria-keyshortcuts="G" @click=${() => command('view')}>
      <parley-icon name=${grid ? 'speaker' : 'grid'}></parley-icon><span aria-hidden="true">${t(grid ? 'head.toSpeaker' : 'head.toGrid')}</span>
    </button>
  `;
}
