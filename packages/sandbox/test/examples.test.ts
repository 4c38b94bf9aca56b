import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { invokeUuid, sandboxWith, uuidOf, V1, V2 } from './support.js';

const examples = new URL('../../../examples/', import.meta.url);

/** Calls an example with the input of its own config.json, as LivePerson's CLI does. */
async function call(account: string, name: string, folder = 'functions') {
  const sandbox = await sandboxWith({ functions: fileURLToPath(new URL(folder, examples)) });
  const file = new URL(`functions/${name}/config.json`, examples);
  const { input } = JSON.parse(readFileSync(file, 'utf8')) as { input: object };
  const body = JSON.stringify({ timestamp: 0, ...input });
  const { status, text } = await invokeUuid(sandbox, account, uuidOf(sandbox, account, name), { body });
  return { status, answer: JSON.parse(text) as unknown, functions: sandbox.functions };
}

test('the example hello-v1 greets the name in its payload, on v1 only', async () => {
  const { status, answer, functions } = await call(V1, 'hello-v1');
  expect([status, answer]).toEqual([200, { greeting: 'Hello Ada' }]);
  expect(functions.filter(({ name }) => name === 'hello-v1').map(({ account }) => account)).toEqual([V1]);
});

test('the example hello-v2 greets the name in its payload, on v2 only', async () => {
  const { status, answer, functions } = await call(V2, 'hello-v2');
  expect([status, answer]).toEqual([200, { greeting: 'Hello Ada' }]);
  expect(functions.filter(({ name }) => name === 'hello-v2').map(({ account }) => account)).toEqual([V2]);
});

test('the example orders-import fails on purpose on both generations', async () => {
  expect(await call(V1, 'orders-import')).toMatchObject({
    status: 901,
    answer: { errorMsg: 'orders.csv: line 3 has no customer number' },
  });
  expect(await call(V2, 'orders-import')).toMatchObject({
    status: 901,
    answer: { code: 'com.customer.faas.function.threw-error' },
  });
});

test('the folder above the functions folder is accepted as a project', async () => {
  expect((await call(V1, 'hello-v1', '.')).status).toBe(200);
});

test('the samples of the package are the examples of the repository', () => {
  const files = (folder: URL) =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => statSync(new URL(path, folder)).isFile())
        .map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]),
    );
  expect(files(new URL('../samples/functions/', import.meta.url))).toEqual(
    files(new URL('functions/', examples)),
  );
});
