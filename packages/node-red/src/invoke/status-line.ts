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
  #show: (status: NodeStatus) => void;
  readonly #translate: Translate;
  #shownAt = Number.NEGATIVE_INFINITY;
  #shown = '';
  /** Makes the next status. Most of them are never shown, and a text of i18next costs a third of a message's CPU. */
  #next: () => NodeStatus = () => ({});
  #failure: NodeStatus | undefined;
  #hasOverflowed = false;
  #timer: NodeJS.Timeout | undefined;
  #isPaused = false;
  #isSilent = false;
  #isUnusable = false;

  constructor(show: (status: NodeStatus) => void, translate: Translate) {
    this.#show = show;
    this.#translate = translate;
  }

  /** Shows the counts; when both are 0, why the last message failed, or nothing. */
  showCounts({ running, waiting }: Counts): void {
    if (running + waiting === 0) {
      this.#hasOverflowed = false;
      this.#scheduleReason();
      return;
    }
    const fill = this.#hasOverflowed ? 'yellow' : 'blue';
    this.#schedule(() => ({
      fill,
      shape: waiting > 0 ? 'ring' : 'dot',
      text: this.#translate(waiting > 0 ? 'status.waiting' : 'status.running', { running, waiting }),
    }));
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
    this.#isUnusable = true;
    this.#schedule(() => ({ fill: 'red', shape: 'ring', text }));
  }

  /** Takes the lasting reason back. */
  usable(): void {
    if (this.#isUnusable) this.#scheduleReason();
    this.#isUnusable = false;
  }

  /** Shows nothing while the node is between two instances. */
  pause(): void {
    this.#isPaused = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Goes on with the next instance of the node. */
  moveTo(show: (status: NodeStatus) => void): void {
    if (this.#isSilent) return;
    this.#show = show;
    this.#isPaused = false;
    this.#shown = '';
    this.#shownAt = Number.NEGATIVE_INFINITY;
    this.#schedule(this.#next);
  }

  /** Shows nothing more: the next instance of the node has a status of its own. */
  silence(): void {
    this.#isSilent = true;
    this.pause();
  }

  /** Clears the status for good. */
  close(): void {
    this.silence();
    this.#show({});
  }

  #scheduleReason(): void {
    const reason = this.#failure ?? {};
    this.#schedule(() => reason);
  }

  #schedule(next: () => NodeStatus): void {
    this.#next = next;
    if (this.#isPaused || this.#timer !== undefined) return;
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
    const next = this.#next();
    const text = JSON.stringify(next);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#shownAt = performance.now();
    this.#show(next);
  }
}
