import { html, nothing, type TemplateResult } from 'lit';
import { numberText } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import { levelOf, type PeerQuality } from './live/quality.ts';

const TENTHS = { maximumFractionDigits: 1 } as const;
const PERCENT = { style: 'percent', ...TENTHS } as const;

/** How well somebody is seen and heard, in a sentence and in numbers. */
export function qualityDetails(quality: PeerQuality | undefined): TemplateResult {
  if (!quality) return html`<p>${t('quality.none')}</p>`;
  const level = levelOf(quality);
  const { rttMs, path } = quality;
  return html`
    <p class="quality-verdict ${level}"><parley-icon name=${`signal-${level}`}></parley-icon>${t(`quality.${level}Text`)}</p>
    <dl class="facts">
      ${fact(t('quality.rtt'), rttMs === undefined ? undefined : `${Math.round(rttMs)} ms`)}
      ${fact(t('quality.incoming'), flow(quality.in))} ${fact(t('quality.outgoing'), flow(quality.out))}
      ${fact(t('quality.lossIn'), numberText(quality.in.loss, PERCENT))} ${fact(t('quality.lossOut'), numberText(quality.out.loss, PERCENT))}
      ${fact(t('quality.path'), path && t(path.kind === 'relay' ? 'quality.relay' : 'quality.direct'))}
    </dl>
  `;
}

function fact(name: string, value: string | undefined): TemplateResult | typeof nothing {
  return value === undefined ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function flow({ bitrate, width, height, framesPerSecond }: PeerQuality['in']): string {
  const picture = width > 0 && framesPerSecond > 0 ? `, ${width} × ${height}, ${Math.round(framesPerSecond)}/s` : '';
  return bits(bitrate) + picture;
}

export function bits(perSecond: number): string {
  return perSecond >= 1e6 ? `${numberText(perSecond / 1e6, TENTHS)} Mbit/s` : `${Math.round(perSecond / 1e3)} kbit/s`;
}
