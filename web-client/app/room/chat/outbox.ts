export interface Draft {
  readonly key: number;
  readonly text: string;
  /** Whether it could not be sent. */
  readonly failed: boolean;
}

/** What was written and is not yet in the room, in the order in which it was sent. */
export class Outbox {
  private list: readonly Draft[] = [];
  private count = 0;

  constructor(
    private readonly deliver: (text: string) => Promise<unknown>,
    private readonly changed: () => void,
  ) {}

  get drafts(): readonly Draft[] {
    return this.list;
  }

  async send(text: string): Promise<void> {
    this.count += 1;
    const key = this.count;
    this.show([...this.list, { key, text, failed: false }]);
    await this.deliver(text).then(
      () => this.discard(key),
      () => this.show(this.list.map((draft) => (draft.key === key ? { ...draft, failed: true } : draft))),
    );
  }

  again({ key, text }: Draft): Promise<void> {
    this.discard(key);
    return this.send(text);
  }

  discard(key: number): void {
    this.show(this.list.filter((draft) => draft.key !== key));
  }

  /** One of ours stands in the room: the word that it was sent may come later. */
  said(text: string): void {
    const arrived = this.list.find((draft) => draft.text === text && !draft.failed);
    if (arrived) this.discard(arrived.key);
  }

  private show(drafts: readonly Draft[]): void {
    this.list = drafts;
    this.changed();
  }
}
