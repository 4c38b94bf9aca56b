import type { Done, Message, Red, RedNode, Send, Translate } from '../node-red.js';
import type { MessageFailure } from './message-failure.js';
import type { MessageInvoker, MessageOutcome } from './message-invoker.js';
import type { StatusLine } from './status-line.js';
import type { Work } from './work-queue.js';

/** A message of a flow, with Node-RED's functions to send messages on and to complete it. */
export interface FlowMessage {
  readonly message: Message;
  readonly send: Send;
  readonly done: Done;
}

/** What an invoke node shares among all its messages. */
export interface InvokeContext {
  readonly red: Red;
  readonly node: RedNode;
  readonly invoker: MessageInvoker;
  readonly status: StatusLine;
  readonly translate: Translate;
  readonly hasFailureOutput: boolean;
}

/** The work for a message that is one invocation. */
export function singleWork(context: InvokeContext, flowMessage: FlowMessage): Work {
  const work = {
    left: 1,
    start: async (): Promise<void> => {
      work.left = 0;
      const outcome = await context.invoker.invoke(flowMessage.message);
      if (context.invoker.isClosed) return;
      reportStatus(context, flowMessage.message, outcome);
      settleMessage(flowMessage, () => sendOutcome(context, flowMessage, flowMessage.message, outcome));
    },
  };
  return work;
}

/** Completes a message with the error that `answer` returns or throws: Node-RED throws if it cannot clone a message. */
export function settleMessage({ done }: FlowMessage, answer: () => Error | undefined): void {
  let failure: Error | undefined;
  try {
    failure = answer();
  } catch (error) {
    failure = error as Error;
  }
  done(failure);
}

/** Sends a result, or a failure if it has an output of its own; returns the failure if it has none. */
export function sendOutcome(
  context: InvokeContext,
  { send }: FlowMessage,
  message: Message,
  outcome: MessageOutcome,
): MessageFailure | undefined {
  message['livepersonFunctions'] = outcome.details;
  if (!('failure' in outcome)) {
    message.payload = outcome.result;
    send(context.hasFailureOutput ? [message, null] : message);
    return undefined;
  }
  const { failure } = outcome;
  if (!context.hasFailureOutput || failure.code !== 'function-failed') return failure;
  if (message['error'] !== undefined) message['_error'] = message['error'];
  message['error'] = errorProperty(context.node, failure);
  send([null, message]);
  return undefined;
}

/** The value of `msg.error`, as a Catch node would set it, so that flows handle one format. */
function errorProperty({ id, type, name }: RedNode, failure: MessageFailure): object {
  const source = { id, type, name, count: 1 };
  return { message: String(failure), source, code: failure.code, cause: failure.cause };
}

/** Updates the node's status and metrics. */
export function reportStatus(
  { node, status }: InvokeContext,
  message: Message,
  outcome: MessageOutcome,
): void {
  if ('failure' in outcome) {
    status.failed(outcome.failure.code);
    return;
  }
  status.succeeded();
  // The same metric as that of Node-RED's own http request node.
  if (node.metric()) node.metric('duration.millis', message, outcome.details.durationMs);
}
