import { describe, expect, it } from 'vitest';
import { type Diagram, diagramOf, type Entry, type Timeline } from './model.ts';

function timeline(entries: readonly Partial<Entry>[]): Timeline {
  const whole = entries.map(
    (entry, index) => ({ at: index, node: 'n1', lane: 'gateway', step: 'x', ...entry }) as Entry,
  );
  const rest = { participants: [], nodes: [], silent: [], truncated: false, diagnosis: [] };
  return { callId: 'c', roomId: 'r_c', entries: whole, ...rest };
}

const CALL = timeline([
  { lane: 'people', node: 'n2', step: 'created', user: 'ada' },
  { lane: 'people', node: 'n2', step: 'ringing', user: 'bob' },
  { node: 'n1', step: 'opened', peer: 'p_A', user: 'ada' },
  { node: 'n3', step: 'opened', peer: 'p_B', user: 'bob' },
  { lane: 'rooms', node: 'n2', step: 'joined', peer: 'p_A', user: 'ada' },
  { node: 'n1', step: 'sent', peer: 'p_A', to: 'p_B', id: 1, kind: 'ice-candidate' },
  {
    lane: 'rooms',
    node: 'n2',
    step: 'numbered',
    from: 'p_A',
    to: 'p_B',
    id: 1,
    epoch: 'e',
    seq: 4,
    kind: 'ice-candidate',
  },
  { node: 'n3', step: 'delivered', peer: 'p_B', epoch: 'e', seq: 4 },
  { lane: 'client', node: 'n1', step: 'connection', peer: 'p_A', to: 'p_B', detail: { state: 'failed' } },
]);

/** Each row as "topic: column → column". */
function arrows({ columns, rows }: Diagram): readonly string[] {
  const name = (index: number) => `${columns[index]?.kind} ${columns[index]?.name}`;
  return rows.map(({ topic, from, to }) => `${topic}: ${from === to ? name(from) : `${name(from)} → ${name(to)}`}`);
}

describe('the diagram of a call', () => {
  it('has the first page on the left, the owners in the middle, and the others on the right', () => {
    expect(diagramOf(CALL).columns.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'peer ada',
      'gateway n1',
      'people n2',
      'rooms n2',
      'gateway n3',
      'peer bob',
    ]);
  });

  it('draws who told whom, a delivery as what it delivers', () => {
    expect(arrows(diagramOf(CALL))).toEqual([
      'call: peer ada → people n2',
      'call: people n2 → peer bob',
      'socket: peer ada → gateway n1',
      'socket: peer bob → gateway n3',
      'socket: rooms n2',
      'candidate: peer ada → gateway n1',
      'candidate: gateway n1 → rooms n2',
      'candidate: gateway n3 → peer bob',
      'page: peer ada',
    ]);
    expect(diagramOf(CALL).rows.at(-1)?.failed).toBe(true);
  });

  it('finds a place for everything, also for what it does not know', () => {
    const odd = timeline([
      { step: 'something-new' },
      { step: 'sent', peer: 'p_X' },
      { lane: 'rooms', step: 'numbered', from: 'p_gone', to: 'p_X' },
      { lane: 'client', step: 'path', peer: 'p_X' },
    ]);
    const { columns, rows } = diagramOf(odd);
    for (const { from, to } of rows) {
      expect(columns[from]).toBeDefined();
      expect(columns[to]).toBeDefined();
    }
    expect(diagramOf(timeline([])).rows).toEqual([]);
  });
});
