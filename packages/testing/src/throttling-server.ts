import { TestClock } from './clock.js';

/** The parts of core's gate that are used here. */
interface Slot {
  leave(
    slotResult:
      | { kind: 'throttled'; delayMs: number; minDelayMs: number; isAsked: boolean }
      | { kind: 'answered' },
  ): void;
}
interface Gate {
  enter(signal: AbortSignal): Promise<Slot>;
}

/** Returns whether one more request is allowed at a time. */
export type Limit = (nowMs: number) => boolean;

/** Allows `perSecond` requests in each second of the clock. */
export const fixedWindow = (perSecond: number) => (): Limit => {
  let [second, count] = [-1, 0];
  return (nowMs) => {
    if (Math.floor(nowMs / 1000) !== second) [second, count] = [Math.floor(nowMs / 1000), 0];
    count += 1;
    return count <= perSecond;
  };
};

/** Allows `perSecond` requests in any period of one second. */
export const slidingWindow = (perSecond: number) => (): Limit => {
  const times: number[] = [];
  return (nowMs) => {
    while (times.length > 0 && nowMs - (times[0] ?? 0) >= 1000) times.shift();
    if (times.length >= perSecond) return false;
    times.push(nowMs);
    return true;
  };
};

/** A token bucket: refills `perSecond` tokens a second, and holds at most `saved`. */
export const bucket = (perSecond: number, saved: number) => (): Limit => {
  let [tokens, at] = [saved, 0];
  return (nowMs) => {
    tokens = Math.min(saved, tokens + ((nowMs - at) * perSecond) / 1000);
    at = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

/** A server that throttles, on a virtual clock. */
export class ThrottlingServer {
  readonly clock = new TestClock('virtual');
  readonly #limit: Limit;
  readonly #atOnce: number;
  readonly #worksMs: number;
  #running = 0;
  done = 0;
  refused = 0;

  constructor({ limit, atOnce, worksMs }: { limit: Limit; atOnce: number; worksMs: number }) {
    this.#limit = limit;
    this.#atOnce = atOnce;
    this.#worksMs = worksMs;
  }

  /** Handles one request, with a round trip of two milliseconds. */
  async request(): Promise<'answered' | 'throttled'> {
    await this.clock.sleep(1);
    if (this.#running >= this.#atOnce || !this.#limit(this.clock.now())) {
      this.refused += 1;
      await this.clock.sleep(1);
      return 'throttled';
    }
    this.#running += 1;
    await this.clock.sleep(this.#worksMs);
    this.#running -= 1;
    this.done += 1;
    await this.clock.sleep(1);
    return 'answered';
  }

  /** Sends `total` requests through gates, which get equal parts of them, with a concurrency each; returns the duration in milliseconds. */
  async run(gates: readonly Gate[], total: number, concurrency: number): Promise<number> {
    const { signal } = new AbortController();
    const workers = gates.flatMap((gate) => {
      let left = total / gates.length;
      const work = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          while (!(await this.#isAnswered(await gate.enter(signal))));
        }
      };
      return Array.from({ length: concurrency }, work);
    });
    await this.clock.run(Promise.all(workers));
    return this.clock.now();
  }

  /** Handles one request; one that is refused waits as long as the library does before it comes again. */
  async #isAnswered(slot: Slot): Promise<boolean> {
    const outcome = await this.request();
    const delayMs = 1000 + 1000 * this.clock.random();
    if (outcome === 'answered') {
      slot.leave({ kind: 'answered' });
      return true;
    }
    slot.leave({ kind: 'throttled', delayMs, minDelayMs: 1000, isAsked: false });
    await this.clock.sleep(delayMs);
    return false;
  }
}
