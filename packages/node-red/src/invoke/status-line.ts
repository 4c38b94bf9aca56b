import type { NodeStatus, Translate } from '../node-red.js';

/** Every status goes to all open editors and all Status nodes. */
const SHORTEST_PAUSE_MS = 1000;

export interface Counts {
  readonly running: number;
  readonly waiting: number;
}

/**
 * The line under a node: what it does now, or why the last message failed. At most one change a second.
 *
 * A reason is given by its code or its key, which the editor translates for each who looks; flows that switch on a
 * Status node's message get what stays the same in every language. Counts are in the language of the server.
 */
export class StatusLine {
  readonly #show: (status: NodeStatus) => void;
  readonly #translate: Translate;
  #shownAt = Number.NEGATIVE_INFINITY;
  #shown = '';
  #wanted: NodeStatus = {};
  #failure: NodeStatus | undefined;
  #hasOverflowed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(show: (status: NodeStatus) => void, translate: Translate) {
    this.#show = show;
    this.#translate = translate;
  }

  /** Tells how much is under way. When nothing is, the line is cleared, or says why the last message failed. */
  working({ running, waiting }: Counts): void {
    if (running + waiting === 0) {
      this.#hasOverflowed = false;
      this.#want(this.#failure ?? {});
      return;
    }
    const text = this.#translate(waiting > 0 ? 'status.waiting' : 'status.running', { running, waiting });
    this.#want({
      fill: this.#hasOverflowed ? 'yellow' : 'blue',
      shape: waiting > 0 ? 'ring' : 'dot',
      text,
    });
  }

  failed(code: string): void {
    this.#failure = { fill: 'red', shape: 'ring', text: code };
  }

  succeeded(): void {
    // What was accepted before the overflow says nothing against it.
    if (!this.#hasOverflowed) this.#failure = undefined;
  }

  /** A message found no room. The counts are yellow from now on, and the reason is shown when they are gone. */
  overflowed(): void {
    this.#hasOverflowed = true;
    this.failed('queue-full');
  }

  /** Shows something for good, such as a missing account. */
  stuck(text: string): void {
    this.#want({ fill: 'red', shape: 'ring', text });
  }

  /** Nothing is shown any more: by now the line may belong to the node's next instance. */
  close(): void {
    clearTimeout(this.#timer);
    this.#show({});
  }

  #want(status: NodeStatus): void {
    this.#wanted = status;
    if (this.#timer !== undefined) return;
    const pause = this.#shownAt + SHORTEST_PAUSE_MS - performance.now();
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
    const text = JSON.stringify(this.#wanted);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#shownAt = performance.now();
    this.#show(this.#wanted);
  }
}
