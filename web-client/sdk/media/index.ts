/** Devices, loudness and speakers: what a page needs around a room, each on its own. */
export { ActiveSpeaker, type Heard } from './active-speaker.ts';
export type { MediaDefaults, VideoFacing, VideoPreset } from './constraints.ts';
export { type DeviceList, Devices, type DevicesOptions } from './devices.ts';
export { LevelMeter } from './level-meter.ts';
export { LocalMedia, type MediaKind } from './local.ts';
export type { LocalMediaEvents } from './local-events.ts';
export type { ScreenOptions } from './screen.ts';
export { canChooseSpeaker, setSpeaker } from './speaker.ts';
export { SpeakerChoice, type Speaking } from './speaker-choice.ts';
