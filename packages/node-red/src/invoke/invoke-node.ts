import type { Account, AccountNode } from '../account/account-node.js';
import { type Done, type Message, type Red, type RedNode, type Send, translator } from '../node-red.js';
import { batchWork, type Delivery, type Outlet, singleWork } from './deliveries.js';
import { type Failure, misuse } from './failure.js';
import { Fields } from './fields.js';
import { type InvokeConfig, invokeSettings } from './invoke-config.js';
import { Invoker } from './invoker.js';
import { StatusLine } from './status-line.js';
import { type Work, WorkQueue } from './work-queue.js';

export const INVOKE_TYPE = 'liveperson-functions-invoke';

/** Makes an invoke node of `node`. */
export function startInvoke(red: Red, node: RedNode, config: InvokeConfig): void {
  const translate = translator(red, INVOKE_TYPE);
  const status = new StatusLine((shown) => node.status(shown), translate);
  const accountNode = findAccount(red, config);
  const account = accountNode?.account;
  if (accountNode) accountNode.users[node.id] = node;
  node.on('close', () => {
    if (accountNode) delete accountNode.users[node.id];
    status.close();
  });
  if (account?.client === undefined) {
    status.stuck(account ? 'status.account-incomplete' : 'status.no-account');
    // Not before the first message: the account itself says at once what is missing.
    const refuse = (): Failure =>
      account
        ? misuse(translate('error.account-incomplete', incompleteness(account)))
        : misuse(translate('error.no-account'));
    node.on('input', (_message: Message, _send: unknown, done: Done) => done(refuse()));
    return;
  }
  const { concurrency, queueLimit, isOrdered, batch, hasFailureOutput } = invokeSettings(config);
  const invoker = new Invoker(new Fields(red, node, config, translate), account, account.client, isOrdered);
  const queue = new WorkQueue({ concurrency, queueLimit }, () => {
    if (!invoker.isClosed) status.working(queue);
  });
  const outlet: Outlet = { red, node, invoker, status, translate, hasFailureOutput };
  const workFor = (delivery: Delivery): Work | Failure => {
    const { payload } = delivery.message;
    if (batch === 'off') return singleWork(outlet, delivery);
    if (!Array.isArray(payload)) return misuse(translate('error.not-an-array'));
    return batchWork(outlet, delivery, payload, batch === 'join');
  };
  node.on('input', (message: Message, send: Send, done: Done) => {
    // Node-RED hands out messages until the node is closed altogether.
    if (invoker.isClosed) return;
    const work = workFor({ message, send: send as Send, done });
    if (work instanceof Error) done(work);
    else if (!queue.add(work)) {
      status.failed('queue-full');
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
