/**
 * Ends many pieces of work at once. Unlike an `AbortSignal`, which goes through the list of its listeners each
 * time one comes or goes, it costs the same however many there are.
 */
export class Ending {
  readonly #listeners = new Set<(reason: unknown) => void>();
  #isOver = false;
  #reason: unknown;

  /** Calls everybody who listens, and from now on everybody who comes. Only the first reason counts. */
  end(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Answers what takes the listener away again. */
  onEnd(listener: (reason: unknown) => void): () => void {
    if (this.#isOver) listener(this.#reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
