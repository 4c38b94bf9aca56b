import type { AccountConfig } from './account/account-config.js';
import { ACCOUNT_TYPE, type AccountNode, startAccount } from './account/account-node.js';
import { serveConnectionTest } from './account/connection-test.js';
import type { SharedClient } from './account/shared-client.js';
import { Handover } from './handover.js';
import type { Register } from './node-red.js';

export const register: Register = (red) => {
  // A deploy that restarts an account with the same settings keeps its client, with its token and its connections.
  const handover = new Handover<SharedClient>(red, (client) => client.retire());
  function LivePersonAccount(this: AccountNode, config: AccountConfig & { id: string; type: string }): void {
    red.nodes.createNode(this, config as never);
    Object.assign(this, { account: startAccount(red, this, config, handover) });
  }
  serveConnectionTest(red);
  red.nodes.registerType(ACCOUNT_TYPE, LivePersonAccount as never, {
    credentials: { clientId: { type: 'text' }, clientSecret: { type: 'password' } },
  });
};
