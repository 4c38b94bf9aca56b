import type { Account, AccountNode } from '../account/account-node.js';
import type { SharedClient } from '../account/shared-client.js';
import type { Red, RedNode, Translate } from '../node-red.js';
import { notSent } from './message-failure.js';

/** An account that can be used. */
export type UsableAccount = Account & { readonly shared: SharedClient };

/**
 * The account of an invoke node. It is looked up for each message: the admin API can delete an account and bring it back
 * without a restart of the nodes that use it.
 */
export class AccountLink {
  readonly #red: Red;
  readonly #node: RedNode;
  readonly #id: string;
  readonly #translate: Translate;
  #connected: AccountNode | undefined;

  constructor(red: Red, node: RedNode, id: string, translate: Translate) {
    this.#red = red;
    this.#node = node;
    this.#id = id;
    this.#translate = translate;
  }

  /** The client that the next message would use, if the account can be used. */
  get shared(): SharedClient | undefined {
    return this.#find()?.account.shared;
  }

  /** Message key of the status that says why the account cannot be used. */
  get problem(): string | undefined {
    const accountNode = this.#find();
    if (accountNode === undefined) return 'status.no-account';
    return accountNode.account.shared ? undefined : 'status.account-incomplete';
  }

  /** @throws {MessageFailure} if the account cannot be used. It reports itself at deploy what it lacks. */
  require(): UsableAccount {
    const account = this.#find()?.account;
    if (account === undefined) throw notSent(this.#translate('error.no-account'));
    if (account.shared === undefined) {
      const problem = account.problems.join('; ');
      throw notSent(this.#translate('error.account-incomplete', { account: account.label, problem }));
    }
    return account as UsableAccount;
  }

  disconnect(): void {
    if (this.#connected) delete this.#connected.users[this.#node.id];
    this.#connected = undefined;
  }

  #find(): AccountNode | undefined {
    const found = this.#id ? (this.#red.nodes.getNode(this.#id) as AccountNode | null) : null;
    const accountNode = found?.account ? found : undefined;
    if (accountNode !== this.#connected) {
      this.disconnect();
      this.#connected = accountNode;
      // Node-RED delivers the status and the errors of an account to the flows of its users.
      if (accountNode) accountNode.users[this.#node.id] = this.#node;
    }
    return accountNode;
  }
}
