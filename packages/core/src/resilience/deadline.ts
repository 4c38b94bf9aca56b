import type { Clock } from './clock.js';
import { type End, forward } from './ending.js';

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
 * A time limit: over when the time is up, when something outside ends, and when the work does. Its signal is made
 * when somebody asks for it: most work has what it needs, and a controller, a timer and listeners are costly. The
 * listeners are removed in the end, since `AbortSignal.any` leaks on long-lived signals.
 */
export class Deadline implements Disposable {
  readonly #clock: Clock;
  #ms: number;
  #endsAt: number;
  readonly #outer: readonly (End | undefined)[];
  #controller: AbortController | undefined;
  #unlink: readonly (() => void)[] = [];
  #isDone = false;
  #isDisposed = false;

  constructor(clock: Clock, ms: number, ...outer: readonly (End | undefined)[]) {
    this.#clock = clock;
    this.#ms = ms;
    this.#endsAt = clock.now() + ms;
    this.#outer = outer;
  }

  get signal(): AbortSignal {
    return (this.#controller ?? this.#start()).signal;
  }

  /** What the signal would say, without making one. */
  get isOver(): boolean {
    if (this.#controller !== undefined) return this.#controller.signal.aborted;
    return this.#isDisposed || this.remainingMs <= 0 || this.#outer.some((end) => end?.aborted);
  }

  get remainingMs(): number {
    return this.#endsAt - this.#clock.now();
  }

  /** A limit for a part of the work, that ends with this one if not before. */
  part(ms: number): Deadline {
    const part = new Deadline(this.#clock, ms, ...this.#outer);
    if (this.#endsAt < part.#endsAt) [part.#ms, part.#endsAt] = [this.#ms, this.#endsAt];
    return part;
  }

  /** Says that the work went well and nobody waits for the signal: telling it to nobody would cost a call dearly. */
  done(): void {
    this.#isDone = true;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const unlink of this.#unlink) unlink();
    if (!this.#isDone) this.#controller?.abort(FINISHED);
  }

  #start(): AbortController {
    const controller = new AbortController();
    this.#controller = controller;
    if (this.#isDisposed) controller.abort(FINISHED);
    else this.#unlink = [this.#limit(controller), ...this.#outer.map((end) => forward(end, controller))];
    return controller;
  }

  #limit(controller: AbortController): () => void {
    const expire = (): void => controller.abort(new DeadlineExpired(this.#ms));
    const { remainingMs } = this;
    if (remainingMs > 0) return this.#clock.after(remainingMs, expire);
    expire();
    return () => undefined;
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
