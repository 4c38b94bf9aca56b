/** A clock that jumps from timer to timer: hours pass in seconds, and every run is the same. */
export class VirtualTime {
  #now = 0;
  #timers = [];
  #seed = 42;

  now() {
    return this.#now;
  }

  wallNow() {
    return 1_790_000_000_000 + this.#now;
  }

  random() {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#seed / 2_147_483_648;
  }

  after(ms, callback) {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      timer.callback = undefined;
    };
  }

  sleep(ms) {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs until the work is over. */
  async run(work) {
    let isOver = false;
    work.finally(() => {
      isOver = true;
    });
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) return await work;
      this.#timers = this.#timers.filter(({ callback }) => callback !== undefined);
      const at = Math.min(...this.#timers.map((timer) => timer.at));
      const due = this.#timers.filter((timer) => timer.at === at);
      this.#now = Math.max(this.#now, at);
      for (const timer of due) {
        const { callback } = timer;
        timer.callback = undefined;
        callback?.();
      }
    }
  }
}
