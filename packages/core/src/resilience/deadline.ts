import type { Clock } from './clock.js';

/** Why a signal was aborted: the time allowed for the work ran out. */
export class DeadlineExpired extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super(`The time allowed, ${ms} ms, ran out`);
    this.name = 'DeadlineExpired';
    this.ms = ms;
  }
}

/** Why a signal was aborted: the work ended, whatever still waits may let go. */
class Finished extends Error {}

/**
 * A time limit as a signal: it aborts when the time is up, when an outer signal aborts, and when the work is
 * over. One controller a deadline, with its listeners removed, since `AbortSignal.any` leaks on long-lived
 * signals.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #unlink: (() => void)[];
  readonly #clock: Clock;
  readonly #endsAt: number;

  constructor(clock: Clock, ms: number, ...outer: readonly (AbortSignal | undefined)[]) {
    this.#clock = clock;
    this.#endsAt = clock.now() + ms;
    const stopTimer = clock.after(ms, () => this.#controller.abort(new DeadlineExpired(ms)));
    this.#unlink = [stopTimer, ...outer.filter((signal) => signal !== undefined).map((s) => this.#link(s))];
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return this.#endsAt - this.#clock.now();
  }

  [Symbol.dispose](): void {
    for (const unlink of this.#unlink) unlink();
    this.#controller.abort(new Finished('The work is over'));
  }

  #link(outer: AbortSignal): () => void {
    const onAbort = (): void => this.#controller.abort(outer.reason);
    if (outer.aborted) onAbort();
    else outer.addEventListener('abort', onAbort, { once: true });
    return () => outer.removeEventListener('abort', onAbort);
  }
}

/** Waits for a promise for as long as the signal allows; rejects with the signal's reason otherwise. */
export function waitFor<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
