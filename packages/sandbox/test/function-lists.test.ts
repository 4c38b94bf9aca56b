import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, logIn, sandboxWith, send, tokenFor, uuidOf, V1, V2 } from './support.js';

const CODE = `async function lambda(input, callback) {
  console.info('hello', { a: 1 });
  if (input.payload.fail) throw new Error('whoops');
  callback?.(null, 'done');
  return 'done';
}`;
const STATES = ['Draft', 'Productive', 'Modified', 'Marked Undeployed', 'Build Error', 'Deploy Error'];

let sandbox: Sandbox;
const bearers: Record<string, string> = {};

beforeAll(async () => {
  sandbox = await sandboxWith({
    functions: await folderWith({
      'functions/greet-someone/index.js': CODE,
      'functions/greet-someone/config.json': JSON.stringify({
        event: 'conversational_command',
        description: 'Says hello',
        skills: ['17'],
        input: { headers: [], payload: { a: 1 } },
        environmentVariables: { COLOUR: 'blue' },
      }),
      'functions/draft/index.js': CODE,
      'functions/draft/config.json': JSON.stringify({ state: 'Draft' }),
      'functions/marked/index.js': CODE,
      'functions/marked/config.json': JSON.stringify({ state: 'Marked Undeployed' }),
    }),
  });
  for (const account of [V1, V2]) bearers[account] = (await logIn(sandbox, account)).bearer;
});

async function ask(account: string, path: string, authorization = `Bearer ${bearers[account]}`) {
  const { status, text } = await send(`${sandbox.url}/api/account/${account}/${path}`, {
    headers: { authorization },
  });
  return { status, body: JSON.parse(text) as ReturnType<typeof JSON.parse> };
}

const namesIn = async (account: string, path: string): Promise<string[]> =>
  ((await ask(account, path)).body as { name: string }[]).map(({ name }) => name);

const STAMPS = {
  createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
  createdBy: expect.any(String),
  updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  updatedBy: expect.any(String),
};

describe('the lists of v1', () => {
  test.each(['lambdas?userId=42&v=1', 'lambdas/?v=1&eventId=&state=&userId=&externalSystem=Unknown'])(
    'v1 lists functions with code and environment: %s',
    async (path) => {
      const { status, body } = await ask(V1, path);
      expect(status).toBe(200);
      expect(body).toHaveLength(3);
      expect(body[1]).toEqual({
        uuid: uuidOf(sandbox, V1, 'greet-someone'),
        version: 1,
        name: 'greet-someone',
        description: 'Says hello',
        eventId: 'conversational_command',
        samplePayload: { headers: [], payload: { a: 1 } },
        state: 'Productive',
        runtime: {
          uuid: expect.any(String),
          name: expect.stringMatching(/^Node\.js \d+$/),
          baseImageName: expect.any(String),
        },
        ...STAMPS,
        lastDeployment: expect.objectContaining({
          lambdaUUID: uuidOf(sandbox, V1, 'greet-someone'),
          lambdaVersion: 1,
        }),
        implementation: {
          code: CODE,
          dependencies: [],
          environmentVariables: [{ key: 'COLOUR', value: 'blue' }],
        },
        skills: ['17'],
      });
      expect(body[0]).not.toHaveProperty('lastDeployment');
    },
  );

  test('v1 answers one function as a list of one, and 404 for an unknown one', async () => {
    const uuid = uuidOf(sandbox, V1, 'draft');
    const { body } = await ask(V1, `lambdas/${uuid}?v=1`);
    expect(body).toMatchObject([{ uuid, name: 'draft', state: 'Draft' }]);
    const unknown = await ask(V1, 'lambdas/00000000-0000-4000-8000-000000000000?v=1');
    expect([unknown.status, Object.keys(unknown.body)]).toEqual([404, ['errorCode', 'errorMsg']]);
  });

  test('v1 requires v=1', async () => {
    expect((await ask(V1, 'lambdas')).status).toBe(400);
  });

  test('v1 lists its runtime and the events', async () => {
    expect((await ask(V1, 'runtimes?v=1')).body).toEqual([
      {
        uuid: expect.any(String),
        name: expect.stringMatching(/^Node\.js \d+$/),
        baseImageName: expect.any(String),
      },
    ]);
    const { body } = await ask(V1, 'events?v=1');
    expect(body).toHaveLength(15);
    expect(body).toContainEqual({
      eventId: 'conversational_command',
      eventName: expect.any(String),
      description: expect.any(String),
      lambdaLimit: 30,
    });
  });
});

describe('the lists of v2', () => {
  test.each(['functions', 'functions?eventId=&userId=&functionName='])(
    'v2 lists functions without code and environment: %s',
    async (path) => {
      const { status, body } = await ask(V2, path);
      expect(status).toBe(200);
      expect(body).toHaveLength(3);
      expect(body[1]).toEqual({
        uuid: uuidOf(sandbox, V2, 'greet-someone'),
        name: 'greet-someone',
        description: 'Says hello',
        state: 'Productive',
        skills: ['17'],
        eventId: 'conversational_command',
        size: 'S',
        isCompV1: false,
        ...STAMPS,
      });
    },
  );

  test('v2 answers one function with its code', async () => {
    const uuid = uuidOf(sandbox, V2, 'greet-someone');
    const { body } = await ask(V2, `functions/${uuid}`);
    expect(body).toMatchObject({
      uuid,
      versions: [{ id: 1, version: 1, code: CODE, environment: { COLOUR: 'blue' } }],
    });
  });

  test('v2 answers 404 to the list of v1', async () => {
    expect((await ask(V2, 'lambdas?v=1')).status).toBe(404);
  });
});

describe.each([
  [V1, 'lambdas?v=1', 'name'],
  [V2, 'functions?userId=1', 'name'],
  [V2, 'functions?userId=1', 'functionName'],
])('the list of account %s at %s with %s', (account, path, nameKey) => {
  test.each([
    ['eventId=conversational_command', ['greet-someone']],
    ['eventId=nothing', []],
    ['state=Draft', ['draft']],
    ['state=Draft&state=Productive', ['draft', 'greet-someone']],
    ['state=Marked%20Undeployed', ['marked']],
    ['NAME=some', ['greet-someone']],
    ['NAME=r&state=Draft', ['draft']],
  ])('a list is filtered by %s', async (filter, names) => {
    expect(await namesIn(account, `${path}&${filter.replace('NAME', nameKey)}`)).toEqual(names);
  });

  test.each(STATES)('a list accepts the state %s', async (state) => {
    expect((await ask(account, `${path}&state=${encodeURIComponent(state)}`)).status).toBe(200);
  });

  test.each(['active', 'productive'])('a list rejects the state %s with 400', async (state) => {
    expect((await ask(account, `${path}&state=${state}`)).status).toBe(400);
  });

  test('a list requires the token of a user of its account', async () => {
    const unauthorized = account === V1 ? 401 : 403;
    const app = await tokenFor(sandbox, account);
    expect((await ask(account, path, `Bearer ${app}`)).status).toBe(unauthorized);
    expect((await ask(account, path, 'Bearer nonsense')).status).toBe(unauthorized);
    expect((await ask(account, path, '')).status).toBe(unauthorized);
    expect((await ask(account, path, `Bearer ${bearers[account === V1 ? V2 : V1]}`)).status).toBe(403);
  });
});

describe('invocations by users', () => {
  const invoke = (account: string, path: string, payload: object = {}) =>
    send(`${sandbox.url}/api/account/${account}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearers[account]}` },
      body: JSON.stringify({ timestamp: 0, headers: [], payload }),
    });
  const LOGS = [{ level: 'Info', message: 'hello', extras: ['{ a: 1 }'], timestamp: expect.any(Number) }];
  const greet = (account: string) => uuidOf(sandbox, account, 'greet-someone');

  test('a test invocation answers result and logs, on v1 at the gateway', async () => {
    const path = `lambdas/${greet(V1)}/invoke?userId=42&v=1`;
    const good = await invoke(V1, path);
    expect([good.status, JSON.parse(good.text)]).toEqual([200, { result: 'done', logs: LOGS }]);
    const bad = await invoke(V1, path, { fail: true });
    expect([bad.status, JSON.parse(bad.text)]).toEqual([
      901,
      {
        errorCode: 'com.liveperson.faas.handler.custom-failure',
        errorMsg: 'whoops',
        errorLogs: expect.arrayContaining(LOGS),
      },
    ]);
  });

  test('a test invocation answers result and logs, on v2 at the function lists', async () => {
    const { status, text } = await invoke(V2, `functions/${greet(V2)}/test?userId=42`);
    expect([status, JSON.parse(text)]).toEqual([200, { result: 'done', logs: LOGS }]);
    expect(sandbox.requests().at(-1)).toMatchObject({ logs: LOGS });
  });

  test('a test invocation with a body that is no invocation is refused, and runs nothing', async () => {
    const before = sandbox.executions(V2);
    const { status, text } = await send(
      `${sandbox.url}/api/account/${V2}/functions/${greet(V2)}/test?userId=42`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${bearers[V2]}` },
        body: '[]',
      },
    );
    expect([status, text]).toEqual([400, expect.stringContaining('The body must be a JSON object')]);
    expect(sandbox.executions(V2)).toEqual(before);
  });

  test('a request of a user with externalSystem gets the bare result, like that of an application', async () => {
    const { text } = await invoke(V1, `lambdas/${greet(V1)}/invoke?v=1&userId=42&externalSystem=me`);
    expect(text).toBe('"done"');
    expect((await invoke(V2, `lambdas/${greet(V2)}/invoke`)).text).toBe('"done"');
  });

  test('a user of another account is refused', async () => {
    const { status } = await send(`${sandbox.url}/api/account/${V1}/lambdas/${greet(V1)}/invoke?v=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearers[V2]}` },
      body: '{"timestamp":0}',
    });
    expect(status).toBe(403);
  });
});

test('lists show the code on the disk', async () => {
  const folder = await folderWith({ 'functions/a/index.js': CODE });
  const own = await sandboxWith({ functions: folder });
  const { bearer } = await logIn(own, V1);
  const { text } = await send(`${own.url}/api/account/${V1}/lambdas?v=1`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const [first] = JSON.parse(text) as { implementation: { code: string } }[];
  expect(first?.implementation.code).toBe(await readFile(`${folder}/functions/a/index.js`, 'utf8'));
});
