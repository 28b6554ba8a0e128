import { problemOf } from '../media/capture.ts';
import { ParleyError } from '../wire/codes.ts';
import { type RecordingBrowser, recordingBrowser } from './browser.ts';
import { chooseType } from './mime.ts';
import { Recording } from './recording.ts';
import type { RecordingSink } from './sinks.ts';
import { Stage } from './stage.ts';
import { ownTile, type Recorded, type Tile, tilesOf, watchTiles } from './tiles.ts';

export interface RecordingOptions {
  readonly sink: RecordingSink;
  /** Types to record as, the best first. Default: WebM with VP9 or VP8 and Opus, else MP4. */
  readonly types?: readonly string[];
  /** Of the picture of everybody. Default 1280 × 720 at 25 frames per second. */
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  /** Bits per second. Default 2,500,000 and 128,000. */
  readonly videoBitrate?: number;
  readonly audioBitrate?: number;
  /** For tests. */
  readonly browser?: RecordingBrowser;
}

const DEFAULTS = { width: 1280, height: 720, frameRate: 25, videoBitrate: 2_500_000, audioBitrate: 128_000 };

/**
 * Records everybody in one picture, which follows those who come and go, with all their voices. The others see
 * `recording` in our state. Ends with the room. Throws `media_missing` where the browser cannot record.
 */
export function recordRoom(room: Recorded, options: RecordingOptions): Recording {
  return record(room, options, () => tilesOf(room));
}

/** Records what one sends oneself, camera or screen and microphone, in the same way. */
export function recordOwn(room: Recorded, options: RecordingOptions): Recording {
  return record(room, options, () => [ownTile(room)]);
}

function record(room: Recorded, options: RecordingOptions, tiles: () => Tile[]): Recording {
  const { browser = recordingBrowser(), width, height, frameRate } = { ...DEFAULTS, ...options };
  const type = typeFor(browser, options);
  const stage = new Stage({
    surface: browser.createSurface(width, height, frameRate),
    mixer: browser.createMixer(),
    ...{ show: browser.show, clock: browser.clock, frameRate },
  });
  const refresh = () => stage.set(tiles());
  refresh();
  const stop = watchTiles(room, refresh);
  const ended = () => {
    stop();
    stage.close();
  };
  try {
    const recording = new Recording(recorderFor(browser, stage.tracks, type, options), options.sink);
    return tell(room, recording, ended);
  } catch (thrown) {
    ended();
    throw problemOf(thrown);
  }
}

function typeFor(browser: RecordingBrowser, { types }: RecordingOptions): string {
  const type = chooseType(browser.isSupported, types);
  if (!type) throw new ParleyError('media_missing', 'This browser cannot record.');
  return type;
}

function recorderFor(
  browser: RecordingBrowser,
  tracks: MediaStreamTrack[],
  mimeType: string,
  options: RecordingOptions,
): MediaRecorder {
  const { videoBitrate, audioBitrate } = { ...DEFAULTS, ...options };
  const bitrates = { videoBitsPerSecond: videoBitrate, audioBitsPerSecond: audioBitrate };
  return browser.createRecorder(browser.createStream(tracks), { mimeType, ...bitrates });
}

/** Lets the others know, for as long as it lasts. */
function tell(room: Recorded, recording: Recording, ended: () => void): Recording {
  const stopFollowing = room.on('ended', () => void recording.stop().catch(() => {}));
  room.setState({ recording: true });
  recording.on('state', (state) => {
    room.setState({ recording: state === 'recording' });
    if (state !== 'stopped') return;
    stopFollowing();
    ended();
  });
  return recording;
}
