export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between two tiles, pixels. */
const GAP = 8;

/**
 * Places for so many tiles: all of one size, the largest that fits with the shape of a tile; a last row that is not
 * full is centred.
 *
 * @param shape width divided by height of a tile
 */
export function layout(count: number, width: number, height: number, shape = 16 / 9): Box[] {
  const columns = bestColumns(count, width, height, shape);
  const rows = Math.ceil(count / columns);
  const tile = tileIn(width, height, columns, rows, shape);
  const top = (height - rows * (tile.height + GAP) + GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (width - inRow * (tile.width + GAP) + GAP) / 2;
    return { x: left + (index % columns) * (tile.width + GAP), y: top + row * (tile.height + GAP), ...tile };
  });
}

function bestColumns(count: number, width: number, height: number, shape: number): number {
  const sizes = Array.from({ length: count }, (_, index) => {
    const columns = index + 1;
    return tileIn(width, height, columns, Math.ceil(count / columns), shape).width;
  });
  return sizes.indexOf(Math.max(...sizes)) + 1 || 1;
}

function tileIn(width: number, height: number, columns: number, rows: number, shape: number) {
  const widest = (width - GAP * (columns + 1)) / columns;
  const highest = (height - GAP * (rows + 1)) / rows;
  const fitting = Math.max(0, Math.min(widest, highest * shape));
  return { width: fitting, height: fitting / shape };
}

/** The part of a picture to show in a box, in the picture's own pixels: its middle to fill, or all of it to see. */
export function crop(picture: { width: number; height: number }, box: Box): Box {
  const scale = Math.min(picture.width / box.width, picture.height / box.height);
  const [width, height] = [box.width * scale, box.height * scale];
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Where in a box a picture lies that is shown as a whole. */
export function contain(picture: { width: number; height: number }, box: Box): Box {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}
