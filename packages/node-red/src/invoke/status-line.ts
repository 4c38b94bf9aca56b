import type { NodeStatus, Translate } from '../node-red.js';

/** Milliseconds between two changes: each one goes to all open editors and all Status nodes. */
const MIN_PAUSE_MS = 1000;

export interface Counts {
  readonly running: number;
  readonly waiting: number;
}

/**
 * The status below a node: what is running, or why the last message failed. It changes at most once a second.
 *
 * A reason is a code or a message key: the editor shows it in the language of the browser, and flows can switch on it,
 * because it is the same in every language. Counts are in the language of the server.
 */
export class StatusLine {
  readonly #show: (status: NodeStatus) => void;
  readonly #translate: Translate;
  #shownAt = Number.NEGATIVE_INFINITY;
  #shown = '';
  #next: NodeStatus = {};
  #failure: NodeStatus | undefined;
  #hasOverflowed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(show: (status: NodeStatus) => void, translate: Translate) {
    this.#show = show;
    this.#translate = translate;
  }

  /** Shows the counts; when both are 0, why the last message failed, or nothing. */
  showCounts({ running, waiting }: Counts): void {
    if (running + waiting === 0) {
      this.#hasOverflowed = false;
      this.#schedule(this.#failure ?? {});
      return;
    }
    const text = this.#translate(waiting > 0 ? 'status.waiting' : 'status.running', { running, waiting });
    this.#schedule({
      fill: this.#hasOverflowed ? 'yellow' : 'blue',
      shape: waiting > 0 ? 'ring' : 'dot',
      text,
    });
  }

  failed(code: string): void {
    this.#failure = { fill: 'red', shape: 'ring', text: code };
  }

  succeeded(): void {
    // A message that was accepted before the overflow must not hide it when it succeeds.
    if (!this.#hasOverflowed) this.#failure = undefined;
  }

  /** Records that the queue was full: the counts turn yellow, and the reason follows when they are 0. */
  overflowed(): void {
    this.#hasOverflowed = true;
    this.failed('queue-full');
  }

  /** Shows a lasting reason, such as a missing account. */
  unusable(text: string): void {
    this.#schedule({ fill: 'red', shape: 'ring', text });
  }

  /** Clears the status for good: the node's next instance may show its own from now on. */
  close(): void {
    clearTimeout(this.#timer);
    this.#show({});
  }

  #schedule(status: NodeStatus): void {
    this.#next = status;
    if (this.#timer !== undefined) return;
    const pause = this.#shownAt + MIN_PAUSE_MS - performance.now();
    if (pause <= 0) {
      this.#update();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#update();
    }, pause);
    this.#timer.unref();
  }

  #update(): void {
    const text = JSON.stringify(this.#next);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#shownAt = performance.now();
    this.#show(this.#next);
  }
}
