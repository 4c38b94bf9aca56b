/** One who listens, in the chain of all who do. */
interface Listener {
  readonly tell: (reason: unknown) => void;
  before: Listener | undefined;
  after: Listener | undefined;
}

/**
 * Ends many pieces of work at once. Unlike an `AbortSignal`, which goes through the list of its listeners each
 * time one comes or goes, it costs the same however many there are. A chain, since who leaves it is held by nothing:
 * the tables that a `Set` has outgrown hold who was in them, and with them all of a call, until the engine looks
 * through its whole heap.
 */
export class CloseSignal {
  #first: Listener | undefined;
  #last: Listener | undefined;
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
    for (let next = this.#first; next !== undefined; next = this.#first) {
      this.#remove(next);
      next.tell(reason);
    }
  }

  /** Answers what takes the listener away again. */
  onClose(tell: (reason: unknown) => void): () => void {
    if (this.#aborted) {
      tell(this.#reason);
      return () => undefined;
    }
    const listener: Listener = { tell, before: this.#last, after: undefined };
    if (this.#last === undefined) this.#first = listener;
    else this.#last.after = listener;
    this.#last = listener;
    return () => this.#remove(listener);
  }

  #remove(listener: Listener): void {
    const { before, after } = listener;
    if (before === undefined && this.#first !== listener) return;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    listener.before = undefined;
    listener.after = undefined;
  }
}

/** What ends a piece of work from outside. */
export type StopSignal = AbortSignal | CloseSignal;

/** Aborts with something outside; answers what ends that. */
export function forwardAbort(end: StopSignal | undefined, to: AbortController): () => void {
  if (end === undefined) return () => undefined;
  if (end instanceof CloseSignal) return end.onClose((reason) => to.abort(reason));
  const onAbort = (): void => to.abort(end.reason);
  if (end.aborted) onAbort();
  else end.addEventListener('abort', onAbort, { once: true });
  return () => end.removeEventListener('abort', onAbort);
}
