/** Who speaks. Ids are peer ids. */
export interface Speaking {
  /** Everybody who speaks just now. */
  readonly all: readonly string[];
  /** Who has the floor; stays while nobody speaks. `undefined` until somebody did. */
  readonly active: string | undefined;
}

interface Voice {
  /** Loudness, smoothed. */
  level: number;
  speaking: boolean;
  /** When it was last above the lower bound. */
  heardAt: number;
  /** Since when it has been louder than whoever has the floor. */
  louderSince: number | undefined;
}

/** Loudness (0 to 1, root mean square) from which on somebody speaks, and below which nobody does. */
const [SPEAKS, SILENT] = [0.02, 0.01];
/** A pause between two words is no end. */
const PAUSE_MS = 700;
/** Somebody else gets the floor after being that much louder for that long; at once when its holder is silent. */
const [LOUDER, TAKES_MS] = [1.4, 1_200];
/** Share of a new reading in the smoothed one: quick up, slow down. */
const [RISE, FALL] = [0.6, 0.25];

/** Decides who speaks from readings of loudness, so that a cough or a pause does not make the picture jump. */
export class SpeakerChoice {
  private readonly voices = new Map<string, Voice>();
  private floor: string | undefined;

  /** @param levels of everybody who can be heard; whoever is missing has left */
  hear(levels: ReadonlyMap<string, number>, nowMs: number): Speaking {
    for (const id of this.voices.keys()) if (!levels.has(id)) this.voices.delete(id);
    for (const [id, level] of levels) this.listen(id, level, nowMs);
    if (this.floor !== undefined && !this.voices.has(this.floor)) this.floor = undefined;
    this.pass(nowMs);
    const all = [...this.voices].filter(([, { speaking }]) => speaking).map(([id]) => id);
    return { all, active: this.floor };
  }

  private listen(id: string, level: number, nowMs: number): void {
    const voice = this.voices.get(id) ?? { level: 0, speaking: false, heardAt: nowMs, louderSince: undefined };
    this.voices.set(id, voice);
    voice.level += (level - voice.level) * (level > voice.level ? RISE : FALL);
    if (level > SILENT) voice.heardAt = nowMs;
    if (voice.level >= SPEAKS) voice.speaking = true;
    else if (nowMs - voice.heardAt > PAUSE_MS) voice.speaking = false;
  }

  private pass(nowMs: number): void {
    const holder = this.floor === undefined ? undefined : this.voices.get(this.floor);
    for (const voice of this.voices.values()) {
      const louder = voice.speaking && voice !== holder && voice.level > (holder?.level ?? 0) * LOUDER;
      voice.louderSince = louder ? (voice.louderSince ?? nowMs) : undefined;
    }
    const takers = [...this.voices].filter(([, voice]) => this.mayTake(voice, holder, nowMs));
    const [next] = takers.sort(([, a], [, b]) => b.level - a.level);
    if (!next) return;
    this.floor = next[0];
    for (const voice of this.voices.values()) voice.louderSince = undefined;
  }

  private mayTake(voice: Voice, holder: Voice | undefined, nowMs: number): boolean {
    if (voice === holder || !voice.speaking) return false;
    if (!holder?.speaking) return true;
    return voice.louderSince !== undefined && nowMs - voice.louderSince >= TAKES_MS;
  }
}
