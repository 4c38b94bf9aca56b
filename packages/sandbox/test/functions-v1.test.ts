import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1 } from './support.js';

const THREW = 'com.liveperson.faas.handler.custom-failure';
const BROKEN = 'com.liveperson.faas.handler.runtime-exception';
const TOO_LONG = 'com.liveperson.faas.handler.executiontime-exceeded';

const FUNCTIONS = {
  'payload-back': 'function lambda(input, callback) { callback(null, input.payload); }',
  undefined: 'function lambda(input, callback) { callback(); }',
  'undefined-error': 'function lambda(input, callback) { callback(undefined, 1); }',
  later: 'function lambda(input, callback) { setTimeout(() => callback(null, "later"), 5); }',
  twice: 'function lambda(input, callback) { callback(null, 1); callback(null, 2); }',
  'async-callback':
    'async function lambda(input, callback) { callback(null, "called back"); return "ignored"; }',
  'reject-after':
    'async function lambda(input, callback) { callback(null, "done"); throw new Error("late"); }',
  'error-back': 'function lambda(input, callback) { callback(new Error("whoops")); }',
  'text-back': 'function lambda(input, callback) { callback("just a text"); }',
  'false-back': 'function lambda(input, callback) { callback(false, 1); }',
  throws: 'function lambda() { throw new Error("thrown"); }',
  rejects: 'async function lambda() { throw new Error("rejected"); }',
  'throws-later': 'function lambda() { setTimeout(() => { throw new Error("in a timer"); }, 1); }',
  'rejects-aside': 'function lambda() { Promise.reject(new Error("unhandled")); }',
  'type-error': 'function lambda(input, callback) { callback(null, input.nothing.at.all); }',
  'reference-error': 'function lambda() { nothing(); }',
  'syntax-error': 'function lambda(input, callback) { callback(null, }',
  import: 'import fs from "node:fs";\nfunction lambda(input, callback) { callback(null, 1); }',
  'no-lambda': 'module.exports = { lambda2() {} };',
  'no-function': 'const lambda = 42;',
  'throws-loading': 'throw new Error("while loading");\nfunction lambda() {}',
  'no-module': 'const x = require("no-such-module");\nfunction lambda() {}',
  exits: 'function lambda() { process.exit(0); }',
  circular: 'function lambda(input, callback) { const a = {}; a.a = a; callback(null, a); }',
  bigint: 'function lambda(input, callback) { callback(null, { n: 1n }); }',
  'a-function': 'function lambda(input, callback) { callback(null, () => 1); }',
  hoards: 'function lambda() { const all = []; for (;;) all.push(new Array(1000).fill(Math.random())); }',
};

const LIMITED = {
  silent: 'function lambda() {}',
  returns: 'async function lambda() { return "ignored"; }',
  endless: 'function lambda() { for (;;); }',
  'endless-loading': 'for (;;);\nfunction lambda() {}',
};

let sandbox: Sandbox;
let limited: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles(FUNCTIONS)) });
  const functions = await folderWith(functionFiles(LIMITED));
  limited = await sandboxWith({ functions, executionLimitMs: 150 });
});

describe('results on v1', () => {
  test.concurrent.each([[null], [0], [''], ['text'], [[1, { a: null }]], [{ a: 'ä' }]])(
    'a V1 callback passes the result %j',
    async (payload) => {
      const { status, text } = await invoke(sandbox, V1, 'payload-back', payload);
      expect([status, text]).toEqual([200, JSON.stringify(payload)]);
    },
  );

  test.concurrent.each([
    ['undefined', 'null'],
    ['undefined-error', '1'],
    ['later', '"later"'],
    ['twice', '1'],
    ['async-callback', '"called back"'],
    ['reject-after', '"done"'],
  ])('a V1 function like "%s" answers %s', async (name, json) => {
    const { status, type, text } = await invoke(sandbox, V1, name);
    expect([status, text]).toEqual([200, json]);
    expect(type).toMatch(/^application\/json/);
  });
});

describe('failures on v1', () => {
  test.concurrent.each([
    ['error-back', THREW, 'whoops'],
    ['text-back', THREW, 'just a text'],
    ['false-back', THREW, 'false'],
    ['throws', THREW, 'thrown'],
    ['rejects', THREW, 'rejected'],
    ['throws-later', THREW, 'in a timer'],
    ['rejects-aside', THREW, 'unhandled'],
    ['type-error', BROKEN, "Cannot read properties of undefined (reading 'at')"],
    ['reference-error', BROKEN, 'nothing is not defined'],
    ['syntax-error', BROKEN, "Unexpected token '}'"],
    ['import', BROKEN, 'Cannot use import statement outside a module'],
    ['no-lambda', BROKEN, 'index.js does not declare a function named "lambda"'],
    ['no-function', BROKEN, 'index.js does not declare a function named "lambda"'],
    ['throws-loading', BROKEN, 'while loading'],
    ['no-module', BROKEN, expect.stringContaining("Cannot find module 'no-such-module'")],
    ['exits', BROKEN, 'The function ended its own process (exit code 0)'],
    ['circular', BROKEN, expect.stringContaining('cannot be sent as JSON')],
    ['bigint', BROKEN, expect.stringContaining('cannot be sent as JSON')],
    ['a-function', BROKEN, expect.stringContaining('cannot be sent as JSON')],
    ['hoards', BROKEN, 'The function used more than 256 MB of memory'],
  ])('a V1 function like "%s" fails with 901 and %s', async (name, errorCode, errorMsg) => {
    const { status, type, text } = await invoke(sandbox, V1, name);
    expect([status, JSON.parse(text)]).toEqual([901, { errorCode, errorMsg }]);
    expect(type).toMatch(/^application\/json/);
  });

  test('a failed V1 invocation does not affect the next one', async () => {
    expect((await invoke(sandbox, V1, 'exits')).status).toBe(901);
    expect((await invoke(sandbox, V1, 'payload-back', 1)).text).toBe('1');
  });
});

test.concurrent.each([
  ['never calls back', 'silent'],
  ['only returns its result', 'returns'],
  ['loops forever', 'endless'],
  ['loops forever while it is loaded', 'endless-loading'],
])('the execution limit ends a V1 function that %s', async (_what, name) => {
  const { status, text } = await invoke(limited, V1, name);
  expect([status, JSON.parse(text)]).toMatchObject([901, { errorCode: TOO_LONG }]);
});
