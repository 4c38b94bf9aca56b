import { types } from 'node:util';
import { channels, type StoreError, type StoreOperation } from '../diagnostics.js';
import type { Clock } from '../resilience/clock.js';

/** An operation times out after this time; after less when its caller has less, but not before the minimum. */
const MAX_OPERATION_MS = 500;
const MIN_OPERATION_MS = 100;

/** How long the store is skipped after a timeout, at least; up to twice as long, so that processes do not return together. */
const OPEN_MS = 5000;

const breakers = new WeakMap<object, WeakMap<Clock, StoreBreaker>>();

/** The store answered something that it cannot have stored. */
export class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer';
}

/** One operation on the store. */
export interface StoreWork<T> {
  readonly operation: StoreOperation;
  /** Milliseconds that the caller has for it. */
  readonly limitMs?: number;
  run(): Promise<T>;
}

/**
 * Runs the operations on a shared cache, and skips them all for some seconds after one timed out; then one operation
 * tries again. Counts and publishes failures. There is one for each cache, so that everything in the process that
 * uses the cache learns of it.
 */
export class StoreBreaker {
  readonly #clock: Clock;
  readonly #pending = new Set<() => void>();
  #state: 'closed' | 'open' | 'trying' = 'closed';
  #triesAgainAt = 0;
  #failures = 0;

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  static of(cache: object, clock: Clock): StoreBreaker {
    const ofCache = breakers.get(cache) ?? new WeakMap<Clock, StoreBreaker>();
    breakers.set(cache, ofCache);
    const breaker = ofCache.get(clock) ?? new StoreBreaker(clock);
    ofCache.set(clock, breaker);
    return breaker;
  }

  /** Operations that failed so far; those that were skipped do not count. */
  get failures(): number {
    return this.#failures;
  }

  /** Runs an operation, never throws, and takes half a second at most; `null` when it failed or was skipped. */
  run<T>(work: StoreWork<T>): Promise<T | null> {
    if (!this.#mayRun()) return Promise.resolve(null);
    const startedAt = this.#clock.now();
    const limitMs = limitOf(work);
    return new Promise((resolve) => {
      const end = (value: T | null): void => {
        stopTimer();
        this.#pending.delete(giveUp);
        resolve(value);
      };
      const giveUp = (): void => end(null);
      const fail = (error: StoreError): void => {
        const tookMs = this.#clock.now() - startedAt;
        this.#report(work.operation, error, tookMs);
        // An error that comes late costs as much as a timeout.
        if (error.reason === 'timeout' || tookMs >= MIN_OPERATION_MS) this.#open();
        giveUp();
      };
      // After a block of the event loop timers fire first, so answers that are there already get one more turn.
      const stopTimer = this.#clock.after(limitMs, () => setImmediate(onTimeout));
      const onTimeout = (): void => {
        if (this.#pending.has(giveUp)) fail(timeoutAfter(limitMs));
      };
      this.#pending.add(giveUp);
      // An answer that comes after the operation was given up is ignored.
      const ifPending = (then: () => void): void => {
        if (!this.#pending.has(giveUp)) return;
        this.#state = 'closed';
        then();
      };
      // In an async function, so that a throw is a rejection too.
      (async () => await work.run())().then(
        (value) => ifPending(() => end(value)),
        (error: unknown) => ifPending(() => fail(storeErrorOf(error))),
      );
    });
  }

  #mayRun(): boolean {
    if (this.#state === 'closed') return true;
    if (this.#state === 'trying' || this.#clock.now() < this.#triesAgainAt) return false;
    this.#state = 'trying';
    return true;
  }

  #open(): void {
    this.#state = 'open';
    this.#triesAgainAt = this.#clock.now() + OPEN_MS * (1 + this.#clock.random());
    for (const giveUp of [...this.#pending]) giveUp();
  }

  #report(operation: StoreOperation, error: StoreError, tookMs: number): void {
    this.#failures += 1;
    const { error: failed, asyncEnd } = channels.store;
    if (!channels.store.hasSubscribers) return;
    const trace = Object.freeze({ operation, error: Object.freeze(error), durationMs: Math.round(tookMs) });
    failed.publish(trace);
    asyncEnd.publish(trace);
  }
}

function limitOf({ limitMs = MAX_OPERATION_MS }: StoreWork<unknown>): number {
  return Math.min(MAX_OPERATION_MS, Math.max(MIN_OPERATION_MS, limitMs));
}

const timeoutAfter = (ms: number): StoreError => ({
  reason: 'timeout',
  name: 'Error',
  message: `The store did not answer within ${Math.round(ms)} ms`,
});

/** Shows only the kind of an error: its text may hold a key, a value or the store's password. */
function storeErrorOf(error: unknown): StoreError {
  if (error instanceof InvalidAnswer) return { reason: 'invalid', name: error.name, message: error.message };
  const shown = { reason: 'failed', name: 'Error', message: 'The store failed' } as const;
  if (!types.isNativeError(error)) return shown;
  try {
    const name = /^\w{1,40}$/.test(error.name) ? String(error.name) : shown.name;
    const code = codeOf(error);
    return { ...shown, name, ...(code !== undefined && { code }) };
  } catch {
    // The fields of an error may be getters that throw.
    return shown;
  }
}

/** The code of a system error (`ECONNREFUSED`), or the one that begins an error message of Redis (`NOPERM`). */
function codeOf({ code, message }: Error & { code?: unknown }): string | undefined {
  const found = typeof code === 'string' ? code : String(message).split(' ')[0];
  return found !== undefined && /^[A-Z][A-Z0-9_]{1,30}$/.test(found) ? found : undefined;
}
