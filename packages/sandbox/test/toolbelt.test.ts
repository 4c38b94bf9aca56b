import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

/** Runs the code in the payload with the toolbelt in scope, and returns its result or its error. */
const BODY = `try { return await new Function('toolbelt', 'client', 'return (async () => {' + input.payload + '})()')(toolbelt, client); }
  catch (error) { return { name: error.constructor.name, code: error.code, message: error.message }; }`;
const RUN_V1 = `const toolbelt = require('lp-faas-toolbelt');
async function lambda(input, callback) {
  const client = toolbelt.Toolbelt.SecretClient();
  callback(null, await (async () => { ${BODY} })());
}`;
const RUN_V2 = `import * as toolbelt from 'core-functions-toolbelt';
const client = toolbelt.Toolbelt.SecretClient();
async function lambda(input) { ${BODY} }`;

const SETTINGS = {
  secrets: [
    { key: '', value: '' },
    { key: 'text', value: 'a secret' },
    { key: 'number', value: '42' },
    { key: 'object', value: { user: 'me' } },
    { key: 'a b', value: 'badly named' },
    { key: 'huge', value: 'x'.repeat(16_385) },
  ],
};

async function project(settings: string = JSON.stringify(SETTINGS)) {
  const folder = await folderWith({
    ...functionFiles({ v1: RUN_V1, v2: RUN_V2 }),
    'functions/v1/config.json': '{"generation":"v1"}',
    'functions/v2/config.json': '{"generation":"v2"}',
    'functions/settings.json': settings,
  });
  return {
    folder,
    file: join(folder, 'functions/settings.json'),
    sandbox: await sandboxWith({ functions: folder }),
  };
}

/** Shared by the tests that change nothing. */
let usual: Awaited<ReturnType<typeof project>>;

beforeAll(async () => {
  usual = await project();
});

async function run(sandbox: Sandbox, generation: 'v1' | 'v2', body: string): Promise<unknown> {
  const { status, text } = await invoke(sandbox, generation === 'v1' ? V1 : V2, generation, body);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as unknown;
}

const NOT_FOUND = 'com.liveperson.faas.secret.not-found';
const INVALID = 'com.liveperson.faas.secret.invalid-format';
const FAILED = 'com.liveperson.faas.secret.op-failed';

describe('readSecret', () => {
  test('readSecret answers the value in settings.json, and V2 parses JSON', async () => {
    const { sandbox } = usual;
    const read = "return Promise.all(['text', 'number', 'object'].map((key) => client.readSecret(key)))";
    expect(await run(sandbox, 'v1', read)).toEqual(SETTINGS.secrets.slice(1, 4));
    expect(await run(sandbox, 'v2', read)).toEqual([
      { key: 'text', value: 'a secret' },
      { key: 'number', value: 42 },
      { key: 'object', value: { user: 'me' } },
    ]);
  });

  test("readSecret fails with the platform's error for an unknown secret", async () => {
    const { sandbox } = usual;
    for (const key of ['nothing', '']) {
      const read = `return client.readSecret('${key}')`;
      expect([await run(sandbox, 'v1', read), await run(sandbox, 'v2', read)]).toEqual([
        { name: 'SecretError', code: NOT_FOUND, message: `There is no Secret ${key} for this account` },
        { name: 'ToolBeltError', code: NOT_FOUND, message: `There is no secret ${key} for this account` },
      ]);
    }
  });

  test.each(['a b', 'huge'])(
    'readSecret rejects a secret that the platform would not accept: %s',
    async (key) => {
      const { sandbox } = usual;
      const read = `return client.readSecret('${key}')`;
      for (const generation of ['v1', 'v2'] as const) {
        const { code, message } = (await run(sandbox, generation, read)) as Record<string, string>;
        expect([code, message]).toEqual([INVALID, expect.stringMatching(/settings\.json/)]);
        expect(message).not.toContain('xxx');
      }
    },
  );

  test('readSecret caches on V2 unless useCache is false, and never on V1', async () => {
    const { sandbox, file } = await project();
    const read = "return (await client.readSecret('text')).value";
    expect([await run(sandbox, 'v1', read), await run(sandbox, 'v2', read)]).toEqual([
      'a secret',
      'a secret',
    ]);
    await writeFile(file, JSON.stringify({ secrets: [{ key: 'text', value: 'changed' }] }));
    expect([await run(sandbox, 'v1', read), await run(sandbox, 'v2', read)]).toEqual(['changed', 'a secret']);
    const fresh = "return (await client.readSecret('text', { useCache: false })).value";
    expect(await run(sandbox, 'v2', fresh)).toBe('changed');
    const own =
      "return (await toolbelt.Toolbelt.SecretClient({ cache: { ttl: 1 } }).readSecret('text')).value";
    expect(await run(sandbox, 'v2', own)).toBe('changed');
  });

  test("readSecret on V2 knows the platform's app key, with the credentials of the sandbox", async () => {
    const { sandbox } = usual;
    const read = "return client.readSecret('LIVEPERSON_DEFAULT_APP_KEY')";
    expect(await run(sandbox, 'v2', read)).toEqual({
      key: 'LIVEPERSON_DEFAULT_APP_KEY',
      value: { client_id: sandbox.clientId, client_secret: sandbox.clientSecret },
    });
    expect(await run(sandbox, 'v1', read)).toMatchObject({ code: NOT_FOUND });
    const keys = "return (await client.readSecret('lp-faas-default-app-key')).value";
    expect(Object.keys((await run(sandbox, 'v1', keys)) as object)).toEqual([
      ...['consumerKey', 'consumerSecret', 'token', 'tokenSecret'],
    ]);
    expect(await run(sandbox, 'v2', keys)).toMatchObject({ code: NOT_FOUND });
  });
});

describe('updateSecret', () => {
  test.each(['v1', 'v2'] as const)(
    'updateSecret on %s applies until the file changes, and does not write the file',
    async (generation) => {
      const { sandbox, file } = await project();
      const update = "return client.updateSecret({ key: 'text', value: 'new' })";
      expect(await run(sandbox, generation, update)).toEqual({ key: 'text', value: 'new' });
      const read = "return (await client.readSecret('text', { useCache: false })).value";
      expect(await run(sandbox, generation, read)).toBe('new');
      // The other account has a storage of its own.
      expect(await run(sandbox, generation === 'v1' ? 'v2' : 'v1', read)).toBe('a secret');
      expect(await readFile(file, 'utf8')).toBe(JSON.stringify(SETTINGS));
      await writeFile(file, JSON.stringify({ secrets: [{ key: 'text', value: 'by hand' }] }));
      expect(await run(sandbox, generation, read)).toBe('by hand');
    },
  );

  test.each([
    ['v1', "{ key: 'nothing', value: 'x' }", FAILED, 'Updating Secret nothing failed'],
    ['v2', "{ key: 'nothing', value: 'x' }", NOT_FOUND, 'There is no secret nothing for this account'],
    [
      'v1',
      "{ key: 'text', value: 'x'.repeat(10001) }",
      INVALID,
      'Provided Secret Value exceeds allowed length of 10000',
    ],
    [
      'v2',
      "{ key: 'text', value: 'x'.repeat(16383) }",
      INVALID,
      'Provided secret value exceeds allowed length of 16kb',
    ],
    [
      'v2',
      "{ key: 'text', value: 1n }",
      INVALID,
      'Provided secret value cannot be stringified: Do not know how to serialize a BigInt',
    ],
    [
      'v2',
      "{ key: 'LIVEPERSON_DEFAULT_APP_KEY', value: 'x' }",
      'com.liveperson.faas.secret.forbidden',
      'You are not allowed to update secrets added by the system',
    ],
  ] as const)('updateSecret on %s rejects %s', async (generation, secret, code, message) => {
    const { sandbox } = usual;
    expect(await run(sandbox, generation, `return client.updateSecret(${secret})`)).toMatchObject({
      code,
      message,
    });
    expect(await run(sandbox, generation, "return (await client.readSecret('text')).value")).toBe('a secret');
  });

  test.each([
    ['v1', 10_000],
    ['v2', 16_382],
  ] as const)('updateSecret on %s accepts %d characters', async (generation, length) => {
    const { sandbox } = await project();
    const update = `return (await client.updateSecret({ key: 'text', value: 'x'.repeat(${length}) })).value.length`;
    expect(await run(sandbox, generation, update)).toBe(length);
  });
});

describe('an invalid settings.json', () => {
  test.each([
    ['invalid JSON', '{', 'is not valid JSON'],
    ['a list in place of an object', '[]', 'must hold a JSON object'],
    ['an object in place of the list', '{"secrets":{}}', '"secrets" must be a list of'],
    ['a secret without a value', '{"secrets":[{"key":"a"}]}', '"secrets" must be a list of'],
  ])('startSandbox rejects a settings.json with %s', async (_what, text, problem) => {
    const functions = await folderWith({ 'functions/settings.json': text });
    await expect(startSandbox({ functions })).rejects.toMatchObject({
      code: 'function-config',
      message: expect.stringContaining(`settings.json ${problem}`),
    });
  });

  test('readSecret fails with the reason when settings.json breaks later', async () => {
    const { sandbox, file } = await project();
    await writeFile(file, '{');
    expect(await run(sandbox, 'v1', "return client.readSecret('text')")).toMatchObject({
      code: FAILED,
      message: expect.stringMatching(/^Reading Secret text failed: .*settings\.json is not valid JSON/),
    });
  });

  test('without a settings.json there are no secrets', async () => {
    const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ v1: RUN_V1 })) });
    expect(await run(sandbox, 'v1', "return client.readSecret('text')")).toMatchObject({ code: NOT_FOUND });
  });
});

describe('the module names of the toolbelt', () => {
  const TOOLBELT = `return [typeof Toolbelt.SecretClient().readSecret]`;
  const CASES = {
    'v2-import': `import { Toolbelt } from 'core-functions-toolbelt';\nasync function lambda() { ${TOOLBELT} }`,
    'v2-default': `import toolbelt from 'core-functions-toolbelt';\nconst { Toolbelt } = toolbelt;\nasync function lambda() { ${TOOLBELT} }`,
    'v2-dynamic': `import 'node:fs';\nasync function lambda() { const { Toolbelt } = await import('core-functions-toolbelt'); ${TOOLBELT} }`,
    'v2-dynamic-commonjs': `async function lambda() { const { Toolbelt } = await import('core-functions-toolbelt'); ${TOOLBELT} }`,
    'v2-require': `const { Toolbelt } = require('core-functions-toolbelt');\nasync function lambda() { ${TOOLBELT} }`,
    'v2-of-v1': `const { Toolbelt } = require('lp-faas-toolbelt');\nasync function lambda() { ${TOOLBELT} }`,
    'v2-es-helper': `import { clients } from '../../helper.mjs';\nasync function lambda() { return [typeof clients.Toolbelt.SecretClient().readSecret]; }`,
    'v2-es-helper-default': `import { whole } from '../../helper.mjs';\nasync function lambda() { return [typeof whole.Toolbelt.SecretClient().readSecret]; }`,
    'v2-helper': `const Toolbelt = require('../../helper.cjs');\nasync function lambda() { ${TOOLBELT} }`,
    'v1-of-v2': `const { Toolbelt } = require('core-functions-toolbelt');\nfunction lambda() {}`,
  };

  test('the toolbelt resolves in every form of import and require on V2', async () => {
    const sandbox = await sandboxWith({
      functions: await folderWith({
        ...functionFiles(CASES),
        'helper.mjs': `import whole, { Toolbelt } from 'core-functions-toolbelt';\nexport const clients = { Toolbelt };\nexport { whole };`,
        'helper.cjs': "module.exports = require('core-functions-toolbelt').Toolbelt;",
      }),
    });
    const names = Object.keys(CASES).filter((name) => name.startsWith('v2'));
    const answers = await Promise.all(
      names.map(async (name) => [name, (await invoke(sandbox, V2, name)).text]),
    );
    expect(answers).toEqual(names.map((name) => [name, '["function"]']));
    expect((await invoke(sandbox, V1, 'v1-of-v2')).text).toContain(
      "Cannot find module 'core-functions-toolbelt'",
    );
  });

  test('what one file of a function puts in place of a part of the toolbelt, the others see', async () => {
    const folder = await folderWith({
      ...functionFiles({
        it: "require('./fake.js');\nasync function lambda() { return require('lp-faas-toolbelt').Toolbelt; }",
      }),
      'functions/it/fake.js': "require('lp-faas-toolbelt').Toolbelt = 'fake';",
    });
    expect((await invoke(await sandboxWith({ functions: folder }), V2, 'it')).text).toBe('"fake"');
  });
});
