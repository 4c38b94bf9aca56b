import type { Done, Message, Red, RedNode, Send, Translate } from '../node-red.js';
import { Failure, type FailureDetails } from './failure.js';
import type { Invoker, Outcome } from './invoker.js';
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

/** Has a message answered and be done with. A message may be frozen, or too odd to be cloned. */
function finish({ done }: Delivery, answer: () => Error | undefined): void {
  let failure: Error | undefined;
  try {
    failure = answer();
  } catch (error) {
    failure = error as Error;
  }
  done(failure);
}

/** One message, one invocation per element of its payload. */
export function batchWork(
  outlet: Outlet,
  delivery: Delivery,
  elements: readonly unknown[],
  isJoined: boolean,
): Work {
  const { message } = delivery;
  const { red, invoker } = outlet;
  const sequence = { id: red.util.generateId(), type: 'array', count: elements.length, len: 1 };
  const outcomes: Outcome[] = [];
  const failures: (FailureDetails & { index: number; message: string })[] = [];
  let settled = 0;
  const answer = (): Failure | undefined => {
    if (isJoined) join(message, outcomes);
    if (isJoined && failures.length === 0) delivery.send(outlet.hasFailureOutput ? [message, null] : message);
    return batchFailure(outlet.translate, failures, elements.length);
  };
  const work = {
    // An empty array has one unit that invokes nothing: it waits for its turn like any other.
    left: Math.max(elements.length, 1),
    start: async (): Promise<void> => {
      const index = elements.length - work.left;
      work.left -= 1;
      if (elements.length === 0) {
        await invoker.turn();
        if (!invoker.isClosed) finish(delivery, answer);
        return;
      }
      const element: Message = { ...message, payload: elements[index] };
      const outcome = await invoker.invoke(element);
      if (invoker.isClosed) return;
      note(outlet, message, outcome);
      outcomes[index] = outcome;
      settled += 1;
      const part = (): Message => ({
        ...red.util.cloneMessage({ ...message, payload: undefined }),
        payload: elements[index],
        parts: { ...sequence, index, ...(message.parts && { parts: message.parts }) },
      });
      const failure = isJoined ? failureIn(outcome) : give(outlet, delivery, part(), outcome);
      if (failure) failures.push({ ...failure.cause, index, message: failure.message });
      if (settled === elements.length) finish(delivery, answer);
    },
  };
  return work;
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

/** Sends what there is to send; answers the failure that is not sent anywhere. */
function give(outlet: Outlet, { send }: Delivery, message: Message, outcome: Outcome): Failure | undefined {
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

function note({ node, status }: Outlet, message: Message, outcome: Outcome): void {
  if ('failure' in outcome) {
    status.failed(outcome.failure.code);
    return;
  }
  status.succeeded();
  // As Node-RED's own http request node tells it.
  if (node.metric()) node.metric('duration.millis', message, outcome.details.durationMs);
}

/** What a batch's message fails with: by the code of its first failure, with all of them. */
function batchFailure(
  translate: Translate,
  failures: readonly (FailureDetails & { index: number; message: string })[],
  count: number,
): Failure | undefined {
  const byIndex = [...failures].sort((one, other) => one.index - other.index);
  const [first] = byIndex;
  if (first === undefined) return undefined;
  const text = translate('error.batch', { failed: failures.length, count, message: first.message });
  const retryable = failures.every((failure) => failure.retryable);
  return new Failure(text, { code: first.code, retryable, count, failures: byIndex });
}
