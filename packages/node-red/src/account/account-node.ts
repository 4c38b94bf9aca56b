import { createHash } from 'node:crypto';
import { FunctionsClient, type FunctionsError } from '@lp-faas/core';
import type { Handover } from '../handover.js';
import { type NodeStatus, type Red, type RedNode, type Translate, translator } from '../node-red.js';
import {
  type AccountConfig,
  type AccountCredentials,
  type AccountFields,
  accountFields,
  accountProblems,
  clientOptions,
} from './account-config.js';
import { MemoryTokenCache } from './memory-token-cache.js';
import { connectionKey, createTransport, proxyAndTlsProblems } from './proxy-and-tls.js';
import { SharedClient } from './shared-client.js';

export const ACCOUNT_TYPE = 'liveperson-functions-account';

/** Shared by all accounts for the life of the process: a deploy closes the accounts, but keeps their tokens. */
const tokenCache = new MemoryTokenCache();

/** The fields that decide which hosts receive the client secret, and through which proxy. */
const RECEIVER_FIELDS = [
  'accountId',
  'region',
  'generation',
  'domainApi',
  'trustedDomains',
  'proxy',
  'tls',
] as const;

/** The account node as the invoke nodes know it. */
export interface AccountNode extends RedNode<AccountCredentials> {
  /** The nodes that use the account. Node-RED reads this to deliver its status and errors to their flows. */
  users: Record<string, RedNode>;
  readonly account: Account;
}

/** An account: a client that all its nodes share, or the problems that prevent one. */
export class Account {
  /** Messages that say what prevents the account from being used; empty if it can be used. */
  readonly problems: readonly string[];
  /** Name or account id, for errors and logs. */
  readonly label: string;
  readonly shared: SharedClient | undefined;
  /** With environment variables resolved. Contains the secret. */
  readonly #fields: AccountFields;
  readonly #node: RedNode;
  #failing: string | undefined;

  /** `earlier` is the client of the node's instance before a deploy; the same settings go on with it. */
  constructor(
    red: Red,
    node: RedNode<AccountCredentials>,
    config: AccountConfig,
    translate: Translate,
    earlier?: SharedClient,
  ) {
    this.#node = node;
    const fields = accountFields(config, node.credentials ?? {});
    this.#fields = fields;
    this.label = node.name || fields.accountId;
    const problems = [...accountProblems(fields, translate), ...proxyAndTlsProblems(red, fields, translate)];
    this.problems = problems;
    this.shared = problems.length > 0 ? undefined : sharedClient(red, fields, earlier);
    if (earlier !== this.shared) earlier?.retire();
  }

  /** Takes the outcome of a node's call. A failure to get the hosts or a token becomes the account's own status. */
  reportCall(error: FunctionsError | undefined): void {
    const failing = error?.phase === 'token' || error?.phase === 'domain' ? error.code : undefined;
    // A call that failed in a later phase had its hosts and its token, so the account works.
    if (failing === this.#failing || (error !== undefined && error.phase === 'options')) return;
    this.#failing = failing;
    this.#node.status(failing === undefined ? {} : { fill: 'red', shape: 'ring', text: failing });
  }

  /** Returns the stored secret only if the form would send it to the receiver that it was deployed for. */
  secretFor(form: AccountFields): string | undefined {
    const isSame = RECEIVER_FIELDS.every((field) => form[field] === this.#fields[field]);
    return isSame ? this.#fields.clientSecret : undefined;
  }
}

/** Returns the earlier client if it has the same settings, else a new one. */
function sharedClient(red: Red, fields: AccountFields, earlier: SharedClient | undefined): SharedClient {
  const settings = JSON.stringify([fields, connectionKey(red, fields)]);
  // They hold the secret: no second copy of it stays in memory.
  const key = createHash('sha256').update(settings).digest('base64');
  if (earlier?.key === key) return earlier;
  const transport = createTransport(red, fields);
  return new SharedClient(
    new FunctionsClient({ ...clientOptions(fields), tokenCache, transport }),
    transport,
    key,
  );
}

/** Turns a new node into an account node. */
export function startAccount(
  red: Red,
  node: AccountNode,
  config: AccountConfig,
  handover: Handover<SharedClient>,
): Account {
  const translate = translator(red, ACCOUNT_TYPE);
  const account = new Account(red, node, config, translate, handover.take(node.id));
  node.users = {};
  const showProblems = (): void => {
    const text = `${ACCOUNT_TYPE}.status.incomplete`;
    const status: NodeStatus = { fill: 'red', shape: 'ring', text };
    node.status(status);
    node.error(`${account.label}: ${account.problems.join('; ')}`, {});
  };
  // Catch and Status nodes receive this only after all flows have started.
  if (account.problems.length > 0) red.events.once('flows:started', showProblems);
  node.on('close', () => {
    red.events.removeListener('flows:started', showProblems);
    if (account.shared) handover.leave(node.id, account.shared);
  });
  return account;
}
