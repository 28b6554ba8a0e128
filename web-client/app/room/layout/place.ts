import { fills, type Rect } from './grid.ts';

/** Puts each tile where it belongs; those without a place stay in the page, for their sound, but cannot be seen. */
export function place(tiles: Iterable<HTMLElement>, places: ReadonlyMap<string, Rect>): void {
  for (const tile of tiles) {
    const rect = places.get(tile.dataset.tile ?? '');
    if (rect) put(tile, rect);
    else delete tile.dataset.placed;
  }
}

function put(tile: HTMLElement, rect: Rect): void {
  const { style } = tile;
  style.width = `${rect.width}px`;
  style.height = `${rect.height}px`;
  style.translate = `${Math.round(rect.x)}px ${Math.round(rect.y)}px`;
  // what comes into sight is there at once: it does not fly in from where it was last
  if (tile.dataset.placed === undefined) tile.getBoundingClientRect();
  const { videoWidth = 0, videoHeight = 0 } = tile.querySelector('video') ?? {};
  tile.dataset.placed = fills(rect, { width: videoWidth, height: videoHeight }) ? 'filled' : 'whole';
}
