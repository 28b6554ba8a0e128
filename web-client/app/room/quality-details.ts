import { html, nothing, type TemplateResult } from 'lit';
import { levelOf, type PeerQuality } from './live/quality.ts';
import { t } from './text.ts';

const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

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
      ${fact(t('quality.lossIn'), PERCENT.format(quality.in.loss))} ${fact(t('quality.lossOut'), PERCENT.format(quality.out.loss))}
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
  return perSecond >= 1e6 ? `${NUMBER.format(perSecond / 1e6)} Mbit/s` : `${Math.round(perSecond / 1e3)} kbit/s`;
}
