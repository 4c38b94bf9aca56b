import { createHash } from 'node:crypto';
import { FunctionsClient, type FunctionsError } from '@lp-faas/core';
import type { Handover } from '../handover.js';
import { type NodeStatus, type Red, type RedNode, type Translate, translator } from '../node-red.js';
import {
  type AccountConfig,
  type AccountCredentials,
  type AccountFields,
  type AccountProblem,
  accountFields,
  clientOptions,
  resolveFields,
} from './account-config.js';
import { describeProblem, findAccountProblems, findTooLong } from './account-problems.js';
import { MemoryTokenCache } from './memory-token-cache.js';
import { connectionKey, createTransport } from './proxy-and-tls.js';
import { openSharedCache } from './shared-cache.js';
import { SharedClient } from './shared-client.js';
import { originalId, storedFields } from './stored-node.js';

export const ACCOUNT_TYPE = 'liveperson-functions-account';

/** Shared by all accounts without a shared cache, for the life of the process: a deploy closes the accounts, but keeps their tokens. */
const tokenCache = new MemoryTokenCache();

/** An account id has 32 characters at most; a longer one is a problem of the account, whose text has the label. */
const MAX_LABEL_LENGTH = 64;

/** The account node as the invoke nodes know it. */
export interface AccountNode extends RedNode<AccountCredentials> {
  /** The nodes that use the account. Node-RED reads this to deliver its status and errors to their flows. */
  users: Record<string, RedNode>;
  readonly account: Account;
  /** The id in the flow file, if the node is in an instance of a subflow. */
  readonly _alias?: string;
}

/** An account: a client that all its nodes share, or the problems that prevent one. */
export class Account {
  /** What prevents the account from being used; empty if it can be used. */
  readonly findings: readonly AccountProblem[];
  /** The findings as texts in the language of the server. */
  readonly problems: readonly string[];
  /** Ids of the nodes for proxy and TLS; empty for none. */
  readonly connection: Readonly<Record<'proxy' | 'tls', string>>;
  /** Name or account id, for errors and logs. */
  readonly label: string;
  readonly shared: SharedClient | undefined;
  readonly #node: RedNode;
  #failing: string | undefined;

  /** `earlier` is the client of the node's instance before a deploy; the same settings go on with it. */
  constructor(
    red: Red,
    node: AccountNode,
    config: AccountConfig,
    translate: Translate,
    earlier?: SharedClient,
  ) {
    this.#node = node;
    const { fields, findings } = readAccount(red, node, config);
    this.connection = { proxy: fields.proxy, tls: fields.tls };
    this.label = node.name || fields.accountId.slice(0, MAX_LABEL_LENGTH);
    this.findings = findings;
    this.problems = findings.map((finding) => describeProblem(finding, translate));
    this.shared = findings.length > 0 ? undefined : sharedClient(red, fields, earlier);
    if (earlier !== this.shared) earlier?.retire();
    if (this.shared === undefined) return;
    this.shared.onCacheFailure = (code) => {
      node.warn(`${this.label}: ${describeProblem({ key: 'cache-unavailable', name: code }, translate)}`);
    };
  }

  /** Takes the outcome of a node's call. A failure to get the hosts or a token becomes the account's own status. */
  reportCall(error: FunctionsError | undefined): void {
    const failing = error?.phase === 'token' || error?.phase === 'domain' ? error.code : undefined;
    // A call that failed in a later phase had its hosts and its token, so the account works.
    if (failing === this.#failing || (error !== undefined && error.phase === 'options')) return;
    this.#failing = failing;
    this.#node.status(failing === undefined ? {} : { fill: 'red', shape: 'ring', text: failing });
  }
}

/** Returns the earlier client if it has the same settings, else a new one. */
function sharedClient(red: Red, fields: AccountFields, earlier: SharedClient | undefined): SharedClient {
  const settings = JSON.stringify([fields, connectionKey(red, fields)]);
  // They hold the secret: no second copy of it stays in memory.
  const key = createHash('sha256').update(settings).digest('base64');
  if (earlier?.key === key) return earlier;
  const transport = createTransport(red, fields);
  const cache = fields.sharedCache
    ? openSharedCache(fields.sharedCache, (code) => shared.onCacheFailure(code))
    : { tokenCache, connected: undefined };
  const client = new FunctionsClient({ ...clientOptions(fields), tokenCache: cache.tokenCache, transport });
  const shared = new SharedClient({ client, transport, key, connected: cache.connected });
  return shared;
}

/**
 * Reads the fields as they are written, and resolves references here: a value of a variable may look like a reference
 * itself, and Node-RED resolves none that has white space beside it.
 */
function readAccount(red: Red, node: AccountNode, config: AccountConfig) {
  const given = accountFields(config, node.credentials ?? {});
  // Inside a subflow, Node-RED replaces the ids of nodes.
  const { proxy, tls } = given;
  const written = { ...(storedFields(red, originalId(node)) ?? given), proxy, tls };
  const tooLong = findTooLong(written);
  if (tooLong.length > 0) return { fields: written, findings: tooLong };
  const { fields, unresolved } = resolveFields(written, (name) => red.util.getSetting(node, name));
  const missing = unresolved.map((found) => ({ key: 'unresolved', ...found }));
  return { fields, findings: missing.length > 0 ? missing : findAccountProblems(red, fields) };
}

/** What all accounts of a runtime share: those that run, and the clients that go on over a deploy. */
export interface Accounts {
  readonly running: Set<AccountNode>;
  readonly handover: Handover<SharedClient>;
}

/** Turns a new node into an account node, which is one of `running` until it is closed. */
export function startAccount(
  red: Red,
  node: AccountNode,
  config: AccountConfig,
  { running, handover }: Accounts,
): Account {
  const translate = translator(red, ACCOUNT_TYPE);
  const account = new Account(red, node, config, translate, handover.take(node.id));
  node.users = {};
  running.add(node);
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
    running.delete(node);
    if (account.shared) handover.leave(node.id, account.shared);
  });
  return account;
}
