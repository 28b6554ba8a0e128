/** Farther than that it is no click any more, pixels. */
const SLACK = 6;

/**
 * Lets an element be dragged by mouse, finger or pen; `dropped` gets its centre.
 *
 * @returns a listener for `pointerdown`
 */
export function draggable(dropped: (x: number, y: number) => void): (event: PointerEvent) => void {
  return (down) => {
    const tile = down.currentTarget as HTMLElement;
    if (down.button !== 0 || (down.target as Element).closest('button')) return;
    const moves = new AbortController();
    const on = { signal: moves.signal };
    const start = tile.style.translate;
    const move = (event: PointerEvent) => drag(tile, start, event.clientX - down.clientX, event.clientY - down.clientY);
    const end = () => {
      moves.abort();
      if (tile.dataset.dragged === undefined) return;
      const { left, top, width, height } = tile.getBoundingClientRect();
      const stage = (tile.offsetParent ?? document.body).getBoundingClientRect();
      delete tile.dataset.dragged;
      dropped(left + width / 2 - stage.left, top + height / 2 - stage.top);
    };
    tile.setPointerCapture(down.pointerId);
    tile.addEventListener('pointermove', move, on);
    tile.addEventListener('pointerup', end, on);
    tile.addEventListener('pointercancel', end, on);
  };
}

function drag(tile: HTMLElement, start: string, dx: number, dy: number): void {
  if (tile.dataset.dragged === undefined && Math.hypot(dx, dy) < SLACK) return;
  tile.dataset.dragged = '';
  const [x = 0, y = 0] = start.split(' ').map((part) => Number.parseFloat(part));
  tile.style.translate = `${x + dx}px ${y + dy}px`;
}
