import type { Clock } from './clock.js';
import { onAbort, type StopSignal } from './close-signal.js';

/** The reason of a signal that was aborted because the time ran out. */
export class DeadlineExpired extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super(`The time allowed, ${ms} ms, ran out`);
    this.name = 'DeadlineExpired';
    this.ms = ms;
  }
}

/** The reason of a signal that was aborted because the work is over. One for all, since its stack is costly. */
const FINISHED = new Error('The work is over');

/**
 * A time limit: its signal aborts when the time is up, when an outer signal aborts, and when the work is over. The
 * signal is made on first use, because most work never waits, and a controller, a timer and listeners are costly.
 * Listeners on outer signals are removed in the end; `AbortSignal.any` leaks on long-lived signals.
 */
export class Deadline implements Disposable {
  /** In milliseconds on the monotonic clock. */
  readonly startedAt: number;
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #outer: readonly (StopSignal | undefined)[];
  #controller: AbortController | undefined;
  /** Stops the timer and the listeners; `undefined` before there are any. */
  #unlink: readonly (() => void)[] | undefined;
  /** What ended it, if it has ended. */
  #ended: { readonly reason: unknown } | undefined;
  #onEnd: (() => void) | undefined;
  #rejectWaiting: ((reason: unknown) => void) | undefined;
  #isDone = false;
  #isDisposed = false;

  constructor(
    clock: Clock,
    ms: number,
    outer: readonly (StopSignal | undefined)[] = [],
    startedAt: number = clock.now(),
  ) {
    this.#clock = clock;
    this.#ms = ms;
    this.#outer = outer;
    this.startedAt = startedAt;
  }

  get signal(): AbortSignal {
    return (this.#controller ?? this.#newController()).signal;
  }

  /** Whether it has ended; a deadline without a signal or listener ends unnoticed. */
  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Calls back once when it ends; `undefined` stops that. For one listener, which a signal costs ten times as much. */
  onEnd(notify: (() => void) | undefined): void {
    this.#onEnd = notify;
  }

  /** Whether the signal would be aborted now, without making one. */
  isOverAt(now: number): boolean {
    if (this.#unlink !== undefined) return this.hasEnded;
    return this.#isDisposed || now >= this.#endsAt || this.#outer.some((end) => end?.aborted);
  }

  get remainingMs(): number {
    return this.#endsAt - this.#clock.now();
  }

  /** Makes a limit for a part of the work, which begins now and ends with this one at the latest. */
  part(ms: number, now: number): Deadline {
    const isShorter = now + ms < this.#endsAt;
    const [own, startedAt] = isShorter ? [ms, now] : [this.#ms, this.startedAt];
    const part = new Deadline(this.#clock, own, this.#outer, startedAt);
    part.#link(now);
    return part;
  }

  /** Says that nothing waits for the signal any more, so that disposing need not abort it, which is costly. */
  done(): void {
    this.#isDone = true;
  }

  /**
   * Waits for a promise that should settle as soon as the signal aborts, and a moment longer; then rejects with the
   * signal's reason. For one promise at a time: it allocates less than `waitFor`, which listens to the signal.
   */
  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#rejectWaiting = reject;
      promise.then(resolve, reject);
      if (this.signal.aborted) this.#end(this.signal.reason);
    });
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const unlink of this.#unlink ?? []) unlink();
    if (!this.#isDone) this.#settle(FINISHED);
  }

  get #endsAt(): number {
    return this.startedAt + this.#ms;
  }

  #newController(): AbortController {
    if (this.#unlink === undefined) this.#link(this.#clock.now());
    const controller = new AbortController();
    this.#controller = controller;
    if (this.#ended !== undefined) controller.abort(this.#ended.reason);
    return controller;
  }

  #link(now: number): void {
    if (this.#isDisposed) this.#settle(FINISHED);
    else this.#unlink ??= [this.#limit(now), ...this.#outer.map((outer) => this.#endWith(outer))];
  }

  #settle(reason: unknown): void {
    if (this.#ended !== undefined) return;
    this.#ended = { reason };
    this.#controller?.abort(reason);
    this.#onEnd?.();
  }

  #end(reason: unknown): void {
    this.#settle(reason);
    const reject = this.#rejectWaiting;
    if (reject !== undefined) setImmediate(reject, reason);
  }

  #endWith(outer: StopSignal | undefined): () => void {
    return outer === undefined ? () => undefined : onAbort(outer, (reason) => this.#end(reason));
  }

  #limit(now: number): () => void {
    const expire = (): void => this.#end(new DeadlineExpired(this.#ms));
    const remainingMs = this.#endsAt - now;
    if (remainingMs > 0) return this.#clock.after(remainingMs, expire);
    expire();
    return () => undefined;
  }
}

/** Waits for a promise until the signal aborts; then rejects with the signal's reason. */
export function waitFor<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = onAbort(signal, reject);
    promise.then(resolve, reject).finally(stop);
  });
}
