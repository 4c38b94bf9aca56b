import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V2 } from './support.js';

const THREW = 'com.customer.faas.function.threw-error';
const BROKEN = 'com.customer.faas.function.js-runtime-error';
const TOO_LONG = 'com.customer.faas.function.execution-exceeded';

const FUNCTIONS = {
  'payload-back': 'async function lambda(input) { return input.payload; }',
  undefined: 'async function lambda() {}',
  plain: 'function lambda() { return "plain"; }',
  arrow: 'const lambda = async () => "arrow";',
  comment: 'async function lambda() { return "commented"; } // the end',
  imports: `import { readFileSync } from 'node:fs';
import { inner } from '../../shared/inner.js';
import dependency, { named } from 'some-dependency';
async function lambda() { return [typeof readFileSync, inner, dependency, named]; }`,
  'imports-json': `import data from './data.json' with { type: 'json' };
async function lambda() { return data; }`,
  exports: 'export async function lambda() { return "exported"; }',
  'default-export': 'export default async function lambda() { return "default"; }',
  'top-level-await':
    'const value = await Promise.resolve("awaited");\nasync function lambda() { return value; }',
  'import-meta': `import { basename } from 'node:path';
async function lambda() { return [basename(import.meta.url), basename(import.meta.filename), basename(import.meta.dirname)]; }`,
  'import-meta-alone': 'async function lambda() { return typeof import.meta.url; }',
  'dynamic-import': `import 'node:fs';
async function lambda() { return (await import('../../shared/inner.js')).inner; }`,
  'dynamic-import-commonjs': `async function lambda() { return (await import('../../shared/inner.js')).inner; }`,
  requires: `const { named } = require('some-dependency');
const data = require('./data.json');
async function lambda() { return [named, data.json, require('node:path').basename(__filename), typeof module.exports]; }`,
  throws: 'async function lambda() { throw new Error("my own text"); }',
  'throws-text': 'async function lambda() { throw "text"; }',
  'throws-null': 'async function lambda() { throw null; }',
  'throws-oddly': 'async function lambda() { throw { get message() { throw new Error("no"); } }; }',
  'v1-style': 'function lambda(input, callback) { callback(null, 1); }',
  'syntax-error': 'import fs from "node:fs";\nasync function lambda() { return ( }',
  'no-lambda': 'import fs from "node:fs";',
  'no-import': 'import nothing from "./nothing.js";\nasync function lambda() {}',
  exits: 'async function lambda() { process.exit(7); }',
};

const FILES = {
  ...functionFiles(FUNCTIONS),
  'shared/inner.js': 'export const inner = "inner";',
  'shared/package.json': '{"type":"module"}',
  'functions/imports-json/data.json': '{"json":true}',
  'functions/requires/data.json': '{"json":true}',
  'node_modules/some-dependency/package.json': '{"main":"main.js"}',
  'node_modules/some-dependency/main.js': 'exports.named = "named";',
};

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(FILES) });
});

describe('results on v2', () => {
  test.concurrent.each([[null], [0], [''], ['text'], [[1, { a: null }]], [{ a: 'ä' }]])(
    'a V2 function returns the result %j',
    async (payload) => {
      const { status, text } = await invoke(sandbox, V2, 'payload-back', payload);
      expect([status, text]).toEqual([200, JSON.stringify(payload)]);
    },
  );

  test.concurrent.each([
    ['undefined', null],
    ['plain', 'plain'],
    ['arrow', 'arrow'],
    ['comment', 'commented'],
  ])('a V2 function like "%s" answers its return value', async (name, result) => {
    const { status, text } = await invoke(sandbox, V2, name);
    expect([status, JSON.parse(text)]).toEqual([200, result]);
  });
});

test.concurrent.each([
  ['imports', ['function', 'inner', { named: 'named' }, 'named']],
  ['imports-json', { json: true }],
  ['exports', 'exported'],
  ['default-export', 'default'],
  ['top-level-await', 'awaited'],
  ['import-meta', ['index.js', 'index.js', 'import-meta']],
  ['import-meta-alone', 'string'],
  ['dynamic-import', 'inner'],
  ['dynamic-import-commonjs', 'inner'],
  ['requires', ['named', true, 'index.js', 'object']],
])("modules resolve from the V2 function's own folder: %s", async (name, result) => {
  const { status, text } = await invoke(sandbox, V2, name);
  expect([status, JSON.parse(text)]).toEqual([200, result]);
});

test.concurrent.each([
  ['throws', THREW],
  ['throws-text', THREW],
  ['throws-null', THREW],
  ['throws-oddly', THREW],
  ['v1-style', BROKEN],
  ['syntax-error', BROKEN],
  ['no-lambda', BROKEN],
  ['no-import', BROKEN],
  ['exits', BROKEN],
])('a V2 function like "%s" fails with 901 and without its own message', async (name, code) => {
  const { status, text } = await invoke(sandbox, V2, name);
  const message = 'Function Invocation failed due to an issue caused by customer coding';
  expect([status, JSON.parse(text)]).toEqual([901, { code, message }]);
});

test.concurrent.each([
  ['endless', 'async function lambda() { for (;;); }'],
  ['pending', 'async function lambda() { await new Promise(() => {}); }'],
])('the execution limit ends a V2 function: %s', async (name, code) => {
  const functions = await folderWith(functionFiles({ [name]: code }));
  const limited = await sandboxWith({ functions, executionLimitMs: 100 });
  const { status, text } = await invoke(limited, V2, name);
  expect([status, JSON.parse(text)]).toMatchObject([901, { code: TOO_LONG }]);
});
