/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Grid extends Size {
  readonly columns: number;
  readonly rows: number;
}

/** The narrowest and the widest tile, width by height: beyond that too much of a face or of a room is cut away. */
const NARROWEST = 0.65;
const WIDEST = 16 / 9;
/** Whoever is alone fills the screen of a telephone, as in any call of two. */
const NARROWEST_ALONE = 0.45;
/** A tile smaller than that shows nobody; more people get another page instead. */
const LEAST: Size = { width: 150, height: 96 };
/** More faces than that nobody looks at, however large the screen is. */
const MOST_ON_A_PAGE = 25;

/** What is left of a picture that fills a tile of another shape, 0 to 1. */
function seen(tile: number, picture: number): number {
  return Math.min(tile / picture, picture / tile);
}

/** Whether a picture fills its tile: not if more than half of it were cut away, as of an upright one on a wide tile. */
export function fills(tile: Size, picture: Size): boolean {
  if (picture.width === 0 || picture.height === 0) return true;
  return seen(tile.width / tile.height, picture.width / picture.height) >= 0.5;
}

/** The largest tile of a shape that suits which fits into a cell. */
export function shaped({ width, height }: Size, narrowest = NARROWEST, widest = WIDEST): Size {
  const aspect = Math.min(Math.max(width / height, narrowest), widest);
  return { width: Math.floor(Math.min(width, height * aspect)), height: Math.floor(Math.min(height, width / aspect)) };
}

/**
 * The grid in which `count` pictures are largest: of every number of columns the size of its tiles counts, less what
 * they would cut away of an ordinary picture, which is wide on wide screens and upright on upright ones.
 */
export function bestGrid(count: number, area: Size, gap: number): Grid {
  const picture = area.width >= area.height ? 16 / 9 : 0.85;
  let best: Grid = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 };
  let score = -1;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const width = (area.width - gap * (columns - 1)) / columns;
    const height = (area.height - gap * (rows - 1)) / rows;
    if (width <= 0 || height <= 0) continue;
    const tile = shaped({ width, height }, count === 1 ? NARROWEST_ALONE : NARROWEST);
    const points = tile.width * tile.height * Math.sqrt(seen(tile.width / tile.height, picture));
    if (points > score) [best, score] = [{ columns, rows, ...tile }, points];
  }
  return best;
}

/** How many tiles one page takes; at least one. */
export function pageSize(count: number, area: Size, gap: number): number {
  for (let size = Math.min(count, MOST_ON_A_PAGE); size > 1; size -= 1) {
    const { width, height } = bestGrid(size, area, gap);
    if (width >= LEAST.width && height >= LEAST.height) return size;
  }
  return 1;
}

/** Where the tiles of one page lie; rows that are not full stand in the middle. */
export function gridRects(count: number, area: Size, gap: number): Rect[] {
  const { columns, rows, width, height } = bestGrid(count, area, gap);
  const top = (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return { x: left + (index % columns) * (width + gap), y: top + row * (height + gap), width, height };
  });
}
