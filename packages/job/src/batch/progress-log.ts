import type { Clock } from '@lp-faas/core';
import { formatDuration } from '../format-duration.js';

/** Between two lines of a log, and between two changes of the line on a terminal. */
const LOG_INTERVAL_MS = 10_000;
const TERMINAL_INTERVAL_MS = 500;

/** Shows the progress in regular intervals, whether or not a line has settled. */
export class ProgressLog implements Disposable {
  readonly #clock: Clock;
  readonly #show: () => void;
  readonly #intervalMs: number;
  #stopTimer: () => void = () => undefined;

  /** @param onTerminal whether it changes in place, twice a second, instead of being a line every ten seconds */
  constructor(clock: Clock, show: () => void, onTerminal = false) {
    this.#clock = clock;
    this.#show = show;
    this.#intervalMs = onTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
    this.#start();
  }

  [Symbol.dispose](): void {
    this.#stopTimer();
  }

  #start(): void {
    this.#stopTimer = this.#clock.after(this.#intervalMs, () => {
      this.#show();
      this.#start();
    });
  }
}

/** The rate of a batch and the time that is left, such as `12.5 lines/s, 3 min 20 s left`; empty before the first line. */
export function paceOf(settled: number, left: number, elapsedMs: number): string {
  if (settled === 0 || elapsedMs <= 0) return '';
  const rate = (settled * 1000) / elapsedMs;
  const time = left === 0 ? '' : `, ${formatDuration(Math.ceil(left / rate) * 1000)} left`;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} lines/s${time}`;
}
