/** Lists of devices, loudness and speakers: what a page needs around a room, each on its own. */
export { ActiveSpeaker, type Heard } from './active-speaker.ts';
export { type DeviceList, Devices, type DevicesOptions } from './devices.ts';
export { LevelMeter } from './level-meter.ts';
export { canChooseSpeaker, setSpeaker } from './speaker.ts';
export { SpeakerChoice, type Speaking } from './speaker-choice.ts';
