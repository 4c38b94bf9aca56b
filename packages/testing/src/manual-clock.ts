import type { Clock } from '@lp-faas/core';
import type { Reply } from './scripted-platform.js';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 0;
  #wall = 1_790_000_000_000;
  /** How many timers have been set so far, whatever became of them. */
  timersSet = 0;
  #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  wallNow(): number {
    return this.#wall;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    this.timersSet += 1;
    return () => this.#timers.delete(timer);
  }

  /** What `random` answers; the middle, unless a test wants an end. */
  chance = 0.5;

  random(): number {
    return this.chance;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    this.#wall += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.callback();
    }
  }

  /** A reply after which this clock soon runs out: a deadline of a minute ends in a moment, and not before. */
  expiringAfter(reply: Reply): Reply {
    return (response, request) => {
      reply(response, request);
      setTimeout(() => this.advance(60_000), 30);
    };
  }

  /** Somebody sets the machine's clock. */
  setWall(ms: number): void {
    this.#wall = ms;
  }
}
