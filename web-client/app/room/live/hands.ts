/** Who has raised a hand, the first one first. */
export class Hands {
  private raised: readonly string[] = [];

  get order(): readonly string[] {
    return this.raised;
  }

  /** @returns whether that is news */
  observe(id: string, up: boolean): boolean {
    if (this.raised.includes(id) === up) return false;
    this.raised = up ? [...this.raised, id] : this.raised.filter((other) => other !== id);
    return true;
  }
}
