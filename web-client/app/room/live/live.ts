import type { PeerState, RemotePeer, Room } from '../../../sdk/index.ts';
import { t } from '../../i18n/i18n.ts';
import { Hands } from './hands.ts';
import { type PeerQuality, watchQuality } from './quality.ts';
import { type Emoji, Reactions, SHOWN_MS } from './reactions.ts';

export interface LiveListener {
  changed(): void;
  /** Shown, and read aloud. */
  say(text: string): void;
  /** Read aloud only. */
  whisper(text: string): void;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly state: PeerState;
}

/** What people show of themselves by their state: hands, reactions, screens, recordings; and how well they are heard. */
export class Live {
  readonly hands = new Hands();
  readonly reactions = new Reactions();
  readonly quality = new Map<string, PeerQuality>();
  private shared: readonly string[] = [];
  private recorders: readonly string[] = [];
  private readonly stops: (() => void)[];
  private over = false;

  constructor(
    private readonly room: Room,
    private readonly listener: LiveListener,
  ) {
    for (const peer of room.peers) this.meet(peer);
    this.stops = [
      room.on('peer:join', (peer) => this.meet(peer)),
      room.on('peer:state', (peer) => this.observe(peer)),
      room.on('peer:leave', (peer) => this.leave(peer)),
      room.on('self', () => this.observe(this.self)),
      room.on('e2ee', () => listener.changed()),
    ];
  }

  /** Who shares a screen, the newest last. */
  get shares(): readonly string[] {
    return this.shared;
  }

  /** Ids of those who record. */
  get recording(): readonly string[] {
    return this.recorders;
  }

  stop(): void {
    this.over = true;
    for (const stop of this.stops) stop();
  }

  /** Begins to measure the connections. */
  async watch(): Promise<void> {
    const stop = await watchQuality(this.room, {
      measured: (peer, quality) => this.measured(peer, quality),
      warned: ({ name }) => this.listener.say(t('quality.warning', { name })),
    });
    if (this.over) stop();
    else this.stops.push(stop);
  }

  raiseHand(up: boolean): void {
    this.room.setState({ hand: up });
    this.listener.whisper(t(up ? 'say.handUp' : 'say.handDown'));
  }

  react(emoji: Emoji): void {
    if (this.reactions.mayReact(performance.now())) this.room.setState({ reaction: { emoji, at: Date.now() } });
  }

  private get self(): Person {
    const { peerId: id, displayName: name, state } = this.room.self;
    return { id, name, state: { ...state, ...this.room.state } };
  }

  private meet({ id, state }: Person): void {
    this.reactions.meet(id, state.reaction);
    this.hands.observe(id, state.hand === true);
    this.shared = listed(this.shared, id, state.screen === true);
    this.recorders = listed(this.recorders, id, state.recording === true);
  }

  private observe({ id, name, state }: Person): void {
    const own = id === this.room.self.peerId;
    if (this.hands.observe(id, state.hand === true) && state.hand && !own)
      this.listener.say(t('room.handUp', { name }));
    const emoji = this.reactions.observe(id, state.reaction, performance.now());
    if (emoji) this.reacted(name, emoji, own);
    if (state.screen && !own && !this.shared.includes(id)) this.listener.say(t('room.shareBegan', { name }));
    this.shared = listed(this.shared, id, state.screen === true);
    this.records(id, name, state.recording === true);
    this.listener.changed();
  }

  private reacted(name: string, emoji: Emoji, own: boolean): void {
    if (!own) this.listener.whisper(t('room.reacted', { name, emoji }));
    setTimeout(() => this.listener.changed(), SHOWN_MS);
  }

  private records(id: string, name: string, on: boolean): void {
    if (on === this.recorders.includes(id)) return;
    this.recorders = listed(this.recorders, id, on);
    if (on) this.listener.say(t('room.recordingBegan', { name }));
    else if (this.recorders.length === 0) this.listener.say(t('room.recordingEnded'));
  }

  private leave({ id, name }: Person): void {
    this.hands.observe(id, false);
    this.reactions.leave(id);
    this.quality.delete(id);
    this.shared = listed(this.shared, id, false);
    this.records(id, name, false);
  }

  private measured(peer: RemotePeer, quality: PeerQuality): void {
    this.quality.set(peer.id, quality);
    this.listener.changed();
  }
}

function listed(list: readonly string[], id: string, on: boolean): readonly string[] {
  if (list.includes(id) === on) return list;
  return on ? [...list, id] : list.filter((other) => other !== id);
}
