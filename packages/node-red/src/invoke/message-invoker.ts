import { setMaxListeners } from 'node:events';
import { isFunctionsError } from '@lp-faas/core';
import type { Message, Translate } from '../node-red.js';
import type { AccountLink } from './account-link.js';
import type { Fields, MessageRequest } from './fields.js';
import { type MessageFailure, notSent, toMessageFailure } from './message-failure.js';

/** The outcome of one invocation. */
export type MessageOutcome =
  | { readonly result: unknown; readonly details: { readonly durationMs: number } }
  | { readonly failure: MessageFailure; readonly details: object };

/** What an invocation needs of the instance of the node that is running. */
export interface InvokerParts {
  readonly fields: Fields;
  readonly account: AccountLink;
}

/** The message that an invocation is for. */
export interface InvocationOwner {
  /** When it arrived, on the clock of `performance.now()`. */
  readonly arrivedAt: number;
  /** Set as soon as an invocation begins. */
  isSent: boolean;
}

export interface InvokerOptions {
  readonly isOrdered: boolean;
  /** Milliseconds in which a message must have been sent after it arrived; Infinity for no limit. */
  readonly maxWaitMs: number;
  readonly translate: Translate;
}

/** Makes the invocations that messages ask for. */
export class MessageInvoker {
  /** Those of the running instance of the node. */
  parts: InvokerParts;
  readonly #options: InvokerOptions;
  readonly #aborting = new AbortController();
  #isRefusing = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: InvokerParts, options: InvokerOptions) {
    this.parts = parts;
    this.#options = options;
    // Each running invocation has a listener, and their number may be unlimited.
    setMaxListeners(0, this.#aborting.signal);
  }

  /** Whether the node was stopped, and its messages end. */
  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  /** Fails every further invocation, without sending it. */
  refuse(): void {
    this.#isRefusing = true;
  }

  /** Aborts all running invocations. */
  abort(): void {
    this.refuse();
    this.#aborting.abort();
  }

  /**
   * Never rejects. If the order is kept, resolves after the outcomes of all earlier messages; only a message that waited
   * too long to be sent does not wait for them.
   */
  invoke(message: Message, owner: InvocationOwner): Promise<MessageOutcome> {
    const outcome = this.#invoke(message, owner);
    // What ends unsent because the node was stopped does not wait for those that are running.
    if (!this.#options.isOrdered || this.#isRefusing) return outcome;
    const earlier = this.#last;
    const ordered = outcome.then(async (known) => {
      if (!hasWaitedTooLong(known)) await earlier;
      return known;
    });
    this.#last = ordered.then(() => earlier);
    return ordered;
  }

  /** Resolves after the outcomes of all earlier messages if the order is kept, else at once. */
  async afterEarlier(): Promise<void> {
    if (this.#options.isOrdered) await this.#last;
  }

  async #invoke(message: Message, owner: InvocationOwner): Promise<MessageOutcome> {
    let invoked = {};
    try {
      const request = await this.#request(message, owner.arrivedAt);
      invoked = invokedBy(request);
      const { result, facts } = await this.#send(request, owner);
      return { result, details: { ...invoked, ...facts } };
    } catch (error) {
      const failure = this.#aborting.signal.aborted ? this.#stopped(error) : toMessageFailure(error);
      return { failure, details: { ...invoked, ...failure.cause } };
    }
  }

  async #request(message: Message, arrivedAt: number): Promise<MessageRequest> {
    this.#checkUnsent(arrivedAt);
    const request = await this.#inTime(this.parts.fields.read(message), arrivedAt);
    // An expression may have run for a long time, and kept every timer from firing.
    this.#checkUnsent(arrivedAt);
    return request;
  }

  /** @throws {MessageFailure} if the message must not be sent any more. */
  #checkUnsent(arrivedAt: number): void {
    if (this.#isRefusing) throw notSent(this.#options.translate('error.stopped-waiting'), 'aborted', true);
    if (performance.now() - arrivedAt >= this.#options.maxWaitMs) throw this.#waitedTooLong();
  }

  #waitedTooLong(): MessageFailure {
    const { translate, maxWaitMs } = this.#options;
    return notSent(translate('error.waited', { maxWaitMs }), 'timeout', true);
  }

  /** Waits for a value as long as the message may wait. */
  async #inTime<Value>(value: Promise<Value>, arrivedAt: number): Promise<Value> {
    const { maxWaitMs } = this.#options;
    if (maxWaitMs === Number.POSITIVE_INFINITY) return await value;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      const left = arrivedAt + maxWaitMs - performance.now();
      timer = setTimeout(() => reject(this.#waitedTooLong()), left);
    });
    return await Promise.race([value, limit]).finally(() => clearTimeout(timer));
  }

  async #send({ input, options }: MessageRequest, owner: InvocationOwner) {
    const { account } = this.parts;
    const usable = account.require();
    owner.isSent = true;
    try {
      const { signal } = this.#aborting;
      const sent = await usable.shared.use((client) => client.invoke(input, { ...options, signal }));
      const { result, resultJson: _, ...facts } = sent;
      if (!this.#isRefusing) usable.reportCall(undefined);
      return { result, facts };
    } catch (error) {
      // The account of a stopped node may have changed with it, and an abort says nothing about the account.
      if (isFunctionsError(error) && !this.#isRefusing) usable.reportCall(error);
      throw error;
    }
  }

  /** The failure of an invocation that was aborted because the node was stopped. */
  #stopped(error: unknown): MessageFailure {
    const failure = toMessageFailure(error);
    if (failure.code !== 'aborted' || failure.cause['phase'] === 'options') return failure;
    return failure.withText(this.#options.translate('error.stopped-running'));
  }
}

const hasWaitedTooLong = (outcome: MessageOutcome): boolean =>
  'failure' in outcome && outcome.failure.code === 'timeout' && outcome.failure.cause['phase'] === 'options';

/** The ids of the function or event, for the details of the message. */
function invokedBy({ input }: MessageRequest): Readonly<Record<string, string>> {
  if (input.lambdaUuid !== undefined) return { lambdaUuid: input.lambdaUuid };
  return { eventId: input.eventId, ...(input.skillId !== undefined && { skillId: input.skillId }) };
}
