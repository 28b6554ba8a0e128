import { Emitter } from '../sdk/emitter.ts';
import type { ChatMessage, LocalMedia, PeerInfo, PeerState, RemotePeer, RoomEvents, RoomInfo } from '../sdk/index.ts';
import { paint } from './picture.ts';

const NAMES = [
  ...['Ann Baker', 'Benjamin Çelik', 'Chiara', 'Dmitri Volkov', 'Esi Mensah', 'Femke de Vries', 'Guadalupe Hernández'],
  ...['Hiro', 'Ingrid Sørensen-Østergaard', 'João', 'Kavya Raghunathan', 'Liam', 'Mei', 'Nadia', 'Oscar', 'Priya'],
  ...['Quentin', 'Rosa', 'Sven', 'Tariq', 'Uma', 'Viktor', 'Wanjiru', 'Xi', 'Yara', 'Zoë'],
];

export interface Scene {
  /** How many are in the room, oneself among them. */
  readonly people: number;
  readonly share: boolean;
  readonly upright: boolean;
  readonly encrypted: boolean;
}

/** Hears what `bring` makes up, and says what nobody hears. */
class FakeChannel extends Emitter<{ message: [peer: RemotePeer | undefined, data: unknown]; open: []; close: [] }> {
  async send(): Promise<void> {}

  bring(peer: RemotePeer | undefined, data: unknown): void {
    this.emit('message', peer, data);
  }
}

type Changeable = { -readonly [K in keyof RemotePeer]: RemotePeer[K] };

function peerOf(index: number, { share, upright }: Scene): RemotePeer {
  const video = index % 5 !== 3;
  const screen = share && index === 0;
  const state: PeerState = { audio: index % 3 !== 1, video, screen, hand: index === 2 || index === 5 };
  const size: [number, number] = screen ? [1600, 1000] : upright && index % 2 === 0 ? [480, 640] : [640, 360];
  const name = NAMES[index % NAMES.length] ?? '';
  const peer: Partial<Changeable> & { status?: string } = {
    ...{
      id: `peer-${index}`,
      name,
      role: index === 0 ? 'host' : index === 1 ? 'moderator' : 'guest',
      user: null,
      state,
    },
    ...{ present: true, connection: 'connected', status: index === 6 ? 'interrupted' : 'connected' },
    stream: video ? paint(index, ...size, screen) : new MediaStream(),
    audioLevel: () => (index === 1 ? 0.3 : 0),
    getStats: async () => new Map(),
  };
  return peer as RemotePeer;
}

/** A room that consists of nothing but what can be seen of it. */
export class FakeRoom extends Emitter<RoomEvents & { quality: [RemotePeer, unknown] }> {
  readonly id = 'demo';
  readonly info: Partial<RoomInfo> = { roomId: 'demo', name: 'Weekly planning', locked: true, lobby: false };
  readonly peers: RemotePeer[];
  readonly waiting: PeerInfo[] = [];
  readonly moderation = new Proxy({}, { get: () => async () => {} });
  readonly e2ee: unknown;
  readonly chat = {
    history: [] as ChatMessage[],
    typing: () => {},
    send: (text: string) => this.sendChat(text),
  };
  readonly files = new FakeChannel();
  readonly channels = { get: () => this.files };
  state: PeerState = { audio: true, video: true };
  readonly self = {
    peerId: 'self',
    displayName: 'Mona Lisa Okafor',
    role: 'host',
    user: null,
    joinedAt: Date.now(),
    state: {},
  };
  readonly local: LocalMedia;

  constructor(scene: Scene) {
    super();
    this.peers = Array.from({ length: scene.people - 1 }, (_, index) => peerOf(index, scene));
    this.local = fakeMedia(() => this.emit('self', this.self as PeerInfo));
    const safetyCode = '48213 90871 55620 11934 77402 30618';
    this.e2ee = scene.encrypted ? { generation: 3, safetyCode, peers: new Map([['peer-4', 'unreadable']]) } : undefined;
  }

  setState(part: PeerState): void {
    this.state = { ...this.state, ...part };
    this.emit('self', this.self as PeerInfo);
  }

  setScreenShare(screen: boolean): void {
    this.setState({ screen });
  }

  async setMicrophone(): Promise<void> {}

  async sendChat(text: string): Promise<void> {
    if (text === 'fail') throw new Error(text);
    this.say(this.self.displayName, text, true);
  }

  /** @returns the message's id */
  say(name: string, text: string, own = false, at = new Date(), handedBy?: string): string {
    const id = crypto.randomUUID();
    this.emit('chat', { id, from: own ? 'self' : name, name, own, text, at, ...(handedBy && { handedBy }) });
    return id;
  }

  deliver(id: string, ...peers: number[]): void {
    for (const index of peers) {
      const peer = this.peers[index];
      if (peer) this.emit('chat:delivered', id, peer);
    }
  }

  types(index: number, on = true): void {
    const peer = this.peers[index];
    if (peer) this.emit('chat:typing', peer, on);
  }

  /** A peer says something about a file, as in sdk/files/notes.ts. */
  file(index: number, note: unknown): void {
    this.files.bring(this.peers[index], note);
  }

  change(index: number, part: PeerState): void {
    const peer = this.peers[index] as Changeable | undefined;
    if (!peer) return;
    peer.state = { ...peer.state, ...part };
    this.emit('peer:state', peer as RemotePeer);
  }

  come(index: number): void {
    const peer = peerOf(index, { people: 0, share: false, upright: false, encrypted: false });
    this.peers.push(peer);
    this.emit('peer:join', peer);
  }

  go(index: number): void {
    const [peer] = this.peers.splice(index, 1);
    if (peer) this.emit('peer:leave', peer, 'left');
  }

  measure(index: number, quality: unknown): void {
    const peer = this.peers[index];
    if (peer) this.emit('quality', peer, quality);
  }

  knock(...names: string[]): void {
    for (const displayName of names) {
      this.waiting.push({ peerId: displayName, displayName, role: 'guest', user: null, state: {}, joinedAt: 1 });
    }
    this.emit('lobby', this.waiting);
  }
}

function fakeMedia(changed: () => void): LocalMedia {
  const on: Record<string, boolean> = { audio: true, video: true };
  const set = async (kind: string, value: boolean) => {
    on[kind] = value;
    changed();
  };
  const media = {
    stream: paint(99, 640, 360, false),
    on: () => () => {},
    track: () => null,
    active: (kind: string) => on[kind] === true,
    setMicrophone: (value: boolean) => set('audio', value),
    setCamera: (value: boolean) => set('video', value),
  };
  return media as unknown as LocalMedia;
}
