import { setting } from '../settings/settings.ts';

/** One note: hertz, when it begins and how long it lasts in seconds. */
type Note = readonly [hertz: number, at: number, seconds: number];

interface Tone {
  readonly notes: readonly Note[];
  readonly everyMs: number;
  readonly volume: number;
  /** For phones, milliseconds on and off. */
  readonly vibration: readonly number[];
}

const TONES = {
  incoming: {
    notes: [
      ...([[659, 0, 0.5] as const, [784, 0.18, 0.5] as const, [988, 0.36, 0.9] as const] as const),
      ...([[659, 1.1, 0.5] as const, [784, 1.28, 0.5] as const, [988, 1.46, 0.9] as const] as const),
    ],
    ...{ everyMs: 3_200, volume: 0.16, vibration: [300, 150, 300] },
  },
  outgoing: { notes: [[425, 0, 1]], everyMs: 4_000, volume: 0.05, vibration: [] },
} satisfies Record<string, Tone>;

/** Rings until it is stopped. Where the browser allows no sound before a touch, it is silent. */
export class RingTone {
  private context: AudioContext | undefined;
  private timer = 0;

  start(kind: keyof typeof TONES): void {
    this.stop();
    if (kind === 'incoming' && !setting('ring')) return;
    const tone: Tone = TONES[kind];
    this.timer = window.setInterval(() => this.ring(tone), tone.everyMs);
    this.ring(tone);
  }

  stop(): void {
    clearInterval(this.timer);
    this.context?.close().catch(() => {});
    this.context = undefined;
  }

  private ring({ notes, volume, vibration }: Tone): void {
    // browsers complain about what makes noise before the person has touched the page
    if (navigator.userActivation?.hasBeenActive === false) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (vibration.length > 0 && !still) navigator.vibrate?.([...vibration]);
    this.context ??= new AudioContext();
    for (const note of notes) sound(this.context, note, volume);
  }
}

/** A bell: it rises at once and fades away. */
function sound(context: AudioContext, [hertz, at, seconds]: Note, volume: number): void {
  const start = context.currentTime + at;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  const oscillator = context.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
