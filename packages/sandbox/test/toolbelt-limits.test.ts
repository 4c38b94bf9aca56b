import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { filePaths, findKeywords, sortedEvents } from '../dist/function-runtime/toolbelt/conversation.js';
import { ConversationUtilV1 } from '../dist/function-runtime/toolbelt/conversation-v1.js';
import { ConversationUtilV2 } from '../dist/function-runtime/toolbelt/conversation-v2.js';
import { setPlatform } from '../dist/function-runtime/toolbelt/platform.js';
import { SecretCache } from '../dist/function-runtime/toolbelt/secret-cache.js';
import { ContextService } from '../dist/functions/context-service.js';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, uuidOf, V2 } from './support.js';

/** Runs the code in the payload with the toolbelt, and with `at(ms)`, which moves the clock of the function. */
const BODY = `const toolbelt = require('core-functions-toolbelt');
const now = Date.now;
const start = now();
const at = (ms) => { Date.now = () => start + ms; };
async function lambda({ payload }) {
  return await new Function('toolbelt', 'at', 'return (async () => {' + payload + '})()')(toolbelt, at);
}`;

/** Returns when two of its invocations have begun. */
const MEETS = `const { mkdirSync, readdirSync, writeFileSync } = require('node:fs');
async function lambda({ payload: { folder, own } }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/' + own, '');
  while (readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
}`;

let sandbox: Sandbox;
let folder: string;
const settings = (value: string) => JSON.stringify({ secrets: [{ key: 'k', value }] });

beforeAll(async () => {
  const files = functionFiles({ it: BODY, greet: 'async function lambda() { return 1; }', meets: MEETS });
  folder = await folderWith({
    ...files,
    'functions/http-mocks.json': '[{"url":"https://smt.liveperson.invalid/*","body":1}]',
    'functions/settings.json': settings('old'),
  });
  sandbox = await sandboxWith({
    offline: true,
    functions: folder,
    accounts: [{ id: V2, generation: 'v2' }],
    // Each test has a process and a clock of its own.
    keepWarmMs: 0,
  });
});
beforeEach(() => sandbox.reset());

const run = async (code: string): Promise<unknown> => {
  const { status, text } = await invoke(sandbox, V2, 'it', code);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
};
/** The requests of the function to a service of the sandbox. */
const asked = (service: string) =>
  sandbox.requests().filter((request) => request.service === service && !request.path.includes('/invoke'));

test('an access token is kept until a minute before its end', async () => {
  const call = "await toolbelt.Toolbelt.LpClient()('smt', '/x');";
  await run(`at(0); ${call} ${call} at(3_539_999); ${call} return 1`);
  const ofTest = 1;
  expect(asked('sentinel').length - ofTest).toBe(1);
  sandbox.reset();
  await run(`at(0); ${call} at(3_540_000); ${call} return 1`);
  expect(asked('sentinel').length - ofTest).toBe(2);
});

test('the hosts of services are kept for ten minutes', async () => {
  const call = "await toolbelt.Toolbelt.CsdsClient().get('smt');";
  await run(`at(0); ${call} at(599_999); ${call} return 1`);
  expect(asked('domain-api')).toHaveLength(1);
  sandbox.reset();
  await run(`at(0); ${call} at(600_000); ${call} return 1`);
  expect(asked('domain-api')).toHaveLength(2);
});

test('a secret is kept for five minutes, or as long as the client says', () => {
  let now = 0;
  const real = Date.now;
  Date.now = () => now;
  try {
    const cache = new SecretCache<string>();
    cache.set('default', 'a');
    cache.set('own', 'b', 10);
    cache.setDefaultTtl(20);
    cache.set('changed', 'c');
    const known = () => ['default', 'own', 'changed'].filter((key) => cache.has(key));
    now = 9;
    expect(known()).toEqual(['default', 'own', 'changed']);
    now = 10;
    expect(known()).toEqual(['default', 'changed']);
    now = 20;
    expect(known()).toEqual(['default']);
    now = 299_999;
    expect([cache.get('default'), cache.size(), cache.getAll()]).toEqual(['a', 1, ['a']]);
    now = 300_000;
    expect([cache.get('default'), cache.size()]).toEqual([null, 0]);
    cache.set('again', 'd');
    cache.clear();
    expect([cache.get('again'), cache.size()]).toEqual([null, 0]);
  } finally {
    Date.now = real;
  }
});

test('the orchestrator invokes functions at the same time when it is asked to', async () => {
  const calls = ['a', 'b'].map((own) => ({
    uuid: uuidOf(sandbox, V2, 'meets'),
    payload: { folder: join(folder, 'meeting'), own },
  }));
  const invokeAll = `return toolbelt.Toolbelt.OrchestratorClient().invoke(${JSON.stringify(calls)}, 10000, { invokeParallel: true })`;
  expect(await run(invokeAll)).toMatchObject([{ statusCode: 200 }, { statusCode: 200 }]);
});

describe('the orchestrator', () => {
  const fault = (status: number, times: number) =>
    sandbox.faults.add({
      path: uuidOf(sandbox, V2, 'greet'),
      times,
      action: { type: 'answer', status },
    });
  const orchestrate = (more = '') =>
    run(
      `return toolbelt.Toolbelt.OrchestratorClient().invoke([{ uuid: '${uuidOf(sandbox, V2, 'greet')}'${more} }], 20000, { errorStrategy: 'ContinueOnError' })`,
    );

  test.each([429, 500, 502, 504])('repeats a call that was answered with %i', async (status) => {
    fault(status, 1);
    expect(await orchestrate()).toMatchObject([{ statusCode: 200 }]);
  });

  test.each([400, 403, 404, 503, 901])('does not repeat a call that was answered with %i', async (status) => {
    fault(status, 1);
    expect(await orchestrate()).toMatchObject([{ statusCode: status }]);
    expect(sandbox.executions()[uuidOf(sandbox, V2, 'greet')]).toBeUndefined();
  });

  test('makes three attempts, or as many as the call says', async () => {
    fault(429, 2);
    expect(await orchestrate()).toMatchObject([{ statusCode: 200 }]);
    fault(429, 3);
    expect(await orchestrate()).toMatchObject([{ statusCode: 429 }]);
    fault(429, 1);
    expect(await orchestrate(', retries: 1')).toMatchObject([{ statusCode: 429 }]);
    fault(503, 1);
    expect(await orchestrate(', retryFunction: (status) => status === 503')).toMatchObject([
      { statusCode: 200 },
    ]);
  });
});

test('V2 reads a secret from its cache, unless the caller wants it from the storage, and writes through it', async () => {
  const file = join(folder, 'functions/settings.json');
  const write = (value: string) =>
    `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(settings(value))});`;
  const client =
    'const client = toolbelt.Toolbelt.SecretClient(); const read = async (options) => (await client.readSecret("k", options)).value;';
  const code = `${client}
    const first = await read();
    ${write('new')}
    const cached = await read();
    const fresh = await read({ useCache: false });
    const kept = await read();
    await client.updateSecret({ key: 'k', value: { a: 1 } });
    return [first, cached, fresh, kept, await read()];`;
  expect(await run(code)).toEqual(['old', 'old', 'new', 'new', { a: 1 }]);
  // The update lasts beyond its process, until a reset.
  expect(await run(`${client} return read();`)).toEqual({ a: 1 });
  sandbox.reset();
  expect(await run(`${client} return read();`)).toBe('new');
});

test('the utilities of both generations ask for the contents that the caller names, and else for all', async () => {
  setPlatform({ url: sandbox.url, account: V2 });
  const found = { _metadata: {}, conversationHistoryRecords: [{}] };
  const bodies: unknown[] = [];
  const v1 = new ConversationUtilV1(async (_service, _path, options) => {
    bodies.push(options?.['body']);
    return found;
  });
  const v2 = new ConversationUtilV2(async (_service, _path, options) => {
    bodies.push(JSON.parse(String(options?.body)));
    return Response.json(found);
  });
  for (const util of [v1, v2]) {
    await util.getConversationById('c');
    await util.getConversationById('c', ['messageRecords']);
  }
  const both = [{ conversationId: 'c' }, { conversationId: 'c', contentToRetrieve: ['messageRecords'] }];
  expect(bodies).toEqual([...both, ...both]);
});

describe('a conversation', () => {
  const text = (words: string) => ({
    ...{ type: 'TEXT_PLAIN', messageData: { msg: { text: words } }, timeL: 1, sentBy: 'Agent' },
  });

  test('is searched line by line, whatever the case, and finds nothing where there is no text', () => {
    const transcript = [
      text('first\nRefund'),
      { ...text(''), messageData: {} },
      { ...text('refund'), type: 'OTHER' },
      { ...text(''), type: 'HOSTED_FILE', messageData: { file: { caption: 'my refund' } } },
    ];
    const found = findKeywords(transcript, ['^refund$', 'nothing']);
    expect(found).toEqual([
      { message: 'first\nRefund', sentTimestamp: 1, sentBy: 'Agent', tag: 'keywordRef:^refund$' },
    ]);
    expect(findKeywords(transcript, ['refund'])).toHaveLength(2);
  });

  test('has events in the order of the time of the server, also when there are none', () => {
    const [c, a, d, b] = ['3', '1', '4', '1'].map((serverTimeStamp, n) => ({ serverTimeStamp, n }));
    expect(sortedEvents({ events: [c, a, d, b] as never }).events).toEqual([a, b, c, d]);
    expect(sortedEvents(undefined)).toEqual({ events: [] });
  });

  test('has the paths of its files that the predicate accepts', () => {
    const file = (relativePath?: string) => ({
      ...text(''),
      type: 'HOSTED_FILE',
      messageData: { file: relativePath === undefined ? {} : { relativePath } },
    });
    const transcript = [file('/a'), file(), file('/b'), { ...file('/c'), type: 'TEXT_PLAIN' }];
    expect(filePaths(transcript, (path) => path !== '/b')).toEqual(['/a']);
  });
});

describe('the context service', () => {
  const call = (service: ContextService, method: string, ...args: unknown[]) =>
    service.call('1', { method, args });
  const missing = {
    kind: 'error',
    code: 'com.liveperson.context-service-sdk.data.does-not-exist',
    message: 'Requested Resource does not exist',
  };

  test('has the namespaces of the platform, and answers what does not exist with an error', () => {
    const service = new ContextService();
    const { value } = call(service, 'getListOfNamespaces') as { value: { name: string }[] };
    expect(value.map(({ name }) => name)).toEqual([
      ...['faas', 'consumer', 'custom', 'operational', 'conversation'],
    ]);
    for (const [method, ...args] of [
      ['getListOfSessions', 'none'],
      ['deleteNamespace', 'none'],
      ['getAllPropertiesInSession', 'custom'],
      ['deleteSession', 'custom', 'none'],
      ['getPropertyInSession', 'none', 'a'],
    ]) {
      expect([method, call(service, method ?? '', ...args)]).toEqual([method, missing]);
    }
    call(service, 'setPropertiesInNamespace', 'custom', { a: 1, b: 2 });
    expect(call(service, 'getSelectedPropertiesInSession', 'custom', ['b', 'c'])).toEqual({
      kind: 'result',
      value: { b: 2 },
    });
    for (const method of ['getPropertyInSession', 'deletePropertyInSession']) {
      expect([method, call(service, method, 'custom', 'c')]).toEqual([method, missing]);
    }
    expect(call(service, 'deletePropertyInSession', 'custom', 'a')).toEqual({
      kind: 'result',
      value: undefined,
    });
    expect(call(service, 'getAllPropertiesInSession', 'custom')).toEqual({ kind: 'result', value: { b: 2 } });
  });

  test.each([
    [['createNamespace', ''], 'Namespace can not be null, undefined or empty string'],
    [['createNamespace', 1], 'Namespace can not be null, undefined or empty string'],
    [['createNamespace', 'custom'], 'Can not create a built-in namespace'],
    [['createNamespace', 'n', { ttl: 0 }], 'TTL needs to be a positive integer above 0'],
    [['deleteNamespace', 'faas'], 'Can not delete a built-in namespace'],
  ])('refuses %j', ([method, ...args], message) => {
    expect(call(new ContextService(), String(method), ...args)).toEqual({
      kind: 'error',
      code: 'com.liveperson.context-service-sdk.parameter.invalid',
      message,
    });
  });

  test('keeps accounts apart, and a namespace with its lifetime once it was created', () => {
    const service = new ContextService();
    const created = call(service, 'createNamespace', 'n', { ttl: 1 });
    expect(created).toEqual({
      kind: 'result',
      value: { name: 'n', createdAt: expect.any(String), ttlSecond: 1 },
    });
    expect(call(service, 'createNamespace', 'n', { ttl: 2 })).toEqual(created);
    expect(call(service, 'createNamespace', 'm')).toEqual({
      kind: 'result',
      value: { name: 'm', createdAt: expect.any(String) },
    });
    expect(service.call('2', { method: 'getListOfSessions', args: ['n'] })).toEqual(missing);
    service.reset();
    expect(call(service, 'getListOfSessions', 'n')).toEqual(missing);
    for (const request of [{ method: 'constructor', args: [] }, { method: 'createNamespace' }, null]) {
      expect(() => service.call('1', request as never)).toThrow('not a call of the context service');
    }
  });
});
