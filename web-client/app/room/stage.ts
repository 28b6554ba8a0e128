import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RemotePeer, Room } from '../../sdk/index.ts';
import { t } from '../i18n/i18n.ts';
import { later } from '../ui/later.ts';
import { remember, remembered } from '../ui/memory.ts';
import { props, state, View } from '../ui/view.ts';
import { type Arrangement, arrange } from './layout/arrange.ts';
import { type Corner, cornerAt, cornerRect, isCorner, nextCorner } from './layout/corner.ts';
import { draggable } from './layout/drag.ts';
import { focusOf, type ViewMode } from './layout/focus-choice.ts';
import type { Rect, Size } from './layout/grid.ts';
import { place } from './layout/place.ts';
import { Ear } from './live/ear.ts';
import { unreadableIn } from './live/extras.ts';
import type { Live } from './live/live.ts';
import { alone, ownScreen, pager } from './stage-parts.ts';
import { Starter } from './starter.ts';
import { remoteTile, selfTile, type TileLook } from './tile.ts';

/**
 * Everybody's picture, in a grid or around a large one. Emits `silent` when the browser refuses to play sound, `share`,
 * `stop-screen`, `pin` with a peer's id, and `actions` and `connection` with a peer.
 */
export class Stage extends View {
  static override properties = {
    ...props('room', 'peers', 'with', 'mode', 'pinned', 'live', 'turn'),
    ...state('speaking', 'speaker', 'area', 'page', 'corner', 'small'),
  };
  declare room: Room;
  declare peers: readonly RemotePeer[];
  /** Whom the call is with, where it is one. */
  declare with: string | undefined;
  declare mode: ViewMode;
  declare pinned: string | undefined;
  declare live: Live;
  /** Ids of those who speak just now, joined. */
  declare speaking: string;
  declare speaker: string | undefined;
  declare area: Size;
  declare page: number;
  declare corner: Corner;
  declare small: boolean;
  private main: string | undefined;
  private floats = false;
  private arrangement: Arrangement = { places: new Map(), pages: 1, page: 0 };
  private places: ReadonlyMap<string, Rect> = new Map();
  private ear: Ear | undefined;
  private stopWaiting = () => {};
  private readonly starter = new Starter(() => this.tell('silent'));
  private readonly observer = new ResizeObserver(([entry]) => entry && this.measured(entry.contentRect));
  private readonly grab = draggable((x, y) => this.moveTo(cornerAt(x, y, this.area)));

  constructor() {
    super();
    this.speaking = '';
    this.area = { width: 0, height: 0 };
    this.page = 0;
    const corner = remembered('corner');
    this.corner = isCorner(corner) ? corner : 'bottom-right';
    this.small = false;
  }

  /** Whose picture is large, or who spoke last: the one for a small window. */
  get foremost(): RemotePeer | undefined {
    const id = this.main ?? this.speaker;
    return this.peers.find((peer) => peer.id === id) ?? this.peers[0];
  }

  get foremostVideo(): HTMLVideoElement | null {
    return this.querySelector(`video[data-peer-id="${CSS.escape(this.foremost?.id ?? '')}"]`);
  }

  protected override firstUpdated(): void {
    this.stopWaiting = later(() => {
      this.ear = new Ear(this.room, (heard) => Object.assign(this, heard));
    });
    this.observer.observe(this.querySelector('.stage') as Element);
    // a picture tells its shape only once it has come; the event does not bubble
    this.addEventListener('resize', () => place(this.tiles, this.places), { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWaiting();
    this.ear?.close();
    this.observer.disconnect();
  }

  protected override willUpdate(): void {
    const { mode, pinned, speaker, live, room } = this;
    const peers = this.peers.map(({ id }) => id);
    const self = room.self.peerId;
    this.main = focusOf({ mode, peers, pinned, speaker, shares: live.shares });
    const screen = this.main !== undefined && live.shares.includes(this.main);
    this.floats = this.main !== undefined && !screen;
    const ids = this.floats ? peers : [self, ...peers];
    const { area, page, main } = this;
    const gap = area.width < 700 ? 6 : 12;
    this.arrangement = arrange({ ids, main, screen, speaker, page, area, gap });
    this.page = this.arrangement.page;
    this.places = this.withSelf(self);
  }

  /** One's own picture lies in a corner of the large one. */
  private withSelf(self: string): ReadonlyMap<string, Rect> {
    const { places } = this.arrangement;
    const large = this.floats && this.main !== undefined && places.get(this.main);
    return large ? new Map([...places, [self, cornerRect(this.corner, large, this.small)]]) : places;
  }

  protected override render() {
    const { room, peers, arrangement } = this;
    return html`
      <ul class="stage" aria-label=${t('stage.people')}>
        ${selfTile(
          room,
          { ...this.look(room.self.peerId), floats: this.floats, small: this.small },
          { grab: this.grab, move: () => this.moveTo(nextCorner(this.corner)), shrink: () => this.shrink() },
        )}
        ${repeat(
          peers,
          ({ id }) => id,
          (peer) => this.remote(peer),
        )}
      </ul>
      ${pager(arrangement.page, arrangement.pages, (page) => (this.page = page))}
      ${room.state.screen ? ownScreen(() => this.tell('stop-screen')) : nothing}
      ${peers.length === 0 ? alone(this.with, () => this.tell('share')) : nothing}
    `;
  }

  private remote(peer: RemotePeer): TemplateResult {
    const unreadable = unreadableIn(this.room.e2ee).includes(peer.id);
    const quality = this.live.quality.get(peer.id);
    const look = { ...this.look(peer.id), unreadable, quality };
    return remoteTile(peer, look, {
      pin: () => this.tell('pin', peer.id),
      actions: () => this.tell('actions', peer),
      connection: () => this.tell('connection', peer),
    });
  }

  private look(id: string): TileLook {
    const { live, main, pinned } = this;
    return {
      speaking: this.speaking.split(' ').includes(id),
      large: id === main,
      pinned: id === pinned,
      hand: live.hands.order.includes(id),
      reactions: live.reactions.current(performance.now()).filter(({ peer }) => peer === id),
    };
  }

  protected override updated(): void {
    place(this.tiles, this.places);
    this.starter.start(this.querySelectorAll<HTMLVideoElement>('video[data-peer-id]'));
  }

  /** Starts every picture and sound, now that the person has touched the page. */
  playAll(): void {
    this.starter.allow(this.querySelectorAll<HTMLVideoElement>('video[data-peer-id]'));
  }

  private get tiles(): NodeListOf<HTMLElement> {
    return this.querySelectorAll<HTMLElement>('[data-tile]');
  }

  private measured({ width, height }: Size): void {
    this.area = { width, height };
  }

  private moveTo(corner: Corner): void {
    this.corner = corner;
    remember('corner', corner);
    // let go in the corner where it was, it has to go back
    this.requestUpdate();
  }

  private shrink(): void {
    this.small = !this.small;
  }

  private tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('parley-stage', Stage);
