import type { Message, Translate } from '../node-red.js';
import {
  asSendFailure,
  type FlowMessage,
  type InvokeContext,
  reportStatus,
  sendOutcome,
  sendResult,
  settleMessage,
} from './flow-message.js';
import { MessageFailure, type MessageFailureDetails, notSent } from './message-failure.js';
import type { MessageOutcome } from './message-invoker.js';
import type { Work } from './work-queue.js';

type ElementFailure = MessageFailureDetails & { readonly index: number; readonly message: string };

/** The work for a message that is one invocation per element: sends a sequence of messages, or one joined array. */
export class BatchWork implements Work {
  left: number;
  readonly arrivedAt: number;
  readonly #context: InvokeContext;
  readonly #flowMessage: FlowMessage;
  readonly #elements: readonly unknown[];
  readonly #isJoined: boolean;
  readonly #sequence: object;
  readonly #outcomes: MessageOutcome[] = [];
  readonly #failures: ElementFailure[] = [];
  #settled = 0;

  constructor(
    context: InvokeContext,
    flowMessage: FlowMessage,
    elements: readonly unknown[],
    isJoined: boolean,
  ) {
    this.arrivedAt = flowMessage.arrivedAt;
    this.#context = context;
    this.#flowMessage = flowMessage;
    this.#elements = elements;
    this.#isJoined = isJoined;
    this.#sequence = { id: context.red.util.generateId(), type: 'array', count: elements.length, len: 1 };
    // An empty array has one unit, which invokes nothing, but takes its place in the order of the messages.
    this.left = Math.max(elements.length, 1);
  }

  async start(): Promise<void> {
    const { invoker } = this.#context;
    const index = this.#elements.length - this.left;
    this.left -= 1;
    if (this.#elements.length === 0) {
      await invoker.afterEarlier();
      if (this.#context.nextInstance) await this.#context.nextInstance;
      this.#settleAll();
      return;
    }
    const outcome = await this.#invoke(index);
    if (this.#context.nextInstance) await this.#context.nextInstance;
    this.#settle(index, outcome);
  }

  async #invoke(index: number): Promise<MessageOutcome> {
    const { invoker, translate } = this.#context;
    let element: Message;
    try {
      element = { ...this.#flowMessage.message, payload: this.#elements[index] };
    } catch {
      const failure = notSent(translate('error.unreadable-message'));
      return { failure, details: failure.cause };
    }
    return await invoker.invoke(element, this.#flowMessage);
  }

  #settle(index: number, outcome: MessageOutcome): void {
    reportStatus(this.#context, this.#flowMessage.message, outcome);
    this.#outcomes[index] = outcome;
    this.#settled += 1;
    const failure = this.#isJoined ? failureIn(outcome) : this.#send(index, outcome);
    if (failure) this.#failures.push({ ...failure.cause, index, message: failure.message });
    if (this.#settled === this.#elements.length) this.#settleAll();
  }

  #send(index: number, outcome: MessageOutcome): MessageFailure | undefined {
    try {
      return sendOutcome(this.#context, this.#flowMessage, this.#part(index), outcome);
    } catch (error) {
      return failureIn(outcome) ?? asSendFailure(error, this.#context.translate);
    }
  }

  /** Creates the message of an element; its `parts` contain those of the whole message, which may be in a sequence. */
  #part(index: number): Message {
    const { message } = this.#flowMessage;
    return {
      ...this.#context.red.util.cloneMessage({ ...message, payload: undefined }),
      payload: this.#elements[index],
      parts: { ...this.#sequence, index, ...(message.parts && { parts: message.parts }) } as Message['parts'],
    };
  }

  #settleAll(): void {
    const { translate } = this.#context;
    const { message } = this.#flowMessage;
    settleMessage(this.#context, this.#flowMessage, () => {
      if (this.#isJoined) this.#join(message);
      return batchFailure(translate, this.#failures, this.#elements.length);
    });
  }

  /** Sends the results as one array. If an element failed, the payload stays and the results are in the details. */
  #join(message: Message): void {
    const results = this.#outcomes.map((outcome) => ('failure' in outcome ? null : outcome.result));
    const invocations = this.#outcomes.map(({ details }) => details);
    if (this.#failures.length > 0) message['livepersonFunctions'] = { invocations, results };
    else
      sendResult(this.#context, this.#flowMessage, message, {
        payload: results,
        livepersonFunctions: { invocations },
      });
  }
}

const failureIn = (outcome: MessageOutcome): MessageFailure | undefined =>
  'failure' in outcome ? outcome.failure : undefined;

/** The failure of the whole message: it has the code of the first failed element, and lists all of them. */
function batchFailure(
  translate: Translate,
  failures: readonly ElementFailure[],
  count: number,
): MessageFailure | undefined {
  const byIndex = [...failures].sort((one, other) => one.index - other.index);
  const [first] = byIndex;
  if (first === undefined) return undefined;
  const text = translate('error.batch', { failed: failures.length, count, message: first.message });
  const retryable = failures.every((failure) => failure.retryable);
  return new MessageFailure(text, { code: first.code, retryable, count, failures: byIndex });
}
