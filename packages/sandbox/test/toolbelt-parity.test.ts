import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

/** Code that describes a toolbelt: its enumerations, its other exports, and the members of each client. */
const DESCRIBE = `function describe(toolbelt) {
  const membersOf = (client) => {
    const names = new Set(typeof client === 'function' ? ['(call)'] : []);
    for (let item = client; item && item !== Object.prototype && item !== Function.prototype; item = Object.getPrototypeOf(item)) {
      for (const name of Object.getOwnPropertyNames(item)) if (typeof client[name] === 'function') names.add(name);
    }
    names.delete('constructor');
    return [...names].sort();
  };
  const args = { ContextServiceClient: [{ apiKey: 'k', accountId: '1' }], MTLSClient: [{ cert: PEM, key: PEM }] };
  const clients = {};
  for (const name of Object.getOwnPropertyNames(toolbelt.Toolbelt)) {
    if (typeof toolbelt.Toolbelt[name] !== 'function' || name.startsWith('lazyInit')) continue;
    clients[name] = membersOf(toolbelt.Toolbelt[name](...(args[name] ?? [])));
  }
  const kinds = Object.entries(toolbelt).map(([name, value]) => [name, typeof value === 'function' ? 'function' : value]);
  const { Toolbelt, globalSecretCache, ...exported } = Object.fromEntries(kinds);
  return { exported, clients, cache: globalSecretCache && membersOf(globalSecretCache) };
}
const PEM = '-----BEGIN X-----\\nx\\n-----END X-----';`;

interface Description {
  readonly exported: Record<string, unknown>;
  readonly clients: Record<string, string[]>;
  readonly cache?: string[];
}

/** LivePerson's own, as its CLI for V1 brings it along. */
function livePersonsV1(): Description {
  const cli = realpathSync(
    join(import.meta.dirname, '../node_modules/liveperson-functions-cli/package.json'),
  );
  const file = join(dirname(cli), 'lib/shared/lp-faas-toolbelt/index.js');
  // The newest jsforce does not load on Node 20, and nothing here uses it.
  const noJsforce = `const Module = require('module'); const load = Module._load;
    Module._load = (name, ...rest) => (name === 'jsforce' ? {} : load(name, ...rest));`;
  const script = `${noJsforce} ${DESCRIBE} console.log(JSON.stringify(describe(require(${JSON.stringify(file)}))));`;
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      env: { CONTEXT_SERVICE_ENVIRONMENT: 'z1' },
    }),
  ) as Description;
}

let sandbox: Sandbox;

beforeAll(async () => {
  const body = (module: string) =>
    `${DESCRIBE} function lambda(input, callback) { const result = describe(require('${module}')); callback?.(null, result); return result; }`;
  sandbox = await sandboxWith({
    functions: await folderWith(
      functionFiles({
        v1: body('lp-faas-toolbelt'),
        v2: body('core-functions-toolbelt'),
        typo: `const { SDETypes, Toolbelt } = require('lp-faas-toolbelt');
          function lambda(input, callback) { callback(null, [String(SDETypes.CUSTOMER_IMFO), typeof Toolbelt.NoClient]); }`,
      }),
    ),
  });
});

async function ours(account: string, name: string): Promise<Description> {
  const { status, text } = await invoke(sandbox, account, name);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as Description;
}

describe('the toolbelt has what LivePerson’s has', () => {
  test('V1: every enumeration, error code and export of its CLI’s toolbelt, with the same values', async () => {
    const { exported } = await ours(V1, 'v1');
    // LivePerson's documentation has it too, the CLI's toolbelt does not.
    const { ErrorStrategy, ...others } = exported;
    expect(others).toEqual(livePersonsV1().exported);
    expect(ErrorStrategy).toEqual({ EXIT_ON_ERROR: 'ExitOnError', CONTINUE_ON_ERROR: 'ContinueOnError' });
  });

  test('V1: every client of its CLI’s toolbelt, with every method', async () => {
    const { clients } = await ours(V1, 'v1');
    const own = livePersonsV1().clients;
    expect(Object.keys(clients)).toEqual(expect.arrayContaining(Object.keys(own)));
    for (const [name, members] of Object.entries(own)) {
      const isPublic = (member: string) =>
        ![
          ...['getMessagesWithCertainKeyword', 'messageContainsKeyword', 'sortSDEs'],
          ...['initContextServiceClient', 'getApiKey', 'lpClient'],
        ].includes(member);
      expect([name, clients[name]]).toEqual([name, expect.arrayContaining(members.filter(isPublic))]);
    }
  });

  // From the public sources of LivePerson's CLI for V2 (LivePersonInc/faas-cli, MIT), which is not on npm.
  test('V2: the values of its enumerations and error codes, and its exports', async () => {
    const { exported, cache } = await ours(V2, 'v2');
    const v1 = livePersonsV1().exported as Record<string, Record<string, unknown>>;
    expect(Object.keys(exported).sort()).toEqual([
      ...[
        'ConversationContentTypes',
        'ErrorCodes',
        'ErrorStrategy',
        'LpServices',
        'SDETypes',
        'ToolBeltError',
      ],
    ]);
    expect(exported['ConversationContentTypes']).toEqual(v1['ConversationContentTypes']);
    expect(exported['SDETypes']).toEqual({ ...v1['SDETypes'], ORDER_ID: 'orderId' });
    expect(exported['LpServices']).toEqual({ ...v1['LpServices'], AUDITLOG: 'auditLog' });
    expect(Object.keys(exported['ErrorCodes'] as object)).toEqual([
      ...[
        'Platform',
        'Secret',
        'Csds',
        'Mtls',
        'OAuth2',
        'LpClient',
        'ConversationUtil',
        'GDPRUtil',
        'SDEsUtil',
      ],
      'OrchestratorFN',
    ]);
    expect(exported['ErrorCodes']).toMatchObject({
      Secret: {
        Timeout: 'com.liveperson.faas.secret.op-timed-out',
        SystemSecret: 'com.liveperson.faas.secret.forbidden',
      },
      Mtls: { Invalid: { Key: 'com.liveperson.faas.mtls.invalid-key' } },
      OrchestratorFN: {
        Invocation: { StatusError: 'com.liveperson.faas.orchestrator-fn.invoke.status-code-error' },
      },
    });
    expect(cache).toEqual(['clear', 'delete', 'get', 'getAll', 'has', 'set', 'setDefaultTtl', 'size']);
  });

  test('V2: every client with every method', async () => {
    const { clients } = await ours(V2, 'v2');
    const contextMethods = [
      ...['createNamespace', 'deleteNamespace', 'deletePropertyInSession', 'deleteSession'],
      ...['getAllPropertiesInSession', 'getListOfNamespaces', 'getListOfSessions', 'getPropertyInSession'],
      ...['getSelectedPropertiesInSession', 'setPropertiesInNamespace', 'updatePropertiesInNamespace'],
    ];
    expect(clients).toEqual({
      SecretClient: ['readSecret', 'updateSecret'],
      LpClient: ['(call)'],
      GDPRUtil: ['replaceConversationFiles'],
      SFClient: ['connectToSalesforce'],
      ConversationUtil: ['getConversationById', 'scanConversationForKeywords'],
      MTLSClient: ['delete', 'get', 'head', 'options', 'patch', 'post', 'put'],
      LPMtlsClient: ['get', 'post'],
      OrchestratorClient: ['invoke'],
      ContextServiceClient: contextMethods,
      SDEUtil: ['addSDEs', 'getSDEsFromConv'],
      CsdsClient: ['get', 'getAll'],
    });
  });

  test('a name that an enumeration or the toolbelt does not have is undefined', async () => {
    expect((await invoke(sandbox, V1, 'typo')).text).toBe('["undefined","undefined"]');
  });
});
