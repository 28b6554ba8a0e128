import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeAudio, FakeDevices, plugged } from '../testing/fake-media.ts';
import { FakeStream } from '../testing/fake-rtc.ts';
import { ActiveSpeaker } from './active-speaker.ts';
import { LevelMeter } from './level-meter.ts';
import { LocalMedia } from './local.ts';
import { SpeakerChoice } from './speaker-choice.ts';

/** Reads a table: who is how loud at each 200 ms; gives who has the floor after each. */
function floors(...readings: Record<string, number>[]): (string | undefined)[] {
  const choice = new SpeakerChoice();
  return readings.map((levels, index) => choice.hear(new Map(Object.entries(levels)), index * 200).active);
}
const changes = (list: unknown[]) => list.filter((one, index) => index > 0 && one !== list[index - 1]).length;
const times = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));

describe('who speaks', () => {
  it('is nobody in silence, and whoever is heard first after it', () => {
    expect(floors({ ann: 0, bob: 0.005 }, { ann: 0, bob: 0.2 })).toEqual([undefined, 'bob']);
  });

  it('keeps the floor through pauses and while nobody speaks', () => {
    const choice = new SpeakerChoice();
    const hear = (ann: number, at: number) => choice.hear(new Map([['ann', ann]]), at);
    hear(0.2, 0);
    expect(times(3, (index) => hear(0, 200 + index * 200).all)).toEqual([['ann'], ['ann'], ['ann']]);
    times(10, (index) => hear(0, 800 + index * 200));
    expect(hear(0, 3_000)).toEqual({ all: [], active: 'ann' });
  });

  it('does not lose it to a cough, but to somebody who goes on louder', () => {
    const talk = times(5, () => ({ ann: 0.1, bob: 0 }));
    const cough = [{ ann: 0.1, bob: 0.6 }, ...times(10, () => ({ ann: 0.1, bob: 0 }))];
    expect(new Set(floors(...talk, ...cough))).toEqual(new Set(['ann']));
    const bob = times(10, () => ({ ann: 0.1, bob: 0.4 }));
    expect(floors(...talk, ...bob).at(-1)).toBe('bob');
  });

  it('changes at once when its holder is silent', () => {
    const silence = times(12, () => ({ ann: 0, bob: 0 }));
    const all = floors({ ann: 0.2, bob: 0 }, ...silence, { ann: 0, bob: 0.1 });
    expect(all.slice(-2)).toEqual(['ann', 'bob']);
  });

  it('changes seldom while two talk at once, however their loudness changes', () => {
    const both = times(300, (index) => ({
      ann: 0.1 + 0.08 * Math.sin(index),
      bob: 0.1 + 0.08 * Math.cos(index * 1.3),
    }));
    expect(changes(floors(...both))).toBeLessThanOrEqual(1);
  });

  it('is nobody when its holder has left', () => {
    expect(floors({ ann: 0.2, bob: 0 }, { bob: 0 })).toEqual(['ann', undefined]);
  });
});

describe('a room that is listened to', () => {
  async function setUp() {
    const clock = new FakeClock();
    const audio = new FakeAudio();
    const createStream = () => new FakeStream() as unknown as MediaStream;
    const { access } = new FakeDevices([plugged('audioinput', 'mic'), plugged('audioinput', 'other')]);
    const local = new LocalMedia({ devices: access, createStream });
    const levels: Record<string, number> = { bob: 0 };
    const bob = { id: 'bob', audioLevel: () => levels.bob ?? 0 };
    const env = { now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer, createStream };
    const room = { self: { peerId: 'me' }, peers: [bob], local };
    const speaker = new ActiveSpeaker(room, { ...env, createAudioContext: audio.create });
    const diary: string[] = [];
    speaker.on('change', ({ all, active }) => diary.push(`${all.join('+')} / ${active}`));
    return { clock, audio, local, levels, speaker, diary };
  }

  it('tells of oneself and the others, and only what changed', async () => {
    const { clock, audio, local, levels, speaker, diary } = await setUp();
    await local.setMicrophone(true);
    audio.loudness = 0.1;
    await clock.advance(1_000);
    expect(diary).toEqual(['me / me']);
    audio.loudness = 0;
    levels.bob = 0.2;
    await clock.advance(5_000);
    expect([diary.at(-1), speaker.current.active]).toEqual(['bob / bob', 'bob']);
  });

  it('does not hear a muted microphone, follows another one and lets go of it', async () => {
    const { clock, audio, local, speaker, diary } = await setUp();
    audio.loudness = 0.1;
    await local.setMicrophone(true);
    await local.setMicrophone(false);
    await clock.advance(1_000);
    expect(diary).toEqual([]);
    await local.setMicrophone(true, 'other');
    expect(audio.open).toBe(1);
    speaker.close();
    expect(audio.open).toBe(0);
    await clock.advance(1_000);
    expect(diary).toEqual([]);
  });
});

it('a level is about a half for ordinary speech, and never more than one', () => {
  const audio = new FakeAudio();
  const env = { createAudioContext: audio.create, createStream: () => ({}) as MediaStream };
  const meter = new LevelMeter({} as MediaStreamTrack, env);
  audio.loudness = 0.1;
  expect(meter.level()).toBeCloseTo(0.5);
  audio.loudness = 0.9;
  expect(meter.level()).toBe(1);
  meter.close();
  expect(audio.open).toBe(0);
});
