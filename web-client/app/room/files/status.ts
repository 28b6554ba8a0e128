import { numberText } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { sentenceFor } from '../../ui/words.ts';
import type { Passage } from './passage.ts';
import { SentFile, type SharedFile } from './shared-file.ts';
import { sizeText } from './size.ts';

/** How far a file has come, in words. */
export function statusOf(file: SharedFile): string {
  if (file instanceof SentFile && file.passages.length > 1) return toMany(file);
  const [passage] = file.passages;
  return passage ? ofOne(file, passage) : '';
}

/** 62 % of 1.4 MB. */
export function amountOf({ progress, size }: SharedFile): string {
  return t('files.amount', { percent: numberText(progress, { style: 'percent' }), size: sizeText(size) });
}

function ofOne(file: SharedFile, passage: Passage): string {
  const { name, stage } = passage;
  if (stage === 'failed') return failure(file, passage);
  if (stage === 'asked')
    return file.own ? t('files.waiting', { name }) : t('files.wants', { size: sizeText(file.size) });
  if (stage === 'done') return file.own ? t('files.has', { name }) : t('files.whole', { size: sizeText(file.size) });
  if (stage === 'held') return t('files.held', { amount: amountOf(file) });
  if (stage === 'cut') return t('files.cut', { amount: amountOf(file) });
  return amountOf(file);
}

function failure({ own }: SharedFile, { name, error = 'internal' }: Passage): string {
  if (error === 'file_refused') return own ? t('files.refused', { name }) : t('files.youRefused');
  if (error === 'peer_unknown') return t('files.left', { name });
  if (error === 'file_too_large') return t('files.tooLargeThere', { name });
  if (error === 'file_cancelled') return t('files.cancelled');
  if (error === 'file_corrupt') return own ? t('files.corruptThere', { name }) : t('files.corrupt');
  // the SDK knows no code for a file that was moved or changed while it was read
  if (error === 'internal' && own) return t('files.unreadable');
  return sentenceFor(error);
}

/** "2 have it · 1 has not answered · 1 declined". */
function toMany({ passages }: SentFile): string {
  const count = (test: (passage: Passage) => boolean) => passages.filter(test).length;
  const parts = [
    ['files.manyHave', count(({ stage }) => stage === 'done')],
    ['files.manyGoing', count(({ stage }) => stage === 'going' || stage === 'held' || stage === 'cut')],
    ['files.manyAsked', count(({ stage }) => stage === 'asked')],
    ['files.manyRefused', count(({ error }) => error === 'file_refused')],
    ['files.manyWithout', count(({ error }) => error !== undefined && error !== 'file_refused')],
  ] as const;
  return parts.flatMap(([key, number]) => (number > 0 ? t(key, { count: number }) : [])).join(' · ');
}
