import type { AccountConfig } from './account/account-config.js';
import { ACCOUNT_TYPE, type AccountNode, type Accounts, startAccount } from './account/account-node.js';
import { serveAdminApi } from './account/admin-api.js';
import { Handover } from './handover.js';
import type { Register } from './node-red.js';

export const register: Register = (red) => {
  // A deploy that restarts an account with the same settings keeps its client, with its token and its connections.
  const handover: Accounts['handover'] = new Handover(red, (client) => client.retire());
  const accounts: Accounts = { running: new Set(), handover };
  function LivePersonAccount(this: AccountNode, config: AccountConfig & { id: string; type: string }): void {
    red.nodes.createNode(this, config as never);
    Object.assign(this, { account: startAccount(red, this, config, accounts) });
  }
  serveAdminApi(red, accounts.running);
  red.nodes.registerType(ACCOUNT_TYPE, LivePersonAccount as never, {
    credentials: {
      clientId: { type: 'text' },
      clientSecret: { type: 'password' },
      // The URL may hold a password.
      sharedCache: { type: 'password' },
    },
  });
};
