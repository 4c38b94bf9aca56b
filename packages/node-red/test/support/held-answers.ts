import type { ServerResponse } from 'node:http';
import { type Arrived, json, type Reply } from '@lp-faas/testing/scripted-platform';
import { within } from './waiting.js';

interface Held {
  readonly response: ServerResponse;
  readonly request: Arrived;
}

/** Holds requests until a test releases them, so that the test decides the order of the responses. */
export class HeldAnswers {
  readonly #held: Held[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  readonly reply: Reply = (response, request) => {
    this.#held.push({ response, request });
    this.#waiting = this.#waiting.filter(({ count, resolve }) => {
      if (this.#held.length >= count) resolve();
      return this.#held.length < count;
    });
  };

  get count(): number {
    return this.#held.length;
  }

  /** Waits until `count` requests are held. */
  async hold(count: number): Promise<void> {
    if (this.#held.length >= count) return;
    const held = new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    await within(held, () => `${count} requests to hold; got ${this.#held.length}`);
  }

  /** Responds to the held requests in the order that `sort` returns, each with its own payload. */
  release(sort: (held: Held[]) => Held[] = (held) => held): void {
    for (const { response, request } of sort(this.#held.splice(0))) echo(response, request);
  }
}

/** A function that returns its payload. */
export const echo: Reply = (response, request) => {
  json(200, (JSON.parse(request.body || '{}') as { payload: unknown }).payload)(response, request);
};

/** Shuffles with a seed, so that a failure can be reproduced. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
