import { numberText } from '../i18n/format.ts';
import { t, textOf } from '../i18n/i18n.ts';
import type { Column, Entry, Finding } from './model.ts';

const MS_PER_SECOND = 1_000;

/** What happened, in a few words. */
export function stepText(entry: Entry, names: ReadonlyMap<string, string>): string {
  const template = textOf(`timeline.step.${entry.step}`);
  if (!template) return entry.step;
  return filled(template, {
    ...entry.detail,
    kind: textOf(`timeline.kind.${entry.kind}`) ?? entry.kind ?? t('timeline.kind.signal'),
    who: names.get(entry.peer ?? '') ?? entry.peer ?? '',
  });
}

/** What else is known of it. */
export function detailText({ step, kind, id, seq, bytes, node, detail = {} }: Entry): string {
  const said = textOf(`timeline.step.${step}`) ?? '';
  const rest = Object.entries(detail).filter(([name]) => !said.includes(`{${name}}`));
  return [
    kind && !said.includes('{kind}') && kind,
    id && t('timeline.signalId', { id }),
    seq && t('timeline.place', { seq }),
    bytes && t('timeline.bytes', { count: bytes }),
    ...rest.map(([name, value]) => `${name}: ${value}`),
    shortNode(node),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function findingText({ rule, about, sentence }: Finding): string {
  const template = textOf(`timeline.rule.${rule}`);
  return template ? filled(template, about) : sentence;
}

/** Ids of nodes are long; their beginning tells them apart. */
export function shortNode(node: string): string {
  return node.length > 10 ? `${node.slice(0, 8)}…` : node;
}

export function columnText({ kind, name }: Column): readonly [string, string] {
  return [t(`timeline.column.${kind}`), kind === 'peer' ? shortPeer(name) : shortNode(name)];
}

/** Guests have no name but their peer's id. */
function shortPeer(name: string): string {
  return name.length > 16 ? `${name.slice(0, 14)}…` : name;
}

/** Since the first event, in seconds. */
export function offsetText(ms: number): string {
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return t('timeline.seconds', { seconds: numberText(ms / MS_PER_SECOND, digits) });
}

function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces));
}
