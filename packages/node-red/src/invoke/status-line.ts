import type { NodeStatus, Translate } from '../node-red.js';

/** Every status goes to all open editors and all Status nodes. */
const SHORTEST_PAUSE_MS = 1000;

export interface Counts {
  readonly running: number;
  readonly waiting: number;
}

/** The line under a node: what it does now, or why the last message failed. At most one change a second. */
export class StatusLine {
  readonly #show: (status: NodeStatus) => void;
  readonly #translate: Translate;
  #shownAt = Number.NEGATIVE_INFINITY;
  #shown = '';
  #wanted: NodeStatus = {};
  #failure: NodeStatus | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(show: (status: NodeStatus) => void, translate: Translate) {
    this.#show = show;
    this.#translate = translate;
  }

  /** Tells how much is under way. When nothing is, the line is cleared, or says why the last message failed. */
  working({ running, waiting }: Counts): void {
    if (running + waiting === 0) this.#want(this.#failure ?? {});
    else
      this.#want({
        fill: 'blue',
        shape: waiting > 0 ? 'ring' : 'dot',
        text: this.#countText(running, waiting),
      });
  }

  failed(code: string): void {
    this.#failure = { fill: 'red', shape: 'ring', text: this.#translate('status.failed', { code }) };
  }

  succeeded(): void {
    this.#failure = undefined;
  }

  /** Shows something for good, such as a missing account. */
  stuck(key: string): void {
    this.#failure = { fill: 'red', shape: 'ring', text: this.#translate(key) };
    this.#want(this.#failure);
  }

  /** Nothing is shown any more: by now the line may belong to the node's next instance. */
  close(): void {
    clearTimeout(this.#timer);
    this.#show({});
  }

  #countText(running: number, waiting: number): string {
    return this.#translate(waiting > 0 ? 'status.waiting' : 'status.running', { running, waiting });
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
