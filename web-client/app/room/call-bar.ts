import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n.ts';
import type { CallModel } from './call-model.ts';
import type { Command } from './commands.ts';
import { canShareScreen } from './live/extras.ts';
import type { Emoji } from './live/reactions.ts';
import './controls.ts';
import './reaction-bar.ts';

export interface BarActs {
  command(command: Command): void;
  /** The reactions are to be closed again. */
  closeReactions(): void;
}

/** The line below the stage. @param phone whether it is a call between users */
export function callBar(model: CallModel, phone: boolean, acts: BarActs): TemplateResult {
  const { room, panel, chat, reacting } = model;
  const { local, state: shown, waiting } = room;
  const react = ({ detail }: CustomEvent<Emoji>) => model.react(detail);
  return html`
    <div class="call-bar" role="region" aria-label=${t('bar.label')}>
      ${reacting ? html`<parley-reaction-bar @react=${react} @close=${acts.closeReactions}></parley-reaction-bar>` : nothing}
      <parley-controls .microphone=${local.active('audio')} .camera=${local.active('video')} .screen=${shown.screen === true}
        .hand=${shown.hand === true} .canShare=${canShareScreen()} .reacting=${reacting} .panel=${panel} .unread=${chat.log.unread}
        .waiting=${waiting.length} .phone=${phone} @command=${({ detail }: CustomEvent<Command>) => acts.command(detail)}></parley-controls>
    </div>
  `;
}
