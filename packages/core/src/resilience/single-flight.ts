import { waitFor } from './deadline.js';

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets concurrent callers of the same key share one piece of work. A caller that aborts does not disturb the others;
 * when the last one has left, the work is aborted and no caller joins it any more.
 */
export class SingleFlight<K, T> {
  readonly #flights = new Map<K, Flight<T>>();

  async join(key: K, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#start(key, work);
    flight.waiting += 1;
    try {
      return await waitFor(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) this.#end(key, flight);
    }
  }

  /** Whether work is under way that a caller would join. */
  has(key: K): boolean {
    return this.#flights.has(key);
  }

  #start(key: K, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const result = work(controller.signal);
    const flight: Flight<T> = { result, controller, waiting: 0 };
    this.#flights.set(key, flight);
    // This also handles a failure when every caller has left.
    const forget = (): void => this.#forget(key, flight);
    result.then(forget, forget);
    return flight;
  }

  #end(key: K, flight: Flight<T>): void {
    this.#forget(key, flight);
    flight.controller.abort();
  }

  /** Removes this flight alone; the key may belong to a newer one by now. */
  #forget(key: K, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
