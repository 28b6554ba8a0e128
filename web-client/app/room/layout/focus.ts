import { type Rect, type Size, shaped } from './grid.ts';

export interface FocusLayout {
  /** The large picture. */
  readonly main: Rect;
  /** Places for the others, as many as fit. */
  readonly strip: readonly Rect[];
}

const STRIP_ASPECT = 16 / 10;
/** The narrowest tiles of a strip, pixels; more people get another page instead. */
const LEAST_BESIDE = 140;
const LEAST_BELOW = 86;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/**
 * One large picture with the others in a strip: at the side of a wide stage, below in an upright one.
 *
 * @param others how many want a place in the strip
 * @param whole whether the large one must not be cropped, such as a screen
 */
export function focusLayout(others: number, area: Size, gap: number, whole: boolean): FocusLayout {
  if (others === 0) return { main: centred(area, { x: 0, y: 0, ...area }, whole), strip: [] };
  return area.width >= area.height ? beside(others, area, gap, whole) : below(others, area, gap, whole);
}

function beside(others: number, area: Size, gap: number, whole: boolean): FocusLayout {
  const wide = clamp(area.width * 0.18, 110, 260);
  // somewhat smaller, if everybody fits then
  const all = ((area.height - (others - 1) * gap) / others) * STRIP_ASPECT;
  const width = Math.floor(clamp(all, Math.min(wide, LEAST_BESIDE), wide));
  const height = Math.floor(width / STRIP_ASPECT);
  const places = Math.min(others, Math.max(1, Math.floor((area.height + gap) / (height + gap))));
  const rest = { x: 0, y: 0, width: area.width - width - gap, height: area.height };
  const top = (area.height - places * height - (places - 1) * gap) / 2;
  const strip = Array.from({ length: places }, (_, index) => {
    return { x: area.width - width, y: top + index * (height + gap), width, height };
  });
  return { main: centred(area, rest, whole), strip };
}

function below(others: number, area: Size, gap: number, whole: boolean): FocusLayout {
  const height = Math.floor(clamp(area.height * 0.15, 84, 180));
  const all = (area.width - (others - 1) * gap) / others;
  const width = Math.floor(Math.min(clamp(all, LEAST_BELOW, height * STRIP_ASPECT), area.width));
  const places = Math.min(others, Math.max(1, Math.floor((area.width + gap) / (width + gap))));
  const rest = { x: 0, y: 0, width: area.width, height: area.height - height - gap };
  const left = (area.width - places * width - (places - 1) * gap) / 2;
  const strip = Array.from({ length: places }, (_, index) => {
    return { x: left + index * (width + gap), y: area.height - height, width, height };
  });
  return { main: centred(area, rest, whole), strip };
}

/** A screen takes all the room there is, a face a shape that suits it. */
function centred(stage: Size, place: Rect, whole: boolean): Rect {
  if (whole) return place;
  const upright = stage.height > stage.width;
  const size = shaped(place, upright ? 0.45 : 1, upright ? 1.4 : 2.1);
  return { ...size, x: place.x + (place.width - size.width) / 2, y: place.y + (place.height - size.height) / 2 };
}
