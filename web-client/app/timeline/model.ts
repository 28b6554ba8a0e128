/** One thing that a node or a page saw of a call. */
export interface Entry {
  /** Milliseconds since 1970 by the cluster's clock. */
  readonly at: number;
  readonly node: string;
  readonly lane: 'gateway' | 'rooms' | 'people' | 'client';
  readonly step: string;
  readonly peer?: string;
  readonly user?: string;
  readonly from?: string;
  readonly to?: string;
  readonly id?: number;
  readonly epoch?: string;
  readonly seq?: number;
  readonly kind?: string;
  readonly bytes?: number;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface Finding {
  readonly step: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What the rule is called; with `about` a sentence in any language can be made of it. */
  readonly rule: string;
  readonly about: Readonly<Record<string, string>>;
  readonly sentence: string;
}

/** The answer of `GET /api/v1/calls/{id}/timeline`. */
export interface Timeline {
  readonly callId: string;
  readonly roomId: string | null;
  readonly participants: readonly { readonly id: string; readonly username: string }[];
  readonly nodes: readonly string[];
  readonly silent: readonly string[];
  readonly truncated: boolean;
  readonly entries: readonly Entry[];
  readonly diagnosis: readonly Finding[];
}

/** What an entry is about, which decides its colour and whether it is shown. */
export type Topic = 'call' | 'socket' | 'signal' | 'candidate' | 'page';
export const TOPICS: readonly Topic[] = ['call', 'socket', 'signal', 'candidate', 'page'];

export interface Column {
  readonly kind: 'peer' | 'gateway' | 'people' | 'rooms';
  /** A peer's or user's name, or a node's id. */
  readonly name: string;
}

/** An entry with its place in the diagram: a mark in one column, or an arrow from one to another. */
export interface Row {
  readonly entry: Entry;
  readonly topic: Topic;
  readonly from: number;
  readonly to: number;
  /** Whether it tells of something that went wrong. */
  readonly failed: boolean;
}

export interface Diagram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const OF_SOCKETS = new Set(['opened', 'registered', 'resumed', 'closed', 'joined', 'left', 'lost', 'back', 'epoch']);
const OF_SIGNALS = new Set(['sent', 'refused', 'numbered', 'kept', 'repeated', 'delivered']);
const FAILED = new Set(['refused', 'lost', 'ice-candidate-error', 'missed']);

/** Who is who: users by the ids of their peers. */
export function namesOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { peer, user } of entries) if (peer && user) names.set(peer, user);
  return names;
}

/** Deliveries name no kind: theirs is that of the signal which got this place. */
function kindsOf(entries: readonly Entry[]): (entry: Entry) => string | undefined {
  const place = (to: string | undefined, { epoch, seq }: Entry) => `${to} ${epoch} ${seq}`;
  const kinds = new Map<string, string | undefined>();
  for (const entry of entries)
    if (entry.step === 'numbered' || entry.step === 'kept') kinds.set(place(entry.to, entry), entry.kind);
  return (entry) => (entry.step === 'delivered' ? kinds.get(place(entry.peer, entry)) : entry.kind);
}

export function diagramOf({ entries }: Timeline): Diagram {
  const names = namesOf(entries);
  const kindOf = kindsOf(entries);
  const gateways = gatewaysOf(entries);
  const columns = columnsOf(entries, names, gateways);
  const at = (kind: Column['kind'], name: string | undefined) =>
    columns.findIndex((column) => column.kind === kind && column.name === name);
  const rows = entries.map((entry): Row => {
    const kind = kindOf(entry);
    const known = kind === undefined ? entry : { ...entry, kind };
    const [from, to] = endsOf(known, {
      peer: (id) => at('peer', names.get(id ?? '') ?? id),
      user: (name) => at('peer', name),
      own: at(entry.lane === 'client' ? 'peer' : entry.lane, entry.node),
      gatewayOf: (id) => at('gateway', gateways.get(id ?? '')),
    });
    return { entry: known, topic: topicOf(known), from, to, failed: isFailed(known) };
  });
  return { columns, rows };
}

function topicOf({ lane, step, kind }: Entry): Topic {
  if (lane === 'client') return 'page';
  if (OF_SIGNALS.has(step)) return kind === 'ice-candidate' ? 'candidate' : 'signal';
  return OF_SOCKETS.has(step) ? 'socket' : 'call';
}

function isFailed({ step, detail }: Entry): boolean {
  return FAILED.has(step) || detail?.state === 'failed' || detail?.state === 'disconnected';
}

/** Where each peer's socket was first. */
function gatewaysOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const gateways = new Map<string, string>();
  for (const { lane, peer, node } of entries)
    if (lane === 'gateway' && peer && !gateways.has(peer)) gateways.set(peer, node);
  return gateways;
}

/** The first peer and its gateway, the owners in the middle, the other gateways and peers. */
function columnsOf(
  entries: readonly Entry[],
  names: ReadonlyMap<string, string>,
  gateways: ReadonlyMap<string, string>,
): readonly Column[] {
  const unique = (found: readonly (string | undefined)[]) => [...new Set(found.filter((one) => one !== undefined))];
  const peers = unique(entries.map(({ peer, user }) => user ?? (peer && (names.get(peer) ?? peer))));
  const nodes = (lane: Entry['lane']) => unique(entries.filter((entry) => entry.lane === lane).map(({ node }) => node));
  const firstId = [...gateways.keys()].find((id) => (names.get(id) ?? id) === peers[0]);
  const first = gateways.get(firstId ?? '');
  const others = nodes('gateway').filter((node) => node !== first);
  const make = (kind: Column['kind'], found: readonly string[]) => found.map((name) => ({ kind, name }));
  return [
    ...make('peer', peers.slice(0, 1)),
    ...make('gateway', first ? [first] : []),
    ...make('people', nodes('people')),
    ...make('rooms', nodes('rooms')),
    ...make('gateway', others),
    ...make('peer', peers.slice(1)),
  ];
}

interface Places {
  peer(id: string | undefined): number;
  user(name: string | undefined): number;
  gatewayOf(peerId: string | undefined): number;
  readonly own: number;
}

/** Columns from and to; the same twice for a mark. What has no column falls back to the entry's own. */
function endsOf(entry: Entry, { peer, user, gatewayOf, own }: Places): readonly [number, number] {
  const pair = (from: number, to: number): readonly [number, number] => {
    const known = own < 0 ? Math.max(from, to, 0) : own;
    return [from < 0 ? known : from, to < 0 ? known : to];
  };
  switch (entry.step) {
    case 'opened':
    case 'resumed':
    case 'registered':
    case 'sent':
      return pair(peer(entry.peer), own);
    case 'refused':
    case 'delivered':
      return pair(own, peer(entry.peer));
    case 'numbered':
    case 'kept':
    case 'repeated':
      return pair(gatewayOf(entry.from), own);
    case 'created':
    case 'accepted':
    case 'rejected':
    case 'ended':
      return pair(user(entry.user), own);
    case 'ringing':
    case 'rang':
      return pair(own, user(entry.user));
    default:
      return entry.lane === 'client' ? pair(peer(entry.peer), peer(entry.peer)) : pair(own, own);
  }
}
