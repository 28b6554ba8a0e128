import type { ChatMessage } from '../room/events.ts';

/** Messages and characters of text kept. */
const MESSAGES = 200;
const CHARACTERS = 262_144;
/** Messages remembered as seen, beyond those kept. */
const SEEN = 2_048;

/** Every message once, in the order of time; the oldest are forgotten. */
export class ChatHistory {
  private messages: ChatMessage[] = [];
  private readonly seen = new Set<string>();

  get all(): readonly ChatMessage[] {
    return this.messages;
  }

  /** @returns false for one that is known already */
  add(message: ChatMessage): boolean {
    const key = `${message.from} ${message.id}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    if (this.seen.size > SEEN) this.seen.delete(this.seen.values().next().value as string);
    const after = this.messages.findLastIndex(({ at }) => at.getTime() <= message.at.getTime());
    this.messages = this.messages.toSpliced(after + 1, 0, message);
    this.bound();
    return true;
  }

  private bound(): void {
    let characters = 0;
    const tooOld = this.messages.findLastIndex(({ text }, index) => {
      characters += text.length;
      return characters > CHARACTERS || this.messages.length - index > MESSAGES;
    });
    this.messages = this.messages.slice(tooOld + 1);
  }
}
