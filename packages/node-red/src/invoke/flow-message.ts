import type { Done, Message, Red, RedNode, Send, Translate } from '../node-red.js';
import type { Failure } from './message-failure.js';
import type { Invoker, Outcome } from './message-invoker.js';
import type { StatusLine } from './status-line.js';
import type { Work } from './work-queue.js';

/** A message and the two ways to answer it. */
export interface Delivery {
  readonly message: Message;
  readonly send: Send;
  readonly done: Done;
}

/** What the node gives on, and where. */
export interface Outlet {
  readonly red: Red;
  readonly node: RedNode;
  readonly invoker: Invoker;
  readonly status: StatusLine;
  readonly translate: Translate;
  readonly hasFailureOutput: boolean;
}

/** One message, one invocation. */
export function singleWork(outlet: Outlet, delivery: Delivery): Work {
  const work = {
    left: 1,
    start: async (): Promise<void> => {
      work.left = 0;
      const outcome = await outlet.invoker.invoke(delivery.message);
      if (outlet.invoker.isClosed) return;
      note(outlet, delivery.message, outcome);
      finish(delivery, () => give(outlet, delivery, delivery.message, outcome));
    },
  };
  return work;
}

/** Has a message answered and be done with. A message may be too odd to be cloned. */
export function finish({ done }: Delivery, answer: () => Error | undefined): void {
  let failure: Error | undefined;
  try {
    failure = answer();
  } catch (error) {
    failure = error as Error;
  }
  done(failure);
}

/** Sends what there is to send; answers the failure that is not sent anywhere. */
export function give(
  outlet: Outlet,
  { send }: Delivery,
  message: Message,
  outcome: Outcome,
): Failure | undefined {
  message['livepersonFunctions'] = outcome.details;
  if (!('failure' in outcome)) {
    message.payload = outcome.result;
    send(outlet.hasFailureOutput ? [message, null] : message);
    return undefined;
  }
  const { failure } = outcome;
  if (!outlet.hasFailureOutput || failure.code !== 'function-failed') return failure;
  if (message['error'] !== undefined) message['_error'] = message['error'];
  message['error'] = asCatchShowsIt(outlet.node, failure);
  send([null, message]);
  return undefined;
}

/** The same as a Catch node would put there, so that flows need to know only one form. */
function asCatchShowsIt({ id, type, name }: RedNode, failure: Failure): object {
  const source = { id, type, name, count: 1 };
  return { message: String(failure), source, code: failure.code, cause: failure.cause };
}

export function note({ node, status }: Outlet, message: Message, outcome: Outcome): void {
  if ('failure' in outcome) {
    status.failed(outcome.failure.code);
    return;
  }
  status.succeeded();
  // As Node-RED's own http request node tells it.
  if (node.metric()) node.metric('duration.millis', message, outcome.details.durationMs);
}
