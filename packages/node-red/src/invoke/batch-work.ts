import type { Message, Translate } from '../node-red.js';
import { type Delivery, finish, give, note, type Outlet } from './flow-message.js';
import { Failure, type FailureDetails } from './message-failure.js';
import type { Outcome } from './message-invoker.js';
import type { Work } from './work-queue.js';

type ElementFailure = FailureDetails & { readonly index: number; readonly message: string };

/** One message, one invocation per element of its payload: a sequence of messages, or one joined array. */
export class Batch implements Work {
  left: number;
  readonly #outlet: Outlet;
  readonly #delivery: Delivery;
  readonly #elements: readonly unknown[];
  readonly #isJoined: boolean;
  readonly #sequence: object;
  readonly #outcomes: Outcome[] = [];
  readonly #failures: ElementFailure[] = [];
  #settled = 0;

  constructor(outlet: Outlet, delivery: Delivery, elements: readonly unknown[], isJoined: boolean) {
    this.#outlet = outlet;
    this.#delivery = delivery;
    this.#elements = elements;
    this.#isJoined = isJoined;
    this.#sequence = { id: outlet.red.util.generateId(), type: 'array', count: elements.length, len: 1 };
    // An empty array has one unit that invokes nothing: it waits for its turn like any other.
    this.left = Math.max(elements.length, 1);
  }

  async start(): Promise<void> {
    const { invoker } = this.#outlet;
    const index = this.#elements.length - this.left;
    this.left -= 1;
    if (this.#elements.length === 0) {
      await invoker.turn();
      if (!invoker.isClosed) this.#finish();
      return;
    }
    const outcome = await invoker.invoke({ ...this.#delivery.message, payload: this.#elements[index] });
    if (!invoker.isClosed) this.#settle(index, outcome);
  }

  #settle(index: number, outcome: Outcome): void {
    note(this.#outlet, this.#delivery.message, outcome);
    this.#outcomes[index] = outcome;
    this.#settled += 1;
    const failure = this.#isJoined
      ? failureIn(outcome)
      : give(this.#outlet, this.#delivery, this.#part(index), outcome);
    if (failure) this.#failures.push({ ...failure.cause, index, message: failure.message });
    if (this.#settled === this.#elements.length) this.#finish();
  }

  /** A message of its own for an element, inside of the sequence that the whole may be part of. */
  #part(index: number): Message {
    const { message } = this.#delivery;
    return {
      ...this.#outlet.red.util.cloneMessage({ ...message, payload: undefined }),
      payload: this.#elements[index],
      parts: { ...this.#sequence, index, ...(message.parts && { parts: message.parts }) } as Message['parts'],
    };
  }

  #finish(): void {
    const { hasFailureOutput, translate } = this.#outlet;
    const { message, send } = this.#delivery;
    finish(this.#delivery, () => {
      if (this.#isJoined) join(message, this.#outcomes);
      if (this.#isJoined && this.#failures.length === 0) send(hasFailureOutput ? [message, null] : message);
      return batchFailure(translate, this.#failures, this.#elements.length);
    });
  }
}

const failureIn = (outcome: Outcome): Failure | undefined =>
  'failure' in outcome ? outcome.failure : undefined;

/** The results in place of the elements, or, when some failed, beside them. */
function join(message: Message, outcomes: readonly Outcome[]): void {
  const results = outcomes.map((outcome) => ('failure' in outcome ? null : outcome.result));
  const details = outcomes.map(({ details: known }) => known);
  if (outcomes.every((outcome) => !('failure' in outcome))) {
    message.payload = results;
    message['livepersonFunctions'] = { invocations: details };
  } else {
    message['livepersonFunctions'] = { invocations: details, results };
  }
}

/** What a batch's message fails with: by the code of its first failure, with all of them. */
function batchFailure(
  translate: Translate,
  failures: readonly ElementFailure[],
  count: number,
): Failure | undefined {
  const byIndex = [...failures].sort((one, other) => one.index - other.index);
  const [first] = byIndex;
  if (first === undefined) return undefined;
  const text = translate('error.batch', { failed: failures.length, count, message: first.message });
  const retryable = failures.every((failure) => failure.retryable);
  return new Failure(text, { code: first.code, retryable, count, failures: byIndex });
}
