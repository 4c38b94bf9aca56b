import type { Done, Message, Red, RedNode, Send, Translate } from '../node-red.js';
import { MessageFailure } from './message-failure.js';
import type { MessageInvoker, MessageOutcome } from './message-invoker.js';
import type { StatusLine } from './status-line.js';
import type { Work } from './work-queue.js';

/** A message of a flow, with Node-RED's functions to send messages on and to complete it. */
export interface FlowMessage {
  /** The message as Node-RED passed it: Catch and Complete nodes get it from Node-RED, not from this node. */
  readonly received: Message;
  /** What the outcome is written into: the message itself, or a copy if it cannot be extended. */
  readonly message: Message;
  /** When it arrived, on the clock of `performance.now()`. */
  readonly arrivedAt: number;
  /** Whether an invocation of it has begun, so that its function may have run. */
  isSent: boolean;
  /** Whether the log says already that the message was cut off. */
  isLogged: boolean;
  /** These two belong to an instance of the node, and change when a deploy restarts it. */
  send: Send;
  done: Done;
}

/** What an invoke node shares among all its messages. */
export interface InvokeContext {
  readonly red: Red;
  /** The running instance of the node. */
  node: RedNode;
  readonly invoker: MessageInvoker;
  readonly status: StatusLine;
  readonly translate: Translate;
  readonly hasFailureOutput: boolean;
  /** Set while the node is between two instances: outcomes wait for the next one. */
  nextInstance: Promise<void> | undefined;
  /** Whether Node-RED cannot deliver what the node sends any more: outcomes are then logged. */
  isUnroutable: boolean;
  /** Records that a message has ended. */
  readonly ended: (flowMessage: FlowMessage) => void;
}

/** The work for a message that is one invocation. */
export function singleWork(context: InvokeContext, flowMessage: FlowMessage): Work {
  const { message, arrivedAt } = flowMessage;
  const work = {
    left: 1,
    arrivedAt,
    start: async (): Promise<void> => {
      work.left = 0;
      const outcome = await context.invoker.invoke(message, flowMessage);
      if (context.nextInstance) await context.nextInstance;
      reportStatus(context, message, outcome);
      settleMessage(context, flowMessage, () => sendOutcome(context, flowMessage, message, outcome));
    },
  };
  return work;
}

/** Completes a message with the error that `answer` returns or throws: Node-RED throws if it cannot clone a message. */
export function settleMessage(
  context: InvokeContext,
  flowMessage: FlowMessage,
  answer: () => MessageFailure | undefined,
): void {
  let failure: MessageFailure | undefined;
  try {
    failure = answer();
  } catch (error) {
    failure = asSendFailure(error, context.translate);
    context.status.failed(failure.code);
  }
  context.ended(flowMessage);
  logLost(context, flowMessage, failure);
  completeMessage(context, flowMessage, failure);
}

/** Logs a message that a deploy or the end of Node-RED cut off: no Catch node may be there to get its error. */
function logLost(context: InvokeContext, flowMessage: FlowMessage, failure: Error | undefined): void {
  const { invoker, isUnroutable } = context;
  const isAborted = invoker.isRefusing && failure instanceof MessageFailure && failure.code === 'aborted';
  if (!isUnroutable && !isAborted) return;
  log(context, flowMessage, failure instanceof MessageFailure ? failure.delivery : 'executed');
}

/** Logs a message at once, before its invocation is aborted. */
export function logStopped(context: InvokeContext, flowMessage: FlowMessage): void {
  log(context, flowMessage, flowMessage.isSent ? 'unknown' : 'not-sent');
}

function log({ node, translate }: InvokeContext, flowMessage: FlowMessage, delivery: string): void {
  if (flowMessage.isLogged) return;
  flowMessage.isLogged = true;
  node.warn(translate('error.lost', { id: idOf(flowMessage.received), delivery }));
}

/** The failure of a message whose outcome could not be sent on, though the function ran. */
export function asSendFailure(error: unknown, translate: Translate): MessageFailure {
  if (error instanceof MessageFailure) return error;
  const facts = { phase: 'invocation', delivery: 'executed', retryable: false };
  return new MessageFailure(translate('error.unsendable'), { code: 'unexpected-response', ...facts });
}

/** Calls `done`. Catch and Complete nodes get a clone of the message, without what Node-RED cannot clone. */
export function completeMessage(
  context: Pick<InvokeContext, 'red' | 'node' | 'translate'>,
  { received, done }: Pick<FlowMessage, 'received' | 'done'>,
  failure: Error | undefined,
): void {
  const { red, node, translate } = context;
  try {
    done(failure);
    return;
  } catch {
    // Node-RED could not clone the message.
  }
  try {
    const unfit = Object.keys(received).filter((key) => !isCloneable(red, received, key));
    if (failure) node.error(failure, without(received, unfit));
    else {
      for (const key of unfit) Reflect.deleteProperty(received, key);
      done();
    }
  } catch {
    node.error(`${translate('error.unroutable', { id: idOf(received) })} ${String(failure ?? '')}`.trim());
  }
}

function isCloneable(red: Red, message: Message, key: string): boolean {
  try {
    red.util.cloneMessage({ [key]: message[key] } as Message);
    return true;
  } catch {
    return false;
  }
}

const without = (message: Message, keys: readonly string[]): Message =>
  Object.fromEntries(
    Object.keys(message).flatMap((key) => (keys.includes(key) ? [] : [[key, message[key]]])),
  ) as Message;

const idOf = ({ _msgid: id }: Message): string => String(id);

/** Sends a result, or a failure if it has an output of its own; returns the failure if it has none. */
export function sendOutcome(
  context: InvokeContext,
  flowMessage: FlowMessage,
  message: Message,
  outcome: MessageOutcome,
): MessageFailure | undefined {
  if (!('failure' in outcome)) {
    const changes = { payload: outcome.result, livepersonFunctions: outcome.details };
    sendResult(context, flowMessage, message, changes);
    return undefined;
  }
  message['livepersonFunctions'] = outcome.details;
  const { failure } = outcome;
  if (failure.code !== 'function-failed' || !hasFailureReceiver(context)) return failure;
  if (message['error'] !== undefined) message['_error'] = message['error'];
  message['error'] = errorProperty(context.node, failure);
  flowMessage.send([null, message]);
  return undefined;
}

/** Levels of a result that Node-RED is certain to clone for a second wire; some thousand exhaust its stack. */
const MAX_CLONED_LEVELS = 1000;

/**
 * Sends the message with its result to the first output.
 * @throws {MessageFailure} if Node-RED could not clone the result for the second wire, after it was sent to the first.
 */
export function sendResult(
  { node, translate }: InvokeContext,
  { send }: FlowMessage,
  message: Message,
  changes: Readonly<Record<'payload' | 'livepersonFunctions', unknown>>,
): void {
  const isCloned = wiresOf(node, 0).length > 1;
  if (isCloned && isDeeper(changes.payload, MAX_CLONED_LEVELS)) {
    const text = translate('error.too-deep', { levels: MAX_CLONED_LEVELS });
    const facts = { phase: 'invocation', delivery: 'executed', retryable: false };
    throw new MessageFailure(text, { code: 'unexpected-response', ...facts });
  }
  // What is cloned may fail to be. The message must then be as it was, so that Catch nodes get it with its payload.
  const sent = isCloned ? { ...message, ...changes } : Object.assign(message, changes);
  // A message that is not in a list goes to the first output.
  send(sent);
  if (isCloned) Object.assign(message, changes);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}

/** Whether failures of functions have an output that leads somewhere. */
function hasFailureReceiver({ red, node, hasFailureOutput }: InvokeContext): boolean {
  return hasFailureOutput && wiresOf(node, 1).some((id) => Boolean(red.nodes.getNode(id)));
}

/** The ids of the nodes that an output leads to. */
function wiresOf(node: RedNode, output: number): readonly string[] {
  return (node as unknown as { wires?: readonly (readonly string[])[] }).wires?.[output] ?? [];
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
