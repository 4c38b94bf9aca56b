import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseFunctionConfig } from '../dist/functions/function-config.js';
import { findFunctionsRoot, readProject } from '../dist/functions/project.js';
import { parseSandboxFile } from '../dist/functions/sandbox-keys.js';
import { SecretStore } from '../dist/functions/secrets.js';
import { findToolbelts } from '../dist/functions/toolbelt-files.js';
import { HttpMocks } from '../dist/http-mocks/http-mocks.js';
import { parseHttpMocks } from '../dist/http-mocks/mock-file.js';
import { tlsCredentials } from '../dist/server/tls-credentials.js';
import { folderWith, functionFiles, sandboxWith, V1 } from './support.js';

/** Compares whole texts: whoever changes a word of what is said about a project sees it here. */
const messageOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a config.json', () => {
  const problemsOf = (config: unknown): string[] => {
    const problems: string[] = [];
    parseFunctionConfig(typeof config === 'string' ? config : JSON.stringify(config), (problem) =>
      problems.push(problem),
    );
    return problems;
  };

  test.each([
    ['[]', 'must hold a JSON object'],
    [{ uuid: 1 }, '"uuid" must be a UUID, or be left out'],
    [{ generation: 'v3' }, '"generation" must be "v1" or "v2", or be left out'],
    [{ skills: [1] }, '"skills" must be a list of strings (skill ids), or be left out'],
    [{ skills: [''] }, '"skills" must be a list of strings (skill ids), or be left out'],
    [
      { state: 'Ready' },
      '"state" must be one of Draft, Productive, Modified, Marked Undeployed, Build Error, Deploy Error, or be left out',
    ],
    [{ event: 1 }, '"event" must be an event id, "No Event" or null'],
    [{ environmentVariables: 'A=1' }, '"environmentVariables" must be a list of {key, value} or an object'],
    [
      { environmentVariables: [{ name: 'A' }] },
      'every entry of "environmentVariables" needs a "key" and a "value"',
    ],
    [{ environmentVariables: { A: 1 } }, 'environment variable "A" must be a string'],
    [{ environmentVariables: [{ key: 'A' }] }, 'environment variable "A" must be a string'],
  ])('with a wrong value: %j', (config, problem) => {
    expect(problemsOf(config)).toEqual([problem]);
  });

  test('with no wrong value', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ environmentVariables: null, event: null, skills: [], description: 1 })).toEqual([]);
  });
});

test('a .lp-faas-sandbox.json names what is wrong with each entry, and with the file', async () => {
  const file = parseSandboxFile('{"a":1,"b":{"stat":"Draft"},"c":{"uuid":1},"d":{"state":"Draft"}}');
  expect([...file].map(([name, { problems }]) => [name, problems])).toEqual([
    ['a', ['must be an object with the keys of the function']],
    ['b', ['"stat" is not a key. Use uuid, generation, skills, state']],
    ['c', ['"uuid" must be a UUID, or be left out']],
    ['d', []],
  ]);
  expect(await messageOf(() => parseSandboxFile('[]'))).toBe(
    'it must be an object with an entry for each function',
  );
});

describe('a settings.json', () => {
  const answerOf = async (settings: unknown, account: { id: string; generation: 'v1' | 'v2' }, key = 'k') => {
    const folder = await folderWith({ 'settings.json': JSON.stringify(settings) });
    const store = new SecretStore(folder, {});
    return { folder, answer: await store.answer(account, { operation: 'read', key } as never) };
  };
  const [ofV1, ofV2] = [{ id: '1', generation: 'v1' } as const, { id: '2', generation: 'v2' } as const];

  test.each([
    [[], 'must hold a JSON object'],
    [{ secrets: 1 }, '"secrets" must be a list of {"key", "value"}'],
    [{ secrets: [{ key: 'k' }] }, '"secrets" must be a list of {"key", "value"}'],
  ])('that is wrong: %j', async (settings, problem) => {
    const { folder, answer } = await answerOf(settings, ofV1);
    const reason = `${join(folder, 'settings.json')} ${problem}. Correct the file.`;
    expect(answer).toEqual({ kind: 'failed', reason });
  });

  test.each([
    [ofV1, 10_000],
    [ofV2, 16_384],
  ])('has values as long as the platform allows: %j', async (account, max) => {
    const secret = (length: number) => ({ secrets: [{ key: 'k', value: 'x'.repeat(length) }] });
    expect((await answerOf(secret(max), account)).answer).toEqual({
      kind: 'found',
      value: 'x'.repeat(max),
    });
    expect((await answerOf(secret(max + 1), account)).answer).toEqual({
      kind: 'invalid',
      reason: `its value in settings.json has ${max + 1} characters; the platform allows ${max}`,
    });
  });

  test('has names as the platform allows them', async () => {
    const named = (key: string) => answerOf({ secrets: [{ key, value: 1 }] }, ofV1, key);
    expect((await named('A-b_9'.padEnd(100, 'x'))).answer).toEqual({ kind: 'found', value: 1 });
    for (const key of ['a b', 'x'.repeat(101)]) {
      expect((await named(key)).answer).toEqual({
        kind: 'invalid',
        reason:
          'names on the platform have at most 100 characters from A-Z a-z 0-9 _ -. Rename it in settings.json',
      });
    }
  });

  test('that cannot be read', async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, 'settings.json'));
    expect(await new SecretStore(folder, {}).answer(ofV1, { operation: 'read', key: 'k' } as never)).toEqual({
      kind: 'failed',
      reason: `${join(folder, 'settings.json')} cannot be read. Check its permissions.`,
    });
  });
});

describe('an http-mocks.json', () => {
  test.each([
    ['{}', 'is not valid: must hold a list of mocks'],
    ['[{}]', 'is not valid: mock 1: "url" '],
    ['[{"url":"ftp://x"}]', 'is not valid: mock 1: "url" must start with http:// or https://'],
    [
      '[{"url":"http://x"},{"url":"http://x","method":"a b"}]',
      'is not valid: mock 2: "method" must be an HTTP method',
    ],
    [
      '[{"url":"http://x","headers":{"a b":"c"}}]',
      'is not valid: mock 1: "headers" is not a valid HTTP header',
    ],
    ['[{"url":"http://x","body":1,"file":"f"}]', 'is not valid: mock 1: has both "body" and "file"'],
    ['[{"url":"http://x","status":199}]', 'is not valid: mock 1: "status" '],
    ['[{"url":"http://x","status":600}]', 'is not valid: mock 1: "status" '],
    ['[{"url":"http://x","times":0}]', 'is not valid: mock 1: "times" '],
    ['[', 'is not valid JSON ('],
  ])('that is wrong: %s', async (text, problem) => {
    const message = await messageOf(() => parseHttpMocks(text, 'FILE'));
    expect(message.startsWith(`FILE ${problem}`)).toBe(true);
    expect(message).toMatch(/\. Correct the file\.$/);
  });

  test('may have the first and the last status that fetch takes', () => {
    for (const status of [200, 599]) {
      expect(parseHttpMocks(JSON.stringify([{ url: 'http://x', status, times: 1 }]), 'FILE')).toHaveLength(1);
    }
  });

  test('answers JSON with its type, unless the mock has one, and other bodies as they are', async () => {
    const json = ['content-type', 'application/json'];
    const of = async (mock: object) => {
      const folder = await folderWith({
        'http-mocks.json': JSON.stringify([{ url: 'http://x', ...mock }]),
        ...{ 'a.json': '[1]', 'a.txt': 'text' },
      });
      const answer = await new HttpMocks(folder, false).answer({ method: 'GET', url: 'http://x/' } as never);
      if (answer.kind !== 'mock') throw new Error(answer.kind);
      const { status, headers, body } = answer;
      return [status, headers, body === null ? null : Buffer.from(body, 'base64').toString()];
    };
    expect(await of({})).toEqual([200, [], '']);
    expect(await of({ body: { a: 1 } })).toEqual([200, [json], '{"a":1}']);
    expect(await of({ body: null })).toEqual([200, [json], 'null']);
    expect(await of({ body: 'text', status: 404 })).toEqual([404, [], 'text']);
    expect(await of({ file: 'a.json' })).toEqual([200, [json], '[1]']);
    expect(await of({ file: 'a.txt' })).toEqual([200, [], 'text']);
    const own = { 'Content-Type': 'application/x', 'set-cookie': ['a=1', 'b=2'] };
    expect(await of({ body: 1, headers: own })).toEqual([
      200,
      [
        ['Content-Type', 'application/x'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      '1',
    ]);
    for (const status of [204, 205, 304]) expect((await of({ status, body: 'none' }))[2]).toBeNull();
  });

  test('whose mock was used as often as it says is done, until the file changes or the uses are reset', async () => {
    const file = (times: number) => JSON.stringify([{ url: 'http://x', times, body: 'mock' }]);
    const folder = await folderWith({ 'http-mocks.json': file(2) });
    const mocks = new HttpMocks(folder, true);
    const kind = async () => (await mocks.answer({ method: 'GET', url: 'http://x/' } as never)).kind;
    expect([await kind(), await kind(), await kind()]).toEqual(['mock', 'mock', 'offline']);
    mocks.reset();
    expect([await kind(), await kind(), await kind()]).toEqual(['mock', 'mock', 'offline']);
    await writeFile(join(folder, 'http-mocks.json'), file(1));
    expect([await kind(), await kind()]).toEqual(['mock', 'offline']);
    expect(
      (await new HttpMocks(undefined, false).answer({ method: 'GET', url: 'http://x/' } as never)).kind,
    ).toBe('none');
  });

  test('whose body or that itself cannot be read', async () => {
    const folder = await folderWith({ 'http-mocks.json': '[{"url":"http://x","file":"none.json"}]' });
    const request = { method: 'GET', url: 'http://x/' } as never;
    expect(await new HttpMocks(folder, false).answer(request)).toEqual({
      kind: 'invalid',
      reason: `${join(folder, 'none.json')} cannot be read (ENOENT). A mock in http-mocks.json names it as its "file".`,
    });
    const other = await folderWith({});
    await mkdir(join(other, 'http-mocks.json'));
    expect(await new HttpMocks(other, false).answer(request)).toEqual({
      kind: 'invalid',
      reason: `${join(other, 'http-mocks.json')} cannot be read. Check its permissions.`,
    });
    // So that the request is asked for, and the reason is seen.
    expect(new HttpMocks(other, false).rules().isIntercepted).toBe(true);
    expect(new HttpMocks(join(other, 'none'), false).rules().isIntercepted).toBe(false);
  });
});

test('a folder or a config.json that cannot be read is named', async () => {
  const root = await folderWith({ 'it/index.js': 'function lambda() {}', file: '' });
  await mkdir(join(root, 'it/config.json'));
  expect(readProject(root).folders).toMatchObject([
    { name: 'it', problem: `${join(root, 'it/config.json')} cannot be read. Correct the file.` },
  ]);
  const file = join(root, 'file');
  expect(await messageOf(() => readProject(file))).toBe(
    `The functions folder ${file} cannot be read. Check that it exists and is readable.`,
  );
});

test('a folder without functions, or without a toolbelt, is named with what to give instead', async () => {
  const folder = await folderWith(functionFiles({ it: 'function lambda() {}' }));
  const none = join(folder, 'none');
  expect(await messageOf(() => findFunctionsRoot(none))).toBe(
    `The folder ${none} does not exist. Give a project of LivePerson's CLI or its "functions" folder.`,
  );
  expect(await messageOf(() => findToolbelts('project', undefined))).toBe(
    'The toolbelt of a project needs a project. Give --functions DIR.',
  );
  const root = join(folder, 'functions');
  expect(await messageOf(() => findToolbelts('project', root))).toBe(
    `${dirname(root)} has no toolbelt in bin/lp-faas-toolbelt, bin/core-functions-toolbelt or node_modules. Create it with lpf init, or leave out --toolbelt.`,
  );
  expect(await messageOf(() => findToolbelts(none, root))).toBe(
    `The folder ${none} holds no toolbelt. Give the folder of a toolbelt, with an index.js or a package.json, or a folder with lp-faas-toolbelt or core-functions-toolbelt.`,
  );
});

test('a certificate that cannot be used is named, with what to check', async () => {
  const folder = await folderWith({ 'a.pem': 'a', 'b.pem': 'b' });
  const [certFile, keyFile] = [join(folder, 'a.pem'), join(folder, 'b.pem')];
  expect(await messageOf(() => tlsCredentials({ certFile, keyFile }, 'localhost'))).toBe(
    `${certFile} and ${keyFile} are not a matching certificate and key. Check both files.`,
  );
  const none = join(folder, 'none.pem');
  expect(await messageOf(() => tlsCredentials({ certFile: none, keyFile }, 'localhost'))).toBe(
    `The file ${none} cannot be read. Give the path of a PEM file.`,
  );
});

test('a UUID that another function has is named, with its owner', async () => {
  const config = '{"uuid":"6d0372f3-524c-4fe9-a9a4-bf0157c9deac"}';
  const functions = await folderWith({
    ...functionFiles({ first: 'function lambda() {}', second: 'function lambda() {}' }),
    'functions/first/config.json': config,
    'functions/second/config.json': config,
  });
  const sandbox = await sandboxWith({ functions, accounts: [{ id: V1, generation: 'v1' }] });
  expect(await sandbox.checkFunctions()).toEqual([
    {
      name: 'second',
      problem:
        'its uuid 6d0372f3-524c-4fe9-a9a4-bf0157c9deac is also that of first. Give each function its own.',
    },
  ]);
});
