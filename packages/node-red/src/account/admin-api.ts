import type { Red } from '../node-red.js';
import type { AccountProblem } from './account-config.js';
import { ACCOUNT_TYPE, type AccountNode } from './account-node.js';
import { testConnection } from './connection-test.js';
import { isFromOwnPage } from './own-page.js';
import { findStoredAccount } from './stored-account.js';
import { originalId } from './stored-node.js';

/**
 * Serves what the editor asks: `GET liveperson-functions-account/problems` for the problems of all deployed accounts,
 * and `POST liveperson-functions-account/ID/test` to test the fields in its body, deployed or not. Neither responds with
 * the value of a field, and both reject the pages of other origins.
 */
export function serveAdminApi(red: Red, running: ReadonlySet<AccountNode>): void {
  const may = (permission: string) => red.auth.needsPermission(`${ACCOUNT_TYPE}.${permission}`);
  red.httpAdmin.get(`/${ACCOUNT_TYPE}/problems`, may('read'), (request, response) => {
    response.set('Cache-Control', 'no-store');
    if (isFromOwnPage(request)) response.json({ accounts: problemsOfAll(red, running) });
    else response.status(403).json({ error: 'foreign-page' });
  });
  red.httpAdmin.post(`/${ACCOUNT_TYPE}/:id/test`, may('write'), (request, response) => {
    response.set('Cache-Control', 'no-store');
    if (!isFromOwnPage(request)) return void response.status(403).json({ error: 'foreign-page' });
    // A page can send a form to any server; for JSON, its browser first asks that server.
    if (!request.is('application/json')) return void response.status(415).json({ error: 'not-json' });
    const disconnect = new AbortController();
    response.on('close', () => disconnect.abort());
    const { id = '' } = request.params as { id?: string };
    testConnection(red, running, { id, form: Object(request.body), signal: disconnect.signal }).then(
      (report) => response.json(report),
      () => response.status(500).json({ error: 'failed' }),
    );
  });
}

/** The problems of each deployed account, by its id. An account that does not run has no problems but its credentials. */
function problemsOfAll(red: Red, running: ReadonlySet<AccountNode>): Record<string, AccountProblem[]> {
  const problems: Record<string, AccountProblem[]> = {};
  red.nodes.eachNode(({ id, type }) => {
    if (type === ACCOUNT_TYPE) problems[id] = missingCredentials(red, running, id);
  });
  for (const node of running) {
    const id = originalId(node);
    if (node.account.findings.length > 0) problems[id] = [...node.account.findings];
  }
  return problems;
}

function missingCredentials(red: Red, running: ReadonlySet<AccountNode>, id: string): AccountProblem[] {
  const { clientId = '', clientSecret = '' } = findStoredAccount(red, running, id)?.fields ?? {};
  const missing: AccountProblem[] = [];
  if (clientId === '') missing.push({ key: 'missing', field: 'clientId' });
  if (clientSecret === '') missing.push({ key: 'missing', field: 'clientSecret' });
  return missing;
}
