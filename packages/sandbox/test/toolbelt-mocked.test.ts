import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, invoke, sandboxWith, V1, V2 } from './support.js';

/** Runs the code in the payload with the toolbelt in scope, and answers its result or its error. */
const body = (module: string) => `const toolbelt = require('${module}');
async function lambda(input, callback) {
  const run = new Function('toolbelt', 'return (async () => {' + input.payload + '})()');
  const result = await run(toolbelt).catch((error) => ({ failed: error.message, code: error.code, statusCode: error.statusCode }));
  callback?.(null, result);
  return result;
}`;

const CONVERSATION = {
  _metadata: { count: 1 },
  conversationHistoryRecords: [
    {
      messageRecords: [
        {
          type: 'HOSTED_FILE',
          messageData: { file: { relativePath: '/files/a.png' } },
          timeL: 1,
          sentBy: 'Consumer',
        },
        {
          type: 'HOSTED_FILE',
          messageData: { file: { relativePath: '/files/b.png' } },
          timeL: 2,
          sentBy: 'Consumer',
        },
      ],
    },
  ],
};
const SEARCH = '/messaging_history/api/account/*/conversations/conversation/search';

const MOCKS = [
  { method: 'GET', url: 'https://accountconfigreadonly.liveperson.invalid/api/users', body: [{ id: 1 }] },
  { method: 'POST', url: `https://msghist.liveperson.invalid${SEARCH}`, body: CONVERSATION, times: 2 },
  {
    method: 'POST',
    url: `https://msghist.liveperson.invalid${SEARCH}`,
    body: { _metadata: {}, conversationHistoryRecords: [] },
  },
  {
    method: 'PUT',
    url: 'https://smt.liveperson.invalid/api/account/*/monitoring/visitors/v1/visits/current/events',
    status: 201,
    times: 2,
  },
  { method: 'PUT', url: 'https://smt.liveperson.invalid/*', status: 400, body: 'no such visitor' },
  { url: 'https://swift.liveperson.invalid/auth/v1.0', headers: { 'x-auth-token': 'swift-token' } },
  { method: 'PUT', url: 'https://swift.liveperson.invalid/files/*', status: 201 },
  {
    method: 'POST',
    url: `https://mtlsgateway.liveperson.invalid/mtls/account/${V2}`,
    status: 201,
    body: { forwarded: true },
  },
  { method: 'GET', url: 'https://mtlsgateway.liveperson.invalid/*', status: 400 },
  { url: 'https://mtls.example/status', body: { secure: true } },
  {
    url: 'https://my.salesforce.example/services/data/v*/query',
    body: { totalSize: 1, done: true, records: [{ Name: 'Ada' }] },
  },
  {
    method: 'POST',
    url: 'https://login.salesforce.com/services/oauth2/token',
    body: { access_token: 'new' },
  },
  { url: 'https://crm.example/contacts', body: [{ name: 'Ada' }] },
  { url: 'https://smt.liveperson.invalid/refused-once', status: 401, times: 1 },
  { url: 'https://smt.liveperson.invalid/*', body: 'accepted' },
];

let sandbox: Sandbox;

beforeAll(async () => {
  const folder = await folderWith({
    'functions/v1/index.js': body('lp-faas-toolbelt'),
    'functions/v1/config.json': '{"generation":"v1"}',
    'functions/v2/index.js': body('core-functions-toolbelt'),
    'functions/v2/config.json': '{"generation":"v2"}',
    'functions/http-mocks.json': JSON.stringify(MOCKS),
    'functions/settings.json': JSON.stringify({
      secrets: [{ key: 'own', value: { client_id: 'a', client_secret: 'b' } }],
    }),
  });
  await mkdir(join(folder, 'node_modules'));
  const jsforce = createRequire(import.meta.url).resolve('jsforce/package.json');
  await symlink(dirname(jsforce), join(folder, 'node_modules/jsforce'), 'junction');
  sandbox = await sandboxWith({ functions: folder, offline: true });
});

async function run(generation: 'v1' | 'v2', code: string): Promise<unknown> {
  const { status, text } = await invoke(sandbox, generation === 'v1' ? V1 : V2, generation, code);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
}

const bothGenerations = ['v1', 'v2'] as const;

describe('with mocks and offline', () => {
  test('V1: HTTPClient gets the mock', async () => {
    const code = "return toolbelt.Toolbelt.HTTPClient()('https://crm.example/contacts', { json: true })";
    expect(await run('v1', code)).toEqual([{ name: 'Ada' }]);
  });

  test('V1: LpClient resolves with the body, V2: with the response of fetch', async () => {
    const call =
      "toolbelt.Toolbelt.LpClient()(toolbelt.LpServices.ACCOUNT_CONFIG_READ_ONLY, '/api/users?v=4', { json: true })";
    expect(await run('v1', `return ${call}`)).toEqual([{ id: 1 }]);
    expect(
      await run('v2', `const response = await ${call}; return [response.ok, await response.json()]`),
    ).toEqual([true, [{ id: 1 }]]);
  });

  test('V2: LpClient needs the credentials of the sandbox, and says so', async () => {
    const code = "return toolbelt.Toolbelt.LpClient()('smt', '/x', { appKeySecretName: 'own' })";
    expect(await run('v2', code)).toMatchObject({ code: 'com.liveperson.faas.oauth2.unexpected-response' });
    expect(sandbox.requests().find(({ refused }) => refused.length > 0)?.refused).toMatchObject([
      { reason: expect.stringContaining('the credentials in the secret own') },
    ]);
  });

  test('V2: LpClient requests a new token when a service refuses the one that it has', async () => {
    // One of them is for the invocation itself.
    const tokenRequests = async (path: string): Promise<number> => {
      sandbox.reset();
      const code = `return (await toolbelt.Toolbelt.LpClient()('smt', '${path}')).status`;
      expect(await run('v2', code)).toBe(200);
      return sandbox.requests().filter(({ service }) => service === 'sentinel').length - 1;
    };
    await tokenRequests('/accepted');
    expect(await tokenRequests('/refused-once')).toBe(1);
    expect(await tokenRequests('/accepted')).toBe(0);
  });

  test('V2: LpClient takes the token of the sandbox, and a service that is not in the Domain API is an error', async () => {
    sandbox.reset();
    await run(
      'v2',
      "return toolbelt.Toolbelt.LpClient()(toolbelt.LpServices.ACCOUNT_CONFIG_READ_ONLY, '/api/users')",
    );
    const code = "return toolbelt.Toolbelt.LpClient()('nothing', '/x')";
    expect(await run('v2', code)).toMatchObject({ code: 'com.liveperson.faas.csds.domain.not-found' });
  });

  test('ConversationUtil gets a conversation, and an error if there is none', async () => {
    for (const generation of bothGenerations) {
      const code =
        "return toolbelt.Toolbelt.ConversationUtil().getConversationById('c1', [toolbelt.ConversationContentTypes.MESSAGE_RECORDS])";
      expect(await run(generation, code)).toEqual(CONVERSATION);
    }
    const code = "return toolbelt.Toolbelt.ConversationUtil().getConversationById('c2')";
    expect(await run('v1', code)).toMatchObject({
      failed: 'Error while fetching conversation "c2": Conversation "c2" not found.',
    });
    expect(await run('v2', code)).toMatchObject({
      failed: 'Conversation "c2" not found.',
      code: 'com.liveperson.faas.conversation-util.conversation.not-found',
    });
  });

  test('SDEUtil sends engagement attributes, and rejects a refusal', async () => {
    const add = (visitor: string) =>
      `return String(await toolbelt.Toolbelt.SDEUtil().addSDEs([{ type: toolbelt.SDETypes.CUSTOMER_INFO }], '${visitor}', 's1'))`;
    for (const generation of bothGenerations) expect(await run(generation, add('v1'))).toBe('undefined');
    expect(await run('v1', add('v2'))).toMatchObject({
      failed: expect.stringMatching(/^Error while setting SDEs: 400 - /),
    });
    expect(await run('v2', add('v2'))).toMatchObject({
      code: 'com.liveperson.faas.sdes-util.unexpected-response',
    });
  });

  test.each(bothGenerations)(
    '%s: GDPRUtil replaces the files that the predicate accepts',
    async (generation) => {
      const code = `return toolbelt.Toolbelt.GDPRUtil().replaceConversationFiles(${JSON.stringify(CONVERSATION)}, { username: 'u', password: 'p' }, (path) => path.endsWith('a.png'))`;
      expect(await run(generation, code)).toEqual(['/files/a.png']);
    },
  );

  test('V2: LPMtlsClient sends through the gateway, and says when nothing is configured', async () => {
    const client = 'const client = toolbelt.Toolbelt.LPMtlsClient();';
    const post = `${client} const { statusCode, body } = await client.post('https://bank.example', { authorization: 'x' }, { a: 1 }, { json: true }); return [statusCode, body]`;
    expect(await run('v2', post)).toEqual([201, { forwarded: true }]);
    expect(await run('v2', `${client} return client.get('https://bank.example')`)).toMatchObject({
      code: 'com.liveperson.faas.mtls.missing-conf',
    });
  });

  test('V2: the gateway learns where to forward to, for whom, and the authorization that is meant for the other end', async () => {
    const code = `const real = fetch;
      let sent;
      globalThis.fetch = (url, options) => {
        if (String(url).includes('/mtls/')) sent = Object.fromEntries(options.headers);
        return real(url, options);
      };
      await toolbelt.Toolbelt.LPMtlsClient().post('https://bank.example', { authorization: 'x', own: 'o' }, { a: 1 }, { json: true });
      return sent`;
    expect(await run('v2', code)).toEqual({
      'content-type': 'application/json',
      authorization: expect.stringMatching(/^Bearer eyJ/),
      'lp-authorization-override': 'x',
      'lp-forward-url': 'https://bank.example',
      'lp-service-name': 'FAAS',
      'lp-stop-if-certificate-not-found': 'true',
      own: 'o',
      'x-request-id': expect.stringMatching(/./),
    });
  });

  test.each(bothGenerations)('%s: MTLSClient gets the mock', async (generation) => {
    const pem = '`-----BEGIN X-----\nx\n-----END X-----`';
    const code = `const client = toolbelt.Toolbelt.MTLSClient({ cert: ${pem}, key: ${pem} }); return (await client.get('https://mtls.example/status', {}, undefined, { json: true })).body`;
    expect(await run(generation, code)).toEqual({ secure: true });
  });

  test.each(bothGenerations)(
    '%s: SFClient, which is jsforce of the project, gets the mock',
    async (generation) => {
      const code = `const connection = toolbelt.Toolbelt.SFClient().connectToSalesforce({ instanceUrl: 'https://my.salesforce.example', accessToken: 'a' });
      return (await connection.query('SELECT Name FROM Contact')).records`;
      expect(await run(generation, code)).toEqual([{ Name: 'Ada' }]);
    },
  );

  test('none of these calls was refused', () => {
    const refused = sandbox.requests().flatMap((request) => request.refused);
    expect(refused).toEqual([]);
  });
});
