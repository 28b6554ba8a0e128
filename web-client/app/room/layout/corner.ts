import type { Rect, Size } from './grid.ts';

/** Where one's own picture lies on the stage. */
export type Corner = 'top-left' | 'top-right' | 'bottom-right' | 'bottom-left';

const ROUND: readonly Corner[] = ['bottom-right', 'bottom-left', 'top-left', 'top-right'];

/** The corner next to a point of the stage. */
export function cornerAt(x: number, y: number, { width, height }: Size): Corner {
  return `${y < height / 2 ? 'top' : 'bottom'}-${x < width / 2 ? 'left' : 'right'}`;
}

/** Round the stage, for those who do not drag. */
export function nextCorner(corner: Corner): Corner {
  return ROUND[(ROUND.indexOf(corner) + 1) % ROUND.length] as Corner;
}

export function isCorner(text: string): text is Corner {
  return (ROUND as readonly string[]).includes(text);
}

const MARGIN = 10;

/** Where a small picture lies in a corner of the large one. */
export function cornerRect(corner: Corner, stage: Rect, small: boolean): Rect {
  const upright = stage.height > stage.width;
  const width = small ? 48 : Math.round(Math.min(Math.max(stage.width * (upright ? 0.3 : 0.2), 96), 250));
  const height = small ? 48 : Math.round(upright ? width * 1.3 : width / 1.6);
  const x = corner.endsWith('left') ? stage.x + MARGIN : stage.x + stage.width - width - MARGIN;
  const y = corner.startsWith('top') ? stage.y + MARGIN : stage.y + stage.height - height - MARGIN;
  return { x, y, width, height };
}
