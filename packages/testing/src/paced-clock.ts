import { ManualClock } from './manual-clock.js';

/** Deadlines and timeouts are longer than this, pauses between requests shorter. */
const LONGEST_PAUSE_MS = 9000;

/** A clock that skips every pause, and notes how long it would have been. */
export class PacedClock extends ManualClock {
  readonly pauses: number[] = [];

  override after(ms: number, callback: () => void): () => void {
    if (ms > LONGEST_PAUSE_MS) return super.after(ms, callback);
    const skip = setImmediate(() => {
      this.pauses.push(ms);
      this.advance(ms);
      callback();
    });
    return () => clearImmediate(skip);
  }
}
