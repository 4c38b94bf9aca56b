import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import type { Sandbox } from '../dist/index.js';
import { addCleanup, folderWith, invoke, sandboxWith, uuidOf, V1, V2 } from './support.js';

/** Runs the code in the payload with the toolbelt in scope, and answers its result or its error. */
const BODY = `try { return await new Function('toolbelt', 'require', 'return (async () => {' + input.payload + '})()')(toolbelt, require); }
  catch (error) { return { failed: error.name, ...error, response: undefined, options: undefined, message: error.message }; }`;
const RUN_V1 = `const toolbelt = require('lp-faas-toolbelt'); const { Toolbelt } = toolbelt;
async function lambda(input, callback) { callback(null, await (async () => { ${BODY} })()); }`;
const RUN_V2 = `const toolbelt = require('core-functions-toolbelt');
async function lambda(input) { ${BODY} }`;

let sandbox: Sandbox;
/** The URL of a server that answers each request with a description of it. */
let echo: string;

const CONFIG = { v1: '{"generation":"v1"}', v2: '{"generation":"v2"}' };

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const { 'content-type': type, 'x-own': own } = headers;
    response.writeHead(Number(/status=(\d+)/.exec(url)?.[1] ?? 200), { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method, url, type, own, body: await textOf(request) }));
  }).listen(0, '127.0.0.1');
  addCleanup(async () => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  echo = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sandbox = await sandboxWith({
    functions: await folderWith({
      'functions/v1/index.js': RUN_V1,
      'functions/v1/config.json': CONFIG.v1,
      'functions/v2/index.js': RUN_V2,
      'functions/v2/config.json': CONFIG.v2,
      'functions/greet/index.js': `function lambda({ payload, headers }, callback) {
        if (payload === 'fail') throw new Error('no greeting');
        const result = { hello: payload, headers };
        callback?.(null, result);
        return result;
      }`,
      'functions/imports/index.js': `import get from 'lodash/get';
        import { DateTime } from 'luxon';
        import { deep } from './helper.mjs';
        function lambda() { return [get({ a: { b: 1 } }, 'a.b'), DateTime.fromISO('2026-01-02').year, deep()]; }`,
      'functions/imports/config.json': CONFIG.v2,
      'functions/imports/helper.mjs': `import OAuth from 'oauth-1.0a';
        import jwt from 'jsonwebtoken';
        import { SDETypes } from 'core-functions-toolbelt';
        export const deep = () => [typeof OAuth, jwt.decode(jwt.sign({ a: 1 }, 'k', { noTimestamp: true })), SDETypes.ORDER_ID];`,
    }),
  });
});

async function run(generation: 'v1' | 'v2', body: string): Promise<unknown> {
  const { status, text } = await invoke(sandbox, generation === 'v1' ? V1 : V2, generation, body);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
}

const bothGenerations = ['v1', 'v2'] as const;

describe('HTTPClient', () => {
  const http = (args: string) => run('v1', `return toolbelt.Toolbelt.HTTPClient()(${args})`);

  test('HTTPClient resolves with the body, parsed with `json`', async () => {
    expect(await http(`'${echo}/a', { json: true }`)).toMatchObject({ method: 'GET', url: '/a' });
    expect(await http(`'${echo}/a'`)).toEqual(expect.stringContaining('"url":"/a"'));
  });

  test('HTTPClient sends `json` with `body`, `form`, `qs` and `headers` as documented', async () => {
    expect(await http(`'${echo}/a', { method: 'POST', json: true, body: { b: 1 } }`)).toMatchObject({
      ...{ method: 'POST', type: 'application/json', body: '{"b":1}' },
    });
    expect(await http(`'${echo}/a', { method: 'POST', form: { b: 'c d' }, json: true }`)).toMatchObject({
      ...{ type: 'application/x-www-form-urlencoded', body: 'b=c%20d' },
    });
    expect(
      await http(`'${echo}/a', { qs: { b: 'c d' }, headers: { 'x-own': 'e' }, json: true }`),
    ).toMatchObject({
      ...{ url: '/a?b=c%20d', own: 'e' },
    });
  });

  test.each(['uri', 'url'])('HTTPClient takes its options alone, with `%s`', async (name) => {
    expect(await http(`{ ${name}: '${echo}/a', json: true }`)).toMatchObject({ url: '/a' });
  });

  test('HTTPClient rejects a status that is not 2xx, unless `simple` is false', async () => {
    expect(await http(`'${echo}/a?status=404', { json: true }`)).toMatchObject({
      ...{ failed: 'StatusCodeError', statusCode: 404, error: { url: '/a?status=404' } },
      message: expect.stringMatching(/^404 - \{"method":"GET"/),
    });
    expect(await http(`'${echo}/a?status=404', { json: true, simple: false }`)).toMatchObject({
      method: 'GET',
    });
    expect(await http(`'${echo}/a?status=300', { json: true }`)).toMatchObject({ statusCode: 300 });
    expect(await http(`'${echo}/a?status=299', { json: true }`)).toMatchObject({ method: 'GET' });
  });

  test('HTTPClient resolves with the response if `resolveWithFullResponse` is set', async () => {
    expect(
      await run(
        'v1',
        `const { statusCode, headers, body } = await toolbelt.Toolbelt.HTTPClient()('${echo}/a', { resolveWithFullResponse: true, json: true });
         return { statusCode, type: headers['content-type'], url: body.url };`,
      ),
    ).toEqual({ statusCode: 200, type: 'application/json', url: '/a' });
  });

  test('HTTPClient rejects with a RequestError when nothing answers', async () => {
    expect(await http(`'http://nowhere.invalid/'`)).toMatchObject({
      failed: 'RequestError',
      message: expect.stringMatching(/^Error: getaddrinfo \w+ nowhere\.invalid/),
    });
    expect(sandbox.requests().at(-1)?.refused).toMatchObject([{ call: 'GET http://nowhere.invalid/' }]);
  });
});

describe('CsdsClient', () => {
  test.each(bothGenerations)(
    '%s: CsdsClient finds the hosts in the Domain API of the sandbox',
    async (generation) => {
      const port = new URL(sandbox.url).port;
      const gateway = generation === 'v1' ? `127.0.0.1:${port}` : `fninvocations.localhost:${port}`;
      expect(await run(generation, "return toolbelt.Toolbelt.CsdsClient().get('faasGW')")).toBe(gateway);
      expect(
        await run(generation, 'return toolbelt.Toolbelt.CsdsClient().get(toolbelt.LpServices.MSG_HIST)'),
      ).toBe('msghist.liveperson.invalid');
      expect(await run(generation, 'return toolbelt.Toolbelt.CsdsClient().getAll()')).toContainEqual({
        faasGW: gateway,
      });
    },
  );

  test.each(bothGenerations)('%s: CsdsClient rejects an unknown service', async (generation) => {
    expect(await run(generation, "return toolbelt.Toolbelt.CsdsClient().get('nothing')")).toMatchObject({
      code: 'com.liveperson.faas.csds.domain.not-found',
      message: 'Service "nothing" could not be found.',
    });
  });
});

describe('OrchestratorClient', () => {
  const orchestrate = async (generation: 'v1' | 'v2', args: string) =>
    await run(generation, `return toolbelt.Toolbelt.OrchestratorClient().invoke(${args})`);
  const greet = (generation: 'v1' | 'v2') => uuidOf(sandbox, generation === 'v1' ? V1 : V2, 'greet');

  test.each(bothGenerations)(
    '%s: OrchestratorClient invokes functions of the account in order',
    async (generation) => {
      const uuid = greet(generation);
      const before = sandbox.executions()[uuid] ?? 0;
      const one = `{ uuid: '${uuid}', payload: 'a', headers: { h: '1' } }`;
      expect(
        await orchestrate(generation, `[${one}, { uuid: '${uuid}', payload: 'b' }], 5000, { json: true }`),
      ).toEqual([
        expect.objectContaining({
          uuid,
          statusCode: 200,
          body: { hello: 'a', headers: [{ key: 'h', value: '1' }] },
        }),
        expect.objectContaining({ uuid, statusCode: 200, body: { hello: 'b', headers: [] } }),
      ]);
      expect(sandbox.executions()[uuid]).toBe(before + 2);
    },
  );

  test.each(bothGenerations)(
    '%s: OrchestratorClient rejects when a function fails, unless it continues on error',
    async (generation) => {
      const uuid = greet(generation);
      const failing = `{ uuid: '${uuid}', payload: 'fail' }`;
      const code = 'com.liveperson.faas.orchestrator-fn.invoke.status-code-error';
      expect(await orchestrate(generation, `[${failing}]`)).toMatchObject({ code, statusCode: 901 });
      const options =
        '{ errorStrategy: toolbelt.ErrorStrategy.CONTINUE_ON_ERROR, invokeParallel: true, json: true }';
      expect(
        await orchestrate(generation, `[${failing}, { uuid: '${uuid}', payload: 'b' }], 5000, ${options}`),
      ).toEqual([
        expect.objectContaining({ uuid, statusCode: 901, error: expect.objectContaining({ code }) }),
        expect.objectContaining({ uuid, statusCode: 200 }),
      ]);
    },
  );

  test('OrchestratorClient rejects after the deadline', async () => {
    sandbox.faults.add({ path: greet('v2'), times: 1, action: { type: 'stall' } });
    expect(await orchestrate('v2', `[{ uuid: '${greet('v2')}' }], 50`)).toMatchObject({
      code: 'com.liveperson.faas.orchestrator-fn.invoke.timeout',
      message: 'Invocations timed out after a deadline of 50 ms',
    });
  });

  test('OrchestratorClient repeats a call that was refused with 429, and no call that failed', async () => {
    const uuid = greet('v2');
    sandbox.faults.add({ path: uuid, times: 2, action: { type: 'answer', status: 429 } });
    expect(await orchestrate('v2', `[{ uuid: '${uuid}', payload: 'x' }]`)).toMatchObject([
      { statusCode: 200 },
    ]);
    const before = sandbox.executions()[uuid] ?? 0;
    await orchestrate('v2', `[{ uuid: '${uuid}', payload: 'fail' }]`);
    expect(sandbox.executions()[uuid]).toBe(before + 1);
  });
});

describe('ContextServiceClient', () => {
  const CLIENT = { v1: "({ apiKey: 'k', accountId: '1' })", v2: "('k')" };
  const context = (generation: 'v1' | 'v2', code: string) =>
    run(generation, `const client = toolbelt.Toolbelt.ContextServiceClient${CLIENT[generation]}; ${code}`);

  test.each(bothGenerations)(
    '%s: ContextServiceClient keeps its data between invocations, until a reset',
    async (generation) => {
      expect(
        await context(
          generation,
          `const { name, createdAt, ttlSecond } = await client.createNamespace('n', { ttl: 60 });
        return [name, createdAt instanceof Date, ttlSecond]`,
        ),
      ).toEqual(['n', true, 60]);
      expect(
        await context(generation, "return client.setPropertiesInNamespace('n', { a: 1, b: { c: 2 } })"),
      ).toEqual({
        ...{ a: 1, b: { c: 2 } },
      });
      expect(
        await context(generation, "return client.updatePropertiesInNamespace('n', { a: 2 }, 's')"),
      ).toEqual({ a: 2 });
      expect(
        await context(
          generation,
          `return [
          await client.getAllPropertiesInSession('n'), await client.getPropertyInSession('n', 'b'),
          await client.getSelectedPropertiesInSession('n', ['a', 'x']), await client.getListOfSessions('n'),
          (await client.getListOfNamespaces()).map(({ name }) => name).includes('n'),
        ]`,
        ),
      ).toEqual([{ a: 1, b: { c: 2 } }, { c: 2 }, { a: 1 }, ['__default__', 's'], true]);
      sandbox.reset();
      expect(await context(generation, "return client.getAllPropertiesInSession('n')")).toMatchObject({
        code: 'com.liveperson.context-service-sdk.data.does-not-exist',
      });
    },
  );

  test('ContextServiceClient deletes properties, sessions and namespaces', async () => {
    expect(
      await context(
        'v2',
        `await client.createNamespace('n');
         await client.setPropertiesInNamespace('n', { a: 1, b: 2 }, 's');
         await client.deletePropertyInSession('n', 'a', 's');
         const left = await client.getAllPropertiesInSession('n', 's');
         await client.deleteSession('n', 's');
         const sessions = await client.getListOfSessions('n');
         await client.deleteNamespace('n');
         return [left, sessions, await client.getListOfSessions('n').catch(({ code }) => code)]`,
      ),
    ).toEqual([{ b: 2 }, [], 'com.liveperson.context-service-sdk.data.does-not-exist']);
  });

  test.each([
    ["createNamespace('')", 'Namespace can not be null, undefined or empty string'],
    ["createNamespace('faas')", 'Can not create a built-in namespace'],
    ["createNamespace('n', { ttl: 0 })", 'TTL needs to be a positive integer above 0'],
    ["deleteNamespace('consumer')", 'Can not delete a built-in namespace'],
  ])('ContextServiceClient rejects %s', async (call, message) => {
    expect(await context('v2', `return client.${call}`)).toMatchObject({
      ...{ code: 'com.liveperson.context-service-sdk.parameter.invalid', message },
    });
  });

  test('ContextServiceClient rejects a missing key when it is created', async () => {
    expect(await run('v2', 'return toolbelt.Toolbelt.ContextServiceClient()')).toMatchObject({
      message: 'No valid API-key was provided',
    });
    expect(await run('v1', 'return toolbelt.Toolbelt.ContextServiceClient()')).toMatchObject({
      message: 'No valid configuration was provided',
    });
    expect(
      await run('v1', "return toolbelt.Toolbelt.ContextServiceClient({ accountId: 'a' })"),
    ).toMatchObject({
      message: 'No valid API-key was provided',
    });
    expect(await run('v1', "return toolbelt.Toolbelt.ContextServiceClient({ apiKey: 'k' })")).toMatchObject({
      message: 'No valid accountId was provided',
    });
  });
});

describe('conversations', () => {
  const CONVERSATION = `const conversation = { _metadata: {}, conversationHistoryRecords: [{
    messageRecords: [
      { type: 'TEXT_PLAIN', messageData: { msg: { text: 'I want a REFUND' } }, timeL: 1, sentBy: 'Consumer' },
      { type: 'HOSTED_FILE', messageData: { file: { caption: 'refund form' } }, timeL: 2, sentBy: 'Agent' },
      { type: 'RICH_CONTENT', messageData: {}, timeL: 3, sentBy: 'Agent' },
    ],
    sdes: { events: [{ serverTimeStamp: '2' }, { serverTimeStamp: '1' }] },
  }] };`;

  test.each(bothGenerations)(
    '%s: scanConversationForKeywords finds keywords in texts and captions',
    async (generation) => {
      const scan = `${CONVERSATION} return toolbelt.Toolbelt.ConversationUtil().scanConversationForKeywords(conversation, ['refund', 'want'])`;
      expect(await run(generation, scan)).toEqual([
        { message: 'I want a REFUND', sentTimestamp: 1, sentBy: 'Consumer', tag: 'keywordRef:refund' },
        { message: 'refund form', sentTimestamp: 2, sentBy: 'Agent', tag: 'keywordRef:refund' },
        { message: 'I want a REFUND', sentTimestamp: 1, sentBy: 'Consumer', tag: 'keywordRef:want' },
      ]);
      const none = `${CONVERSATION} return toolbelt.Toolbelt.ConversationUtil().scanConversationForKeywords(conversation, [])`;
      expect(await run(generation, none)).toMatchObject({
        message: 'Please provide array containing keywords.',
      });
    },
  );

  test.each(bothGenerations)(
    '%s: getSDEsFromConv sorts the events by the time of the server',
    async (generation) => {
      const get = `${CONVERSATION} return toolbelt.Toolbelt.SDEUtil().getSDEsFromConv(conversation)`;
      expect(await run(generation, get)).toEqual({
        sdes: { events: [{ serverTimeStamp: '1' }, { serverTimeStamp: '2' }] },
        unAuthSdes: { events: [] },
      });
    },
  );
});

describe('MTLSClient', () => {
  test.each(bothGenerations)('%s: MTLSClient shows its certificate to the server', async (generation) => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'client' }], {
      keySize: 2048,
    });
    const server = createHttpsServer(
      { key, cert, requestCert: true, rejectUnauthorized: false },
      async (request, response) => {
        const { subject } = (
          request.socket as IncomingMessage['socket'] & { getPeerCertificate(): { subject: { CN: string } } }
        ).getPeerCertificate();
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ from: subject.CN, method: request.method, body: await textOf(request) }),
        );
      },
    ).listen(0, '127.0.0.1');
    addCleanup(async () => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const client = `const client = toolbelt.Toolbelt.MTLSClient({ cert: ${JSON.stringify(cert)}, key: ${JSON.stringify(key)} });`;
    const { statusCode, body } = (await run(
      generation,
      `${client} return client.post('${url}', {}, { a: 1 }, { json: true })`,
    )) as { statusCode: number; body: unknown };
    expect([statusCode, body]).toEqual([200, { from: 'client', method: 'POST', body: '{"a":1}' }]);
    const texts = `${client} const bodies = ['text', Buffer.from('bytes'), new Uint8Array([97]), new URLSearchParams({ a: 1 }), null, undefined];
      return Promise.all(bodies.map(async (body) => JSON.parse((await client.put('${url}', {}, body)).body).body))`;
    expect(await run(generation, texts)).toEqual(['text', 'bytes', 'a', 'a=1', '', '']);
    expect(
      await run(
        generation,
        `${client} return client.get('${url}', {}, undefined, { allowSelfSigned: false })`,
      ),
    ).toMatchObject({
      code: 'com.liveperson.faas.mtls.general-issue',
    });
  });

  test.each([
    ['MTLSClient()', 'com.liveperson.faas.mtls.missing-conf'],
    ["MTLSClient({ cert: 'x', key: 'x' })", 'com.liveperson.faas.mtls.invalid-cert'],
    [
      "MTLSClient({ cert: '-----BEGIN X-----\\n-----END X-----', key: 'x' })",
      'com.liveperson.faas.mtls.invalid-key',
    ],
  ])('%s is refused', async (call, code) => {
    expect(await run('v2', `return toolbelt.Toolbelt.${call}`)).toMatchObject({ code });
  });
});

describe('the packages that are built into the platform', () => {
  test('V1: lodash, luxon, jsonwebtoken and oauth-1.0a resolve without being installed in the project', async () => {
    const code = `const jwt = require('jsonwebtoken');
      return [require('lodash').camelCase('a b'), require('luxon').DateTime.fromISO('2026-01-02').year,
        jwt.verify(jwt.sign({ a: 1 }, 'k', { noTimestamp: true }), 'k').a, typeof require('oauth-1.0a')]`;
    expect(await run('v1', code)).toEqual(['aB', 2026, 1, 'function']);
  });

  test('V2: they resolve in ES modules and in their helpers, as the toolbelt does', async () => {
    expect(await invoke(sandbox, V2, 'imports')).toMatchObject({
      status: 200,
      text: '[1,2026,["function",{"a":1},"orderId"]]',
    });
  });

  test('a package of the project takes precedence over a built-in one', async () => {
    const own = await sandboxWith({
      functions: await folderWith({
        'functions/it/index.js':
          "const lodash = require('lodash'); function lambda(input, callback) { callback(null, lodash); }",
        'node_modules/lodash/package.json': '{"name":"lodash","main":"main.js"}',
        'node_modules/lodash/main.js': "module.exports = 'of the project';",
      }),
    });
    expect((await invoke(own, V1, 'it')).text).toBe('"of the project"');
  });

  test('SFClient without jsforce in the project says what to install', async () => {
    expect(await run('v1', 'return toolbelt.Toolbelt.SFClient().connectToSalesforce({})')).toMatchObject({
      message: expect.stringContaining('npm install jsforce'),
    });
    expect(sandbox.requests().at(-1)?.refused).toMatchObject([
      { call: 'Toolbelt.SFClient().connectToSalesforce()' },
    ]);
  });
});
