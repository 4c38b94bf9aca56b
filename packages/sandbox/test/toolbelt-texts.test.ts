import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, invoke, sandboxWith, V1, V2 } from './support.js';

/** Compares whole texts: they are those of the platform, which functions may read. */
const body = (module: string) => `const toolbelt = require('${module}');
async function lambda(input, callback) {
  const run = new Function('toolbelt', 'return (async () => {' + input.payload + '})()');
  const result = await run(toolbelt).catch((error) => [error.message, error.code ?? null]);
  callback?.(null, result);
  return result;
}`;

const FILES = {
  conversationHistoryRecords: [
    { messageRecords: [{ type: 'HOSTED_FILE', messageData: { file: { relativePath: '/files/a.png' } } }] },
  ],
};
const SWIFT = 'https://swift.liveperson.invalid';
const GATEWAY = 'https://mtlsgateway.liveperson.invalid/*';
const SEARCH = 'https://msghist.liveperson.invalid/*';

/** Each answers one request, in this order. */
const MOCKS = [
  { url: SEARCH, body: { strange: true } },
  { url: 'https://smt.liveperson.invalid/*', status: 400, body: 'no such visitor' },
  { url: `${SWIFT}/auth/*`, status: 401, body: 'no' },
  { url: `${SWIFT}/auth/*`, status: 401, body: 'no' },
  { url: `${SWIFT}/auth/*` },
  { url: `${SWIFT}/auth/*`, headers: { 'x-auth-token': 't' } },
  { url: `${SWIFT}/files/*`, status: 507, body: 'full' },
  { url: GATEWAY, status: 401, headers: { 'www-authenticate': 'Bearer' } },
  { url: GATEWAY, status: 502, headers: { 'lp-message-from-transport': 'no route' }, body: 'original' },
  { url: GATEWAY, status: 400 },
].map((mock) => ({ ...mock, times: 1 }));

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({
    offline: true,
    functions: await folderWith({
      'functions/v1/index.js': body('lp-faas-toolbelt'),
      'functions/v1/config.json': '{"generation":"v1"}',
      'functions/v2/index.js': body('core-functions-toolbelt'),
      'functions/v2/config.json': '{"generation":"v2"}',
      'functions/http-mocks.json': JSON.stringify(MOCKS),
      'functions/settings.json': JSON.stringify({
        secrets: [
          { key: 'own', value: { client_id: 'a', client_secret: 'b' } },
          { key: 'text', value: 'a text' },
          { key: 'empty', value: null },
          { key: 'half', value: { client_id: 'a' } },
        ],
      }),
    }),
  });
});

async function run(generation: 'v1' | 'v2', code: string): Promise<unknown> {
  const { status, text } = await invoke(sandbox, generation === 'v1' ? V1 : V2, generation, code);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
}
const failureOf = (generation: 'v1' | 'v2', call: string) =>
  run(generation, `return await toolbelt.Toolbelt.${call}`);

describe('the utilities of V1 say what is missing', () => {
  test.each([
    ["ConversationUtil().getConversationById('')", 'Please provide a conversation ID.'],
    [
      "ConversationUtil().scanConversationForKeywords(undefined, ['a'])",
      'Please provide conversation object.',
    ],
    ['ConversationUtil().scanConversationForKeywords({}, [])', 'Please provide array containing keywords.'],
    ["SDEUtil().addSDEs([], 'v', 's')", 'Please provide one or more SDEs'],
    [
      'SDEUtil().getSDEsFromConv({})',
      'Error while getting SDEs from conversation: Please provide a valid conversation.',
    ],
    ['GDPRUtil().replaceConversationFiles(undefined, {})', 'Please provide conversation object.'],
    [
      "LpClient()('smt', '/x', { appKeySecretName: 'none' })",
      'Could not fetch App Key credentials from secret storage: There is no Secret none for this account',
    ],
    [
      "SecretClient().updateSecret({ key: 'text', value: 'x'.repeat(10001) })",
      'Provided Secret Value exceeds allowed length of 10000',
    ],
    ["SecretClient().updateSecret({ key: 'none', value: 'x' })", 'Updating Secret none failed'],
    ['ContextServiceClient()', 'No valid configuration was provided'],
    [
      'SFClient().connectToSalesforce({})',
      'The sandbox loads jsforce from your project, which does not have it. Run: npm install jsforce',
    ],
  ])('%s', async (call, message) => {
    expect(await failureOf('v1', call)).toMatchObject({ 0: message });
  });

  test('a secret may have 10,000 characters', async () => {
    const code = `const { value } = await toolbelt.Toolbelt.SecretClient().updateSecret({ key: 'text', value: 'x'.repeat(10000) }); return value.length`;
    expect(await run('v1', code)).toBe(10_000);
  });
});

describe('the utilities of V2 say what is missing', () => {
  test.each([
    ["ConversationUtil().getConversationById('')", 'Please provide a conversation ID.'],
    [
      "ConversationUtil().scanConversationForKeywords(undefined, ['a'])",
      'Please provide conversation object with message records.',
    ],
    [
      'ConversationUtil().scanConversationForKeywords({ conversationHistoryRecords: [{ messageRecords: [] }] }, [])',
      'Please provide array containing keywords.',
    ],
    ["SDEUtil().addSDEs([], 'v', 's')", 'Please provide one or more SDEs'],
    ['SDEUtil().getSDEsFromConv({})', 'conversationHistoryRecords is empty'],
    ['SDEUtil().getSDEsFromConv({ conversationHistoryRecords: [{}] })', 'No sdes or unAuthSdes are provided'],
    [
      'GDPRUtil().replaceConversationFiles({ conversationHistoryRecords: [{}] }, {})',
      'No message records provided',
    ],
    ["LpClient()('smt', '/x', { appKeySecretName: 'text' })", 'Credentials have Invalid Format'],
    ["LpClient()('smt', '/x', { appKeySecretName: 'empty' })", 'Credentials have Invalid Format'],
    ["LpClient()('smt', '/x', { appKeySecretName: 'half' })", 'Credentials have Invalid Format'],
    ["LpClient()('smt', '/x', { appKeySecretName: 'none' })", 'There is no secret none for this account'],
    ['MTLSClient()', 'No Client TLS config was provided'],
    ["MTLSClient({ cert: 'x', key: 'x' })", 'Provided cert is not rightly shaped. Please check cert format'],
    [
      "MTLSClient({ cert: '-----BEGIN X-----\\n-----END X-----', ca: 'x', key: 'x' })",
      'Provided ca-cert is not rightly shaped. Please check ca-cert format',
    ],
    [
      "MTLSClient({ cert: '-----BEGIN X-----\\n-----END X-----', key: 'x' })",
      'Provided key is not rightly shaped. Please check key format',
    ],
    [
      "MTLSClient({ cert: '-----BEGIN X-----\\n-----END X-----', key: '-----BEGIN X-----\\n-----END X-----' }).post('https://a.example', {}, {})",
      'Provided body is neither a text nor bytes. Please use the json option or stringify it first.',
    ],
    [
      "LPMtlsClient().post('https://a.example', {}, {})",
      'Provided body is neither a text nor bytes. Please use the json option or stringify it first.',
    ],
    [
      "SecretClient().updateSecret({ key: 'LIVEPERSON_DEFAULT_APP_KEY', value: 1 })",
      'You are not allowed to update secrets added by the system',
    ],
    [
      "SecretClient().updateSecret({ key: 'text', value: () => 1 })",
      'Provided secret value cannot be stringified: a function is not a JSON value',
    ],
    [
      "SecretClient().updateSecret({ key: 'text', value: 'x'.repeat(16383) })",
      'Provided secret value exceeds allowed length of 16kb',
    ],
    ["OrchestratorClient().invoke([{ uuid: 'none' }])", 'Invocation failed with a non 2XX error'],
    [
      'SFClient().connectToSalesforce({})',
      expect.stringMatching(
        /^The sandbox loads \S+ from your project, which does not have it\. Run: npm install \S+$/,
      ),
    ],
  ])('%s', async (call, message) => {
    expect(await failureOf('v2', call)).toMatchObject({ 0: message });
  });

  test('a conversation without a record or without an accepted file has nothing to replace', async () => {
    const replaced = (conversation: object, predicate = '() => true') =>
      failureOf(
        'v2',
        `GDPRUtil().replaceConversationFiles(${JSON.stringify(conversation)}, {}, ${predicate})`,
      );
    expect(await replaced({ conversationHistoryRecords: [] })).toEqual([]);
    expect(await replaced(FILES, '() => false')).toEqual([]);
  });

  test('a secret may have 16 KiB with its quotes', async () => {
    const code = `const { value } = await toolbelt.Toolbelt.SecretClient().updateSecret({ key: 'text', value: 'x'.repeat(16382) }); return value.length`;
    expect(await run('v2', code)).toBe(16_382);
  });
});

describe('an answer that is not as it should be', () => {
  const replace = `GDPRUtil().replaceConversationFiles(${JSON.stringify(FILES)}, { username: 'u', password: 'p' })`;

  test('of a service is in the error, with its status', async () => {
    expect(await failureOf('v2', "ConversationUtil().getConversationById('c')")).toEqual([
      'Unexpected response: {"strange":true}. Status Code: 200',
      'com.liveperson.faas.conversation-util.unexpected-response',
    ]);
    expect(await failureOf('v2', "SDEUtil().addSDEs([{}], 'v', 's')")).toEqual([
      'Unexpected response: no such visitor. Status Code: 400',
      'com.liveperson.faas.sdes-util.unexpected-response',
    ]);
  });

  test('of the Domain API is in the error', async () => {
    sandbox.faults.add({ service: 'domain-api', action: { type: 'answer', status: 200, body: { a: 1 } } });
    // On V1, where no process has the hosts already.
    const failure = await failureOf('v1', "CsdsClient().get('sentinel')");
    sandbox.faults.clear();
    expect(failure).toEqual(['Unexpected response: {"a":1}', 'com.liveperson.faas.csds.op-failed']);
  });

  test('of a host that cannot be reached is in the error, with what was asked for', async () => {
    expect(await failureOf('v2', "ConversationUtil().getConversationById('d')")).toEqual([
      expect.stringMatching(/^Error while fetching conversation "d": .*fetch failed/),
      'com.liveperson.faas.conversation-util-general',
    ]);
  });

  test('of the file storage is in the error', async () => {
    expect(await failureOf('v1', replace)).toEqual([
      'Unable to replace image /files/a.png: Unable to authorize at Swift: 401 - "no"',
      null,
    ]);
    expect(await failureOf('v2', replace)).toEqual([
      'Authentication failed with response: no. Status Code: 401',
      expect.stringContaining('gdpr-util'),
    ]);
    expect(await failureOf('v2', replace)).toEqual(['No Auth token returned', expect.anything()]);
    expect(await failureOf('v2', replace)).toEqual([
      'File replacement failed with response: full. Status Code: 507',
      expect.stringContaining('gdpr-util'),
    ]);
    expect(await failureOf('v2', replace)).toEqual([
      expect.stringMatching(/^Authentication failed: /),
      expect.stringContaining('gdpr-util'),
    ]);
  });

  test('of the gateway for mutual TLS is in the error', async () => {
    const get = "LPMtlsClient().get('https://a.example')";
    expect(await failureOf('v2', get)).toEqual([
      'Authentication to LP MTLS failed due to Bearer',
      expect.anything(),
    ]);
    expect(await failureOf('v2', get)).toEqual(['no route', expect.anything()]);
    expect(await failureOf('v2', get)).toEqual([
      'There is no mTLS configuration for the given forward URL. Please configure it.',
      'com.liveperson.faas.mtls.missing-conf',
    ]);
  });

  test('of the authorization server is in the error, and so is why it did not answer', async () => {
    const call = "LpClient()('smt', '/x', { appKeySecretName: 'own' })";
    expect(await failureOf('v2', call)).toEqual([
      'AuthServer unexpected response: {"error":"invalid_client","error_description":"client_id or client_secret is wrong"}. Status Code: 400',
      'com.liveperson.faas.oauth2.unexpected-response',
    ]);
    expect(sandbox.requests().at(-2)?.refused).toEqual([
      {
        call: 'POST /sentinel/api/v2/account/…/app/token',
        reason:
          'The sandbox gives no token for the credentials in the secret own. Put the client id and secret of the sandbox into it.',
      },
    ]);
    sandbox.faults.add({ path: '/sentinel/api/v2/', action: { type: 'reset' } });
    const failed = await failureOf('v2', call);
    sandbox.faults.clear();
    expect(failed).toEqual([
      expect.stringMatching(/^Obtaining OAuth2 Access Token from sentinel failed due to: .*ECONNRESET/),
      expect.stringContaining('oauth2'),
    ]);
  });
});

test('the orchestrator warns of a deadline that is too long, and names an error without a code', async () => {
  const code = `const payload = {}; payload.self = payload;
    return toolbelt.Toolbelt.OrchestratorClient().invoke([{ uuid: 'none', payload }], 25001, { errorStrategy: 'ContinueOnError' })`;
  expect(await run('v2', code)).toEqual([
    { uuid: 'none', error: { code: 'Unknown Error', message: expect.stringContaining('circular') } },
  ]);
  expect(sandbox.requests().at(-1)?.logs).toMatchObject([
    { level: 'Warn', message: 'Deadline exceeds maximum allowed value, 25000ms will be used instead' },
  ]);
  await run('v2', code.replace('25001', '25000'));
  expect(sandbox.requests().at(-1)?.logs).toEqual([]);
});
