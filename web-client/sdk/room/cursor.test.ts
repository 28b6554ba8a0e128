import { describe, expect, it } from 'vitest';
import { Cursor } from './cursor.ts';

const at = (epoch: string, seq: number) => ({ epoch, seq });

describe('Cursor', () => {
  it('reads consecutive numbers and drops repeats', () => {
    const cursor = new Cursor(at('e1', 4));
    expect([5, 5, 4, 6].map((seq) => cursor.read(at('e1', seq)))).toEqual(['next', 'repeat', 'repeat', 'next']);
    expect(cursor.position).toEqual(at('e1', 6));
  });

  it('sees a gap and does not step over it', () => {
    const cursor = new Cursor(at('e1', 4));
    expect(cursor.read(at('e1', 6))).toBe('gap');
    expect(cursor.read(at('e1', 5))).toBe('next');
  });

  it('asks for the explanation of an epoch it does not know', () => {
    expect(new Cursor(at('e1', 4)).read(at('e2', 1))).toBe('unknown-epoch');
  });

  it('goes on from a snapshot and takes frames of the former epoch for stale', () => {
    const cursor = new Cursor(at('e1', 4));
    expect(cursor.restart(at('e2', 1))).toBe(true);
    expect([at('e1', 5), at('e2', 1), at('e2', 2)].map((frame) => cursor.read(frame))).toEqual([
      'stale',
      'repeat',
      'next',
    ]);
  });

  it('refuses snapshots older than what was read', () => {
    const cursor = new Cursor(at('e1', 4));
    cursor.restart(at('e2', 7));
    expect(cursor.restart(at('e1', 99))).toBe(false);
    expect(cursor.restart(at('e2', 6))).toBe(false);
    expect(cursor.position).toEqual(at('e2', 7));
  });
});
