import type { Account, AccountNode } from '../account/account-node.js';
import {
  type Done,
  type Message,
  type Red,
  type RedNode,
  type Send,
  type Translate,
  translator,
} from '../node-red.js';
import { BatchWork } from './batch-work.js';
import { Fields } from './fields.js';
import { type FlowMessage, type InvokeContext, singleWork } from './flow-message.js';
import { type InvokeConfig, type InvokeSettings, invokeSettings } from './invoke-config.js';
import { type MessageFailure, notSent } from './message-failure.js';
import { MessageInvoker } from './message-invoker.js';
import { StatusLine } from './status-line.js';
import { type Work, WorkQueue } from './work-queue.js';

export const INVOKE_TYPE = 'liveperson-functions-invoke';

/** Turns a new node into an invoke node. */
export function startInvoke(red: Red, node: RedNode, config: InvokeConfig): void {
  const translate = translator(red, INVOKE_TYPE);
  const status = new StatusLine((shown) => node.status(shown), translate);
  const accountNode = findAccount(red, config);
  if (accountNode) accountNode.users[node.id] = node;
  node.on('close', () => {
    if (accountNode) delete accountNode.users[node.id];
    status.close();
  });
  const account = accountNode?.account;
  if (account?.client === undefined) {
    status.unusable(`${INVOKE_TYPE}.status.${account ? 'account-incomplete' : 'no-account'}`);
    refuseAll(node, translate, account);
    return;
  }
  const { isOrdered, hasFailureOutput, ...settings } = invokeSettings(config);
  const invoker = new MessageInvoker(
    new Fields(red, node, config, translate),
    account,
    account.client,
    isOrdered,
  );
  invokeAll({ red, node, invoker, status, translate, hasFailureOutput }, settings);
}

/** Fails every message. The account itself reports at deploy what is missing. */
function refuseAll(node: RedNode, translate: Translate, account: Account | undefined): void {
  const refuse = (): MessageFailure =>
    account
      ? notSent(translate('error.account-incomplete', accountProblem(account)))
      : notSent(translate('error.no-account'));
  node.on('input', (_message: Message, _send: unknown, done: Done) => done(refuse()));
}

type QueueSettings = Omit<InvokeSettings, 'isOrdered' | 'hasFailureOutput'>;

function invokeAll(context: InvokeContext, { arrayMode, ...limits }: QueueSettings): void {
  const { node, invoker, status, translate } = context;
  const showCounts = (): void => {
    if (!invoker.isClosed) status.showCounts(queue);
  };
  const queue = new WorkQueue(limits, showCounts, (error) => node.error(String(error)));
  const workFor = (flowMessage: FlowMessage): Work | undefined => {
    const { payload } = flowMessage.message;
    if (arrayMode === 'off') return singleWork(context, flowMessage);
    if (!Array.isArray(payload)) return undefined;
    return new BatchWork(context, flowMessage, payload, arrayMode === 'join');
  };
  node.on('input', (message: Message, send: Send, done: Done) => {
    // Node-RED may pass further messages until the node is closed completely.
    if (invoker.isClosed) return;
    // The outcome is written into the message, or into a copy if it cannot be extended.
    const writable = Object.isExtensible(message) ? message : { ...message };
    const work = workFor({ message: writable, send, done });
    if (work === undefined) {
      status.failed('invalid-options');
      showCounts();
      done(notSent(translate('error.not-an-array')));
    } else if (!queue.add(work)) {
      status.overflowed();
      done(notSent(translate('error.queue-full', { waiting: queue.waiting }), 'queue-full', true));
    }
  });
  node.on('close', () => {
    const aborted = queue.running + queue.waiting;
    invoker.close();
    queue.clear();
    if (aborted > 0) node.warn(translate('error.closed', { count: aborted }));
  });
}

function findAccount(red: Red, { account }: InvokeConfig): AccountNode | undefined {
  return account ? (red.nodes.getNode(String(account)) as AccountNode | undefined) : undefined;
}

const accountProblem = ({ label, problems }: Account) => ({ account: label, problem: problems.join('; ') });
