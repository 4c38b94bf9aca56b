import type { Clock } from '@lp-faas/core';

const INTERVAL_MS = 10_000;

/** Writes the progress every ten seconds, whether or not a line has settled. */
export class ProgressLog implements Disposable {
  readonly #clock: Clock;
  readonly #write: () => void;
  #stopTimer: () => void = () => undefined;

  constructor(clock: Clock, write: () => void) {
    this.#clock = clock;
    this.#write = write;
    this.#start();
  }

  [Symbol.dispose](): void {
    this.#stopTimer();
  }

  #start(): void {
    this.#stopTimer = this.#clock.after(INTERVAL_MS, () => {
      this.#write();
      this.#start();
    });
  }
}
