/**
 * Recording in the browser: an entry point of its own, so that whoever does not record does not load it.
 *
 * ```ts
 * const sink = (await chooseFile('call.webm')) ?? new MemorySink();
 * const recording = recordRoom(room, { sink });
 * await recording.stop();
 * if (sink instanceof MemorySink) download(sink.blob(recording.mimeType));
 * ```
 */
export { type RecordingBrowser, recordingBrowser } from './browser.ts';
export { chooseType, extensionOf } from './mime.ts';
export { type RecordingOptions, recordOwn, recordRoom } from './record.ts';
export { Recording, type RecordingEvents, type RecordingState } from './recording.ts';
export { chooseFile, FileSink, MemorySink, type RecordingSink } from './sinks.ts';
export type { Mixer, Picture, Surface } from './stage.ts';
export { type Recorded, type Tile, tilesOf } from './tiles.ts';
