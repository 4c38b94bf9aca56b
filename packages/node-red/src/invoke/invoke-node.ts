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
import { Batch } from './batch-work.js';
import { Fields } from './fields.js';
import { type Delivery, type Outlet, singleWork } from './flow-message.js';
import { type InvokeConfig, type InvokeSettings, invokeSettings } from './invoke-config.js';
import { type Failure, misuse } from './message-failure.js';
import { Invoker } from './message-invoker.js';
import { StatusLine } from './status-line.js';
import { type Work, WorkQueue } from './work-queue.js';

export const INVOKE_TYPE = 'liveperson-functions-invoke';

/** Makes an invoke node of `node`. */
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
    status.stuck(`${INVOKE_TYPE}.status.${account ? 'account-incomplete' : 'no-account'}`);
    refuseAll(node, translate, account);
    return;
  }
  const { isOrdered, hasFailureOutput, ...settings } = invokeSettings(config);
  const invoker = new Invoker(new Fields(red, node, config, translate), account, account.client, isOrdered);
  invokeAll({ red, node, invoker, status, translate, hasFailureOutput }, settings);
}

/** Not before the first message: the account itself says at once what is missing. */
function refuseAll(node: RedNode, translate: Translate, account: Account | undefined): void {
  const refuse = (): Failure =>
    account
      ? misuse(translate('error.account-incomplete', incompleteness(account)))
      : misuse(translate('error.no-account'));
  node.on('input', (_message: Message, _send: unknown, done: Done) => done(refuse()));
}

type Settings = Omit<InvokeSettings, 'isOrdered' | 'hasFailureOutput'>;

function invokeAll(outlet: Outlet, { batch, ...limits }: Settings): void {
  const { node, invoker, status, translate } = outlet;
  const changed = (): void => {
    if (!invoker.isClosed) status.working(queue);
  };
  const queue = new WorkQueue(limits, changed, (error) => node.error(String(error)));
  const workFor = (delivery: Delivery): Work | undefined => {
    const { payload } = delivery.message;
    if (batch === 'off') return singleWork(outlet, delivery);
    return Array.isArray(payload) ? new Batch(outlet, delivery, payload, batch === 'join') : undefined;
  };
  node.on('input', (message: Message, send: Send, done: Done) => {
    // Node-RED hands out messages until the node is closed altogether.
    if (invoker.isClosed) return;
    // What comes of it is written into the message: into a copy where that is not allowed.
    const own = Object.isExtensible(message) ? message : { ...message };
    const work = workFor({ message: own, send, done });
    if (work === undefined) {
      status.failed('invalid-options');
      changed();
      done(misuse(translate('error.not-an-array')));
    } else if (!queue.add(work)) {
      status.overflowed();
      done(misuse(translate('error.queue-full', { waiting: queue.waiting }), 'queue-full', true));
    }
  });
  node.on('close', () => {
    const cut = queue.running + queue.waiting;
    invoker.close();
    queue.clear();
    if (cut > 0) node.warn(translate('error.closed', { count: cut }));
  });
}

function findAccount(red: Red, { account }: InvokeConfig): AccountNode | undefined {
  return account ? (red.nodes.getNode(account) as AccountNode | undefined) : undefined;
}

const incompleteness = ({ label, problems }: Account) => ({ account: label, problem: problems.join('; ') });
