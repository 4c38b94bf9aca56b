import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { HttpMocks } from '../http-mocks/http-mocks.js';
import type { Settings } from '../options.js';
import { findFunctionNode } from '../runner/function-node.js';
import { FunctionRunner } from '../runner/function-runner.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import { ContextService } from './context-service.js';
import { FunctionRegistry } from './registry.js';
import { SecretStore } from './secrets.js';
import { serveFunctions } from './serve-functions.js';
import { findToolbelts } from './toolbelt-files.js';

/** What changes while functions run: secrets, the data of the context service, and the uses of mocks. */
export interface FunctionState {
  reset(): void;
}

/**
 * Opens the project of the functions, with what runs them.
 *
 * @throws {SandboxError} `functions-folder`, `function-config`
 */
export async function openFunctions(settings: Settings, authority: TokenAuthority) {
  const { accounts, clientId, clientSecret } = settings;
  const functions = await FunctionRegistry.open(settings.functions, accounts);
  const secrets = new SecretStore(functions.root, { client_id: clientId, client_secret: clientSecret });
  await secrets.check();
  const mocks = new HttpMocks(functions.root, settings.offline);
  mocks.check();
  const node = await findFunctionNode(settings.node);
  const toolbelts = findToolbelts(settings.toolbelt, functions.root);
  const contexts = new ContextService();
  const runner = new FunctionRunner({
    ...settings,
    toolbelts,
    nodePath: node.path,
    httpRules: () => mocks.rules(),
    cwd: functions.root === undefined ? tmpdir() : dirname(functions.root),
    serve: serveFunctions({
      secret: (account, request) => secrets.answer(account, request),
      context: async (account, request) => contexts.call(account.id, request),
      http: (_account, request) => mocks.answer(request),
      token: async ({ id }) => (await authority.issue({ account: id, clientId })).accessToken,
    }),
  });
  const state: FunctionState = {
    reset: () => {
      secrets.reset();
      contexts.reset();
      mocks.reset();
    },
  };
  return { functions, runner, state, toolbelts, node };
}
