import { setMaxListeners } from 'node:events';
import { type FunctionsClient, isFunctionsError } from '@lp-faas/core';
import type { Account } from '../account/account-node.js';
import type { Message } from '../node-red.js';
import type { Fields, MessageRequest } from './fields.js';
import { type MessageFailure, toMessageFailure } from './message-failure.js';

/** The outcome of one invocation. */
export type MessageOutcome =
  | { readonly result: unknown; readonly details: { readonly durationMs: number } }
  | { readonly failure: MessageFailure; readonly details: object };

/** Makes the invocations that messages ask for, until it is closed. */
export class MessageInvoker {
  readonly #fields: Fields;
  readonly #account: Pick<Account, 'reportCall'>;
  readonly #client: FunctionsClient;
  readonly #closing = new AbortController();
  readonly #isOrdered: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    fields: Fields,
    account: Pick<Account, 'reportCall'>,
    client: FunctionsClient,
    isOrdered: boolean,
  ) {
    this.#fields = fields;
    this.#account = account;
    this.#client = client;
    this.#isOrdered = isOrdered;
    // Each running invocation has a listener, and their number may be unlimited.
    setMaxListeners(0, this.#closing.signal);
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborts all running invocations. */
  close(): void {
    this.#closing.abort();
  }

  /** Never rejects. If the order is kept, resolves after the outcomes of all earlier messages. */
  invoke(message: Message): Promise<MessageOutcome> {
    const outcome = this.#invoke(message);
    if (!this.#isOrdered) return outcome;
    const earlier = this.#last;
    const ordered = outcome.then(async (known) => {
      await earlier;
      return known;
    });
    this.#last = ordered;
    return ordered;
  }

  /** Resolves after the outcomes of all earlier messages if the order is kept, else at once. */
  async afterEarlier(): Promise<void> {
    if (this.#isOrdered) await this.#last;
  }

  async #invoke(message: Message): Promise<MessageOutcome> {
    let invoked = {};
    try {
      const request = await this.#fields.read(message);
      invoked = invokedBy(request);
      const signal = this.#closing.signal;
      const {
        result,
        resultJson: _,
        ...facts
      } = await this.#client.invoke(request.input, {
        ...request.options,
        signal,
      });
      this.#account.reportCall(undefined);
      return { result, details: { ...invoked, ...facts } };
    } catch (error) {
      // An invocation aborted by closing says nothing about the account, which other nodes may go on using.
      if (isFunctionsError(error) && !this.isClosed) this.#account.reportCall(error);
      const failure = toMessageFailure(error);
      return { failure, details: { ...invoked, ...failure.cause } };
    }
  }
}

/** The ids of the function or event, for the details of the message. */
function invokedBy({ input }: MessageRequest): Readonly<Record<string, string>> {
  if (input.lambdaUuid !== undefined) return { lambdaUuid: input.lambdaUuid };
  return { eventId: input.eventId, ...(input.skillId !== undefined && { skillId: input.skillId }) };
}
