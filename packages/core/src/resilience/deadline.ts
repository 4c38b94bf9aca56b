import type { Clock } from './clock.js';
import { Ending } from './ending.js';

/** Why a signal was aborted: the time allowed for the work ran out. */
export class DeadlineExpired extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super(`The time allowed, ${ms} ms, ran out`);
    this.name = 'DeadlineExpired';
    this.ms = ms;
  }
}

/** Why a signal was aborted: the work ended, whatever still waits may let go. One for all: its stack is costly. */
const FINISHED = new Error('The work is over');

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
  #isDone = false;

  constructor(clock: Clock, ms: number, ...outer: readonly (AbortSignal | Ending | undefined)[]) {
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

  /** Says that the work went well and nobody waits for the signal: telling it to nobody would cost a call dearly. */
  done(): void {
    this.#isDone = true;
  }

  [Symbol.dispose](): void {
    for (const unlink of this.#unlink) unlink();
    if (!this.#isDone) this.#controller.abort(FINISHED);
  }

  #link(outer: AbortSignal | Ending): () => void {
    if (outer instanceof Ending) return outer.onEnd((reason) => this.#controller.abort(reason));
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
