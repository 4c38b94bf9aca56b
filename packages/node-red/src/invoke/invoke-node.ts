import { whenFlowsStarted } from '../flow-events.js';
import type { Handover } from '../handover.js';
import { type Done, type Message, type Red, type RedNode, type Send, translator } from '../node-red.js';
import { AccountLink } from './account-link.js';
import { Fields } from './fields.js';
import { INVOKE_TYPE, type InvokeConfig, invokeSettings } from './invoke-config.js';
import { InvokeWorker } from './invoke-worker.js';
import { MessageInvoker } from './message-invoker.js';
import { StatusLine } from './status-line.js';

/** What a closed invoke node leaves for its next instance: its workers with unfinished messages. */
export type InvokeHandover = Handover<readonly InvokeWorker[]>;

/** Turns a new node into an invoke node. */
export function startInvoke(red: Red, node: RedNode, config: InvokeConfig, handover: InvokeHandover): void {
  const earlier = handover.take(node.id) ?? [];
  const { worker, account, status } = workerFor(red, node, config, earlier);
  const stopped = earlier.filter((other) => other !== worker);
  for (const other of stopped) other.stop(graceMs(red));
  const workers = [worker, ...stopped];
  // Before that, the nodes that it sends to do not exist.
  const cancelMove = whenFlowsStarted(red.events, () => earlier.forEach(attach));
  const attach = (other: InvokeWorker): void => other.attach(node);
  const cancelWatch = watchAccount(red, account, status);
  node.on('input', (message: Message, send: Send, done: Done) => {
    if (!workers.some((other) => other.adopt(message, send, done))) worker.accept(message, send, done);
  });
  node.on('close', () => {
    cancelMove();
    cancelWatch();
    account.disconnect();
    if (worker.isIdle) status.close();
    const unfinished = workers.filter(({ isIdle }) => !isIdle);
    for (const other of unfinished) other.detach();
    if (unfinished.length > 0) handover.leave(node.id, unfinished);
  });
}

/** Returns the worker of the earlier instance if it can go on, else a new one. */
function workerFor(red: Red, node: RedNode, config: InvokeConfig, [first]: readonly InvokeWorker[]) {
  const translate = translator(red, INVOKE_TYPE);
  const settings = invokeSettings(config);
  const account = new AccountLink(red, node, settings.account, translate);
  const parts = { fields: new Fields(red, node, config, translate), account };
  if (first?.canGoOn(settings, account.shared)) {
    first.goOn(parts);
    return { worker: first, account, status: first.status };
  }
  const status = new StatusLine((shown) => node.status(shown), translate);
  // The closed instance left its counts.
  if (first) node.status({});
  const { isOrdered, maxWaitMs, hasFailureOutput } = settings;
  const invoker = new MessageInvoker(parts, { isOrdered, maxWaitMs, translate });
  const running = { nextInstance: undefined, isUnroutable: false };
  const context = { red, node, invoker, status, translate, hasFailureOutput, ...running };
  return { worker: new InvokeWorker(context, settings), account, status };
}

/** Shows why the account cannot be used, until it can: a deploy of another flow may bring it. */
function watchAccount({ events }: Red, account: AccountLink, status: StatusLine): () => void {
  let cancel = (): unknown => undefined;
  const check = (): void => {
    const { problem } = account;
    if (problem === undefined) {
      status.usable();
      return;
    }
    status.unusable(`${INVOKE_TYPE}.${problem}`);
    cancel = whenFlowsStarted(events, check);
  };
  check();
  return () => cancel();
}

/** Milliseconds that running invocations have to end when a deploy changes or removes their node. */
export function graceMs({ settings }: Red): number {
  const { nodeCloseTimeout } = settings as { readonly nodeCloseTimeout?: unknown };
  return Math.min(10_000, (Number(nodeCloseTimeout) || 15_000) - 2000);
}
