import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  folderWith,
  functionFiles,
  invoke,
  invokeUuid,
  sandboxWith,
  send,
  tokenFor,
  V1,
  V2,
} from './support.js';

const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const OTHER = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
const GOOD = "async function lambda(input, callback) { callback?.(null, 'good'); return 'good'; }";
const FILE = 'functions/.lp-faas-sandbox.json';

/** A project with two functions and the sandbox's file. */
async function projectWith(file: object | string, config: object = {}) {
  return await folderWith({
    ...functionFiles({ first: GOOD, second: GOOD }),
    'functions/first/config.json': JSON.stringify(config),
    [FILE]: typeof file === 'string' ? file : JSON.stringify(file),
  });
}

describe("the sandbox's file in the functions folder", () => {
  test('UUID, generation, skills and state of a function are read from it', async () => {
    const event = { event: 'conversational_command' };
    const keys = { uuid: UUID.toUpperCase(), generation: 'v2', skills: ['17'], state: 'Modified' };
    const sandbox = await sandboxWith({ functions: await projectWith({ first: keys }, event) });
    const found = sandbox.functions.filter(({ name }) => name === 'first');
    expect(found).toMatchObject([{ uuid: UUID, account: V2, skills: ['17'], state: 'Modified' }]);
    expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"good"');
    const token = await tokenFor(sandbox, V2);
    const implemented = async (skillId: string) => {
      const path = `/api/account/${V2}/events/conversational_command/isImplemented?skillId=${skillId}`;
      return (await send(sandbox.url + path, { headers: { authorization: `Bearer ${token}` } })).text;
    };
    expect([await implemented('17'), await implemented('18')]).toEqual([
      '{"implemented":true}',
      '{"implemented":false}',
    ]);
  });

  test('a key in it takes precedence over the same key in config.json, and other keys there still count', async () => {
    const functions = await projectWith({ first: { uuid: UUID } }, { uuid: OTHER, generation: 'v1' });
    const sandbox = await sandboxWith({ functions });
    expect(sandbox.functions.filter(({ name }) => name === 'first')).toMatchObject([
      { uuid: UUID, account: V1 },
    ]);
  });

  test('a function keeps its UUID when LivePerson’s CLI rewrites its config.json', async () => {
    const functions = await projectWith({ first: { uuid: UUID } }, { uuid: OTHER });
    const sandbox = await sandboxWith({ functions });
    const pulled = { name: 'first', event: null, description: '', input: {}, environmentVariables: [] };
    await writeFile(join(functions, 'functions/first/config.json'), JSON.stringify(pulled));
    expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"good"');
  });

  test('a change of it counts at the next invocation, and the sandbox never writes to it', async () => {
    const functions = await projectWith({ first: { uuid: UUID } });
    const sandbox = await sandboxWith({ functions });
    await writeFile(join(functions, FILE), JSON.stringify({ first: { uuid: OTHER } }));
    expect((await invokeUuid(sandbox, V2, OTHER)).text).toBe('"good"');
    expect((await invokeUuid(sandbox, V2, UUID)).status).toBe(404);
    expect(await readFile(join(functions, FILE), 'utf8')).toBe(JSON.stringify({ first: { uuid: OTHER } }));
    await rm(join(functions, FILE));
    expect((await invokeUuid(sandbox, V2, OTHER)).status).toBe(404);
  });
});

test('the example in docs/sandbox.md is a valid file', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/sandbox.md'), 'utf8');
  const [, example = ''] = /```json\n(\{ "my-function".*?)```/s.exec(page) ?? [];
  const code = { 'functions/my-function/index.js': GOOD, [FILE]: example };
  const sandbox = await sandboxWith({ functions: await folderWith(code) });
  expect(await sandbox.checkFunctions()).toEqual([]);
  expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"good"');
});

describe('a problem in it', () => {
  test.each([
    ['a bad UUID', { uuid: 1 }, /first: "uuid" must be a UUID/],
    ['a bad generation', { generation: 2 }, /first: "generation" must be "v1" or "v2"/],
    ['an unknown key', { uid: UUID }, /first: "uid" is not a key\. Use uuid, generation, skills, state/],
    ['a list', ['x'], /first: must be an object/],
  ])('is the problem of that function alone: %s', async (_what, entry, message) => {
    const sandbox = await sandboxWith({ functions: await projectWith({ first: entry, second: {} }) });
    expect((await invoke(sandbox, V1, 'first')).text).toMatch(/\.lp-faas-sandbox\.json first: /);
    expect((await invoke(sandbox, V1, 'second')).text).toBe('"good"');
    expect(await sandbox.checkFunctions()).toEqual([
      { name: 'first', problem: expect.stringMatching(message) },
    ]);
  });

  test('an entry without a function is reported, and nothing fails', async () => {
    const sandbox = await sandboxWith({ functions: await projectWith({ frist: {} }) });
    expect((await invoke(sandbox, V1, 'first')).text).toBe('"good"');
    expect(await sandbox.checkFunctions()).toEqual([
      { name: 'frist', problem: expect.stringContaining('there is no such function') },
    ]);
  });

  test.each(['{ broken', '[]', 'null'])('a file that is not an object is reported: %s', async (text) => {
    const sandbox = await sandboxWith({ functions: await projectWith(text) });
    expect((await invoke(sandbox, V1, 'first')).text).toBe('"good"');
    expect(await sandbox.checkFunctions()).toEqual([
      { name: '.lp-faas-sandbox.json', problem: expect.stringMatching(/is not valid .*Correct the file\./) },
    ]);
  });

  test('functions keep their UUIDs while the file is broken', async () => {
    const functions = await projectWith({ first: { uuid: UUID } });
    const sandbox = await sandboxWith({ functions });
    await writeFile(join(functions, FILE), '{ "first": ');
    expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"good"');
  });
});
