import { describe, expect, it } from 'vitest';
import { found, inOrder } from './people-order.ts';

const PEERS = ['Ann', 'Bärbel Öz', 'Cem', 'Dee'].map((name) => ({ id: name.slice(0, 1), name }));
const names = (peers: readonly { name: string }[]) => peers.map(({ name }) => name);

describe('the list of people', () => {
  it('begins with raised hands in the order in which they went up', () => {
    expect(names(inOrder(PEERS, ['D', 'gone', 'B']))).toEqual(['Dee', 'Bärbel Öz', 'Ann', 'Cem']);
  });

  it('is searched without accents and capitals', () => {
    expect(names(found(PEERS, ' oz BAR'))).toEqual(['Bärbel Öz']);
    expect(names(found(PEERS, 'e'))).toEqual(['Bärbel Öz', 'Cem', 'Dee']);
    expect(found(PEERS, '')).toHaveLength(4);
    expect(found(PEERS, 'nobody')).toEqual([]);
  });
});
