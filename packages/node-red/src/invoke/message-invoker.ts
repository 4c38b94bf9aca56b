import { setMaxListeners } from 'node:events';
import { type FunctionsClient, isFunctionsError } from '@lp-faas/core';
import type { Account } from '../account/account-node.js';
import type { Message } from '../node-red.js';
import type { Fields, Request } from './fields.js';
import { type Failure, failureOf } from './message-failure.js';

/** What became of one invocation. */
export type Outcome =
  | { readonly result: unknown; readonly details: { readonly durationMs: number } }
  | { readonly failure: Failure; readonly details: object };

/** Invokes what a message asks for, until it is closed. */
export class Invoker {
  readonly #fields: Fields;
  readonly #account: Pick<Account, 'report'>;
  readonly #client: FunctionsClient;
  readonly #closing = new AbortController();
  readonly #isOrdered: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(fields: Fields, account: Pick<Account, 'report'>, client: FunctionsClient, isOrdered: boolean) {
    this.#fields = fields;
    this.#account = account;
    this.#client = client;
    this.#isOrdered = isOrdered;
    // One per invocation in flight, and there may be any number.
    setMaxListeners(0, this.#closing.signal);
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Ends everything that is under way. */
  close(): void {
    this.#closing.abort();
  }

  /** Never throws. When order is to be kept, an outcome comes after those of the messages before it. */
  invoke(message: Message): Promise<Outcome> {
    const outcome = this.#invoke(message);
    if (!this.#isOrdered) return outcome;
    const before = this.#last;
    const inTurn = outcome.then(async (known) => {
      await before;
      return known;
    });
    this.#last = inTurn;
    return inTurn;
  }

  /** Over as soon as it is the turn of what comes now. */
  async turn(): Promise<void> {
    if (this.#isOrdered) await this.#last;
  }

  async #invoke(message: Message): Promise<Outcome> {
    let target = {};
    try {
      const request = await this.#fields.read(message);
      target = targetOf(request);
      const signal = this.#closing.signal;
      const {
        result,
        resultJson: _,
        ...facts
      } = await this.#client.invoke(request.input, {
        ...request.options,
        signal,
      });
      this.#account.report(undefined);
      return { result, details: { ...target, ...facts } };
    } catch (error) {
      // What was cut off says nothing of the account, which may live on.
      if (isFunctionsError(error) && !this.isClosed) this.#account.report(error);
      const failure = failureOf(error);
      return { failure, details: { ...target, ...failure.cause } };
    }
  }
}

/** What was asked for, to stand beside what became of it. */
function targetOf({ input }: Request): Readonly<Record<string, string>> {
  if (input.lambdaUuid !== undefined) return { lambdaUuid: input.lambdaUuid };
  return { eventId: input.eventId, ...(input.skillId !== undefined && { skillId: input.skillId }) };
}
