import { FunctionsClient, type FunctionsError } from '@lp-faas/core';
import { type NodeStatus, type Red, type RedNode, type Translate, translator } from '../node-red.js';
import {
  type AccountConfig,
  type AccountCredentials,
  accountProblems,
  clientOptions,
  type Texts,
  trimmed,
} from './account-config.js';
import { MemoryTokenCache } from './memory-token-cache.js';
import { transportOf, wayOutProblems } from './proxy-and-tls.js';

export const ACCOUNT_TYPE = 'liveperson-functions-account';

/** One for all accounts, and for as long as the process lives: a deploy closes the accounts and not this. */
const tokenCache = new MemoryTokenCache();

/** What decides who receives the secret, and through whose hands it goes. */
const RECEIVER = [
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
  /** The nodes that use it: with this, Node-RED shows its status and errors in their flows. */
  users: Record<string, RedNode>;
  readonly account: Account;
}

/** An account: one client that all its nodes share, or what is missing for it. */
export class Account {
  /** What keeps it from being used; empty when nothing does. */
  readonly problems: readonly string[];
  /** Shown by nodes and in logs. */
  readonly label: string;
  readonly client: FunctionsClient | undefined;
  /** The form's fields with the environment's values in place; holds the secret. */
  readonly #texts: Texts;
  readonly #close: () => Promise<void>;
  readonly #node: RedNode;
  #failing: string | undefined;

  constructor(red: Red, node: RedNode<AccountCredentials>, config: AccountConfig, translate: Translate) {
    this.#node = node;
    const texts = trimmed(config, node.credentials ?? {});
    this.#texts = texts;
    this.label = node.name || texts.accountId;
    const problems = [...accountProblems(texts, translate), ...wayOutProblems(red, texts, translate)];
    this.problems = problems;
    if (problems.length > 0) {
      this.#close = async () => undefined;
      return;
    }
    const transport = transportOf(red, texts);
    const client = new FunctionsClient({ ...clientOptions(texts), tokenCache, transport });
    this.client = client;
    this.#close = async () => {
      await client.close();
      await transport.close();
    };
  }

  /** Told by the nodes how their calls went: what concerns the account is its own status too. */
  report(error: FunctionsError | undefined): void {
    const failing = error?.phase === 'token' || error?.phase === 'domain' ? error.code : undefined;
    // A call that failed later got its hosts and its token, so the account works.
    if (failing === this.#failing || (error !== undefined && error.phase === 'options')) return;
    this.#failing = failing;
    this.#node.status(failing === undefined ? {} : { fill: 'red', shape: 'ring', text: failing });
  }

  /** The stored secret, but only for whom it was stored: nobody else is to get it. */
  secretFor(form: Texts): string | undefined {
    const isSame = RECEIVER.every((field) => form[field] === this.#texts[field]);
    return isSame ? this.#texts.clientSecret : undefined;
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** Makes an account node of `node`. */
export function startAccount(red: Red, node: AccountNode, config: AccountConfig): Account {
  const translate = translator(red, ACCOUNT_TYPE);
  const account = new Account(red, node, config, translate);
  node.users = {};
  const tell = (): void => {
    const text = `${ACCOUNT_TYPE}.status.incomplete`;
    const status: NodeStatus = { fill: 'red', shape: 'ring', text };
    node.status(status);
    node.error(`${account.label}: ${account.problems.join('; ')}`, {});
  };
  // Catch and Status nodes are there only when all flows are.
  if (account.problems.length > 0) red.events.once('flows:started', tell);
  node.on('close', (done: () => void) => {
    red.events.removeListener('flows:started', tell);
    account.close().then(done, done);
  });
  return account;
}
