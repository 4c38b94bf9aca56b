import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { functionUuid } from '../dist/functions/uuid.js';
import { folderWith, functionFiles, invoke, invokeUuid, sandboxWith, V1, V2 } from './support.js';

const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const ENV = `async function lambda(input, callback) {
  if (callback) callback(null, process.env);
  return process.env;
}`;

const config = (value: object) => JSON.stringify(value);

describe("the layout that LivePerson's CLI writes", () => {
  const files = {
    ...functionFiles({ first: ENV, second: ENV }),
    'functions/settings.json': '{"secrets":[{"key":"k","value":"v"}]}',
    'functions/no-code/config.json': '{}',
    'functions/README.md': 'not a function',
    'bin/package.json': '{}',
    'README.md': 'a project',
  };

  test.each([
    ['a project', ''],
    ['the functions folder of a project', 'functions'],
  ])('the functions are found in %s', async (_what, inside) => {
    const sandbox = await sandboxWith({ functions: join(await folderWith(files), inside) });
    expect(sandbox.functions.map(({ name, account, generation }) => [name, account, generation])).toEqual([
      ['first', V1, 'v1'],
      ['first', V2, 'v2'],
      ['second', V1, 'v1'],
      ['second', V2, 'v2'],
    ]);
  });

  test.each([
    ['"No Event"', 'No Event', null],
    ['null', null, null],
    ['an empty string', '', null],
    ['an event id', 'conversational_command', 'conversational_command'],
  ])('config.json may have %s as the event', async (_what, event, expected) => {
    const functions = await folderWith({
      ...functionFiles({ first: ENV }),
      'functions/first/config.json': config({ name: 'first', event, input: { headers: [], payload: {} } }),
    });
    const sandbox = await sandboxWith({ functions });
    expect(sandbox.functions[0]?.event).toBe(expected);
  });
});

describe("a function's UUID", () => {
  test('a function has a fixed UUID that depends only on account and name', async () => {
    const uuids = async () => {
      const functions = await folderWith(functionFiles({ first: ENV, second: ENV }));
      return (await sandboxWith({ functions })).functions.map(({ uuid }) => uuid);
    };
    const once = await uuids();
    expect(await uuids()).toEqual(once);
    expect(new Set(once).size).toBe(4);
    for (const uuid of once)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    // Users store these UUIDs, so a new version must not change them.
    expect(once[0]).toBe('2670d613-7403-50ac-9cef-6a387f94ea36');
    expect([functionUuid(V1, 'hello'), functionUuid(V2, 'hello')]).toEqual([
      '66c24c1a-ae16-5924-a386-4ed94dcf66cc',
      '89104363-1cdf-5c79-8436-6e90f78ff134',
    ]);
  });

  test('a UUID in config.json takes precedence, and is matched in any case', async () => {
    const functions = await folderWith({
      ...functionFiles({ first: ENV }),
      'functions/first/config.json': config({ uuid: UUID.toUpperCase() }),
    });
    const sandbox = await sandboxWith({ functions });
    expect(sandbox.functions.map(({ uuid }) => uuid)).toEqual([UUID, UUID]);
    expect((await invokeUuid(sandbox, V2, UUID.toUpperCase())).status).toBe(200);
  });

  test('a generation in config.json deploys to the accounts of that generation only', async () => {
    const functions = await folderWith({
      ...functionFiles({ first: ENV }),
      'functions/first/config.json': config({ uuid: UUID, generation: 'v2' }),
    });
    const sandbox = await sandboxWith({ functions });
    expect(sandbox.functions.map(({ account }) => account)).toEqual([V2]);
    expect((await invokeUuid(sandbox, V1, UUID)).status).toBe(404);
  });
});

describe('changes on the disk', () => {
  const code = (result: string) => `async function lambda() { return ${JSON.stringify(result)}; }`;

  test('changes of code, environment and functions apply at the next invocation', async () => {
    const functions = await folderWith(functionFiles({ first: code('old') }));
    const sandbox = await sandboxWith({ functions });
    const file = join(functions, 'functions/first/index.js');
    expect((await invoke(sandbox, V2, 'first')).text).toBe('"old"');
    await writeFile(file, code('new'));
    expect((await invoke(sandbox, V2, 'first')).text).toBe('"new"');

    await writeFile(file, 'async function lambda() { return process.env.A; }');
    await writeFile(
      join(functions, 'functions/first/config.json'),
      config({ environmentVariables: { A: 'b' } }),
    );
    expect((await invoke(sandbox, V2, 'first')).text).toBe('"b"');

    await mkdir(join(functions, 'functions/second'));
    await writeFile(join(functions, 'functions/second/index.js'), code('second'));
    await writeFile(join(functions, 'functions/second/config.json'), config({ uuid: UUID }));
    expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"second"');

    await rm(file);
    expect((await invoke(sandbox, V2, 'first')).status).toBe(404);
  });

  test('an invalid config.json fails only its own function', async () => {
    const functions = await folderWith(functionFiles({ first: code('one'), second: code('two') }));
    const sandbox = await sandboxWith({ functions });
    await writeFile(join(functions, 'functions/first/config.json'), '{ broken');
    expect((await invoke(sandbox, V2, 'first')).status).toBe(901);
    expect((await invoke(sandbox, V1, 'first')).text).toContain('config.json is not valid JSON');
    expect((await invoke(sandbox, V2, 'second')).text).toBe('"two"');
  });

  test('the sandbox never changes a file of the project', async () => {
    const functions = await folderWith(functionFiles({ first: code('same') }));
    const sandbox = await sandboxWith({ functions });
    await invoke(sandbox, V2, 'first');
    expect(await readFile(join(functions, 'functions/first/index.js'), 'utf8')).toBe(code('same'));
  });
});

test("a UUID on both generations is invoked by the rules of the account's generation", async () => {
  const code = `async function lambda(input, callback) {
  callback?.(null, 'called back');
  return 'returned';
}`;
  const functions = await folderWith({
    ...functionFiles({ first: code }),
    'functions/first/config.json': config({ uuid: UUID }),
  });
  const sandbox = await sandboxWith({ functions });
  expect((await invokeUuid(sandbox, V1, UUID)).text).toBe('"called back"');
  expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"returned"');
});
