/**
 * Ends many pieces of work at once. Unlike an `AbortSignal`, which goes through the list of its listeners each
 * time one comes or goes, it costs the same however many there are.
 */
export class Ending {
  readonly #listeners = new Set<(reason: unknown) => void>();
  #aborted = false;
  #reason: unknown;

  /** Whether it has come; the name is that of an `AbortSignal`. */
  get aborted(): boolean {
    return this.#aborted;
  }

  /** Calls everybody who listens, and from now on everybody who comes. Only the first reason counts. */
  end(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Answers what takes the listener away again. */
  onEnd(listener: (reason: unknown) => void): () => void {
    if (this.#aborted) listener(this.#reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What ends a piece of work from outside. */
export type End = AbortSignal | Ending;

/** Aborts with something outside; answers what ends that. */
export function forward(end: End | undefined, to: AbortController): () => void {
  if (end === undefined) return () => undefined;
  if (end instanceof Ending) return end.onEnd((reason) => to.abort(reason));
  const onAbort = (): void => to.abort(end.reason);
  if (end.aborted) onAbort();
  else end.addEventListener('abort', onAbort, { once: true });
  return () => end.removeEventListener('abort', onAbort);
}
