import { focusLayout } from './focus.ts';
import { gridRects, pageSize, type Rect, type Size } from './grid.ts';

export interface Wish {
  /** Everybody with a tile, in order. */
  readonly ids: readonly string[];
  /** Whose picture is large; nobody's in a grid. */
  readonly main: string | undefined;
  /** Whether the large picture is a screen, which is shown whole. */
  readonly screen: boolean;
  /** Whoever speaks is brought into sight on the first page. */
  readonly speaker: string | undefined;
  readonly page: number;
  readonly area: Size;
  readonly gap: number;
}

export interface Arrangement {
  /** Whoever has no place is on another page. */
  readonly places: ReadonlyMap<string, Rect>;
  readonly pages: number;
  /** The page that is shown: the one wished for, as far as it exists. */
  readonly page: number;
}

export function arrange(wish: Wish): Arrangement {
  const { area, ids } = wish;
  if (area.width <= 0 || area.height <= 0 || ids.length === 0) return { places: new Map(), pages: 1, page: 0 };
  return wish.main === undefined ? inGrid(wish) : inFocus(wish, wish.main);
}

function inGrid({ ids, speaker, page, area, gap }: Wish): Arrangement {
  const pages = Math.ceil(ids.length / pageSize(ids.length, area, gap));
  // pages of equal size: no last page with a single lost tile
  const size = Math.ceil(ids.length / pages);
  const shown = pageOf(promote(ids, size, speaker), size, page, pages);
  const rects = gridRects(shown.ids.length, area, gap);
  return { places: placed(shown.ids, rects), pages, page: shown.page };
}

function inFocus({ ids, main, screen, speaker, page, area, gap }: Wish, large: string): Arrangement {
  const others = ids.filter((id) => id !== main);
  const layout = focusLayout(others.length, area, gap, screen);
  const size = Math.max(1, layout.strip.length);
  const pages = Math.max(1, Math.ceil(others.length / size));
  const shown = pageOf(promote(others, size, speaker), size, page, pages);
  const places = placed(shown.ids, layout.strip);
  return { places: places.set(large, layout.main), pages, page: shown.page };
}

function pageOf(ids: readonly string[], size: number, wished: number, pages: number) {
  const page = Math.min(Math.max(wished, 0), pages - 1);
  return { page, ids: ids.slice(page * size, (page + 1) * size) };
}

function placed(ids: readonly string[], rects: readonly Rect[]): Map<string, Rect> {
  // the last page of a strip may have more places than people
  return new Map(ids.map((id, index) => [id, rects[index] as Rect]));
}

/** Puts whoever speaks out of sight into the last place in sight; nobody else moves. */
export function promote(ids: readonly string[], inSight: number, speaker: string | undefined): readonly string[] {
  const at = speaker === undefined ? -1 : ids.indexOf(speaker);
  const last = ids[inSight - 1];
  if (at < inSight || last === undefined || speaker === undefined) return ids;
  return ids.map((id, index) => (index === inSight - 1 ? speaker : index === at ? last : id));
}
