import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CompletedRequest, Sandbox } from '../dist/index.js';
import { waitUntil } from './processes.js';
import { folderWith, invokeUuid, sandboxWith, uuidOf, V1, V2 } from './support.js';

/** A project in the manner of LivePerson's samples and templates, in the styles of several authors. */
const PROJECT = join(import.meta.dirname, 'real-project');

let sandbox: Sandbox;
let folder: string;
const completed: CompletedRequest[] = [];

beforeAll(async () => {
  folder = await folderWith({});
  await cp(PROJECT, folder, { recursive: true });
  await mkdir(join(folder, 'node_modules'));
  const jsforce = createRequire(import.meta.url).resolve('jsforce/package.json');
  await symlink(dirname(jsforce), join(folder, 'node_modules/jsforce'), 'junction');
  sandbox = await sandboxWith({
    functions: folder,
    offline: true,
    onRequest: (request) => completed.push(request),
  });
});

/** Invokes a function with the input of its config.json, as LivePerson's CLI does. */
async function call(account: string, name: string, payload?: unknown) {
  const file = join(folder, 'functions', name, 'config.json');
  const { input } = JSON.parse(await readFile(file, 'utf8')) as { input: object };
  const body = JSON.stringify({ timestamp: 0, ...input, ...(payload !== undefined && { payload }) });
  const { status, text } = await invokeUuid(sandbox, account, uuidOf(sandbox, account, name), { body });
  return { status, result: JSON.parse(text) as unknown, record: sandbox.requests().at(-1) };
}

describe('functions in the manner of public ones give the documented result, with mocks and without a network', () => {
  test.each([
    ['crm-lookup', { first: 'Ada', limit: '99' }],
    ['ticket-create', 35_436],
    ['ticket-create', { rejected: 'Record validation errors' }],
    ['token-refresh', { renewed: 'new-token' }],
    ['keyword-alert', ['Consumer keywordRef:cancel', 'Consumer keywordRef:lawyer']],
    ['sde-writer', ['ctmrinfo', 'personal']],
    ['gdpr-cleaner', { replaced: ['/files/id.png'] }],
    ['user-export', { true: 2, false: 1 }],
    ['session-context', { count: 1 }],
    ['session-context', { count: 2 }],
    ['signed-order', { sub: 'order-7', signed: true, until: '2026-03-02' }],
    ['bank-status', '200 open'],
    ['salesforce-case', '00001026'],
    [
      'line-in-off-hours',
      [{ type: 'SendMessageCommand', text: 'We are closed.' }, { type: 'CloseConversationCommand' }],
    ],
    ['plain-https', { now: 'rain', later: 'rain' }],
  ])('V1: %s', async (name, result) => {
    const answer = await call(V1, name);
    expect([answer.status, answer.result]).toEqual([200, result]);
    expect(answer.record).toMatchObject({ refused: [], lateError: null });
  });

  test('V1: an error in the callback is the answer, with its message', async () => {
    expect(await call(V1, 'fails-on-purpose')).toMatchObject({
      status: 901,
      result: { errorCode: 'com.liveperson.faas.handler.custom-failure', errorMsg: 'no stock left' },
    });
  });

  test.each([
    ['v2-fetch', { sky: 'grey', region: 'emea', missing: true }],
    ['v2-conversation', ['CUSTOMER_INFO', 'PERSONAL_INFO']],
    ['v2-commonjs', { status: 201, host: 'accountconfigreadonly.liveperson.invalid' }],
    ['v2-migrated', [2, true]],
    ['v2-mtls', [200, { status: 'open' }]],
    ['v2-cache', { count: 1, cached: true, instance: 'string' }],
    ['v2-cache', { count: 2, cached: true, instance: 'string' }],
    ['v2-salesforce', 1],
  ])('V2: %s', async (name, result) => {
    const answer = await call(V2, name);
    expect([answer.status, answer.result]).toEqual([200, result]);
    expect(answer.record).toMatchObject({ refused: [], lateError: null });
  });

  test('V2: v2-orchestrator gets the results of the functions that it invokes', async () => {
    const uuids = ['v2-fetch', 'v2-conversation'].map((name) => uuidOf(sandbox, V2, name));
    expect(await call(V2, 'v2-orchestrator', uuids)).toMatchObject({
      status: 200,
      result: [
        [200, { sky: 'grey' }],
        [200, ['CUSTOMER_INFO', 'PERSONAL_INFO']],
      ],
    });
  });

  test('V2: a call that a function swallows is told although the answer is 200', async () => {
    const { status, result, record } = await call(V2, 'v2-unmocked');
    expect([status, result]).toEqual([200, 'done']);
    expect(record?.refused).toEqual([
      {
        call: 'GET https://forgotten.example/api',
        reason:
          'The sandbox is offline and has no mock for forgotten.example. Add a mock to functions/http-mocks.json.',
      },
    ]);
  });

  test('the console of a function is logged with its levels', async () => {
    completed.length = 0;
    await call(V1, 'line-in-off-hours');
    await waitUntil(() => completed.some(({ invocation }) => invocation));
    const logs = completed.find(({ invocation }) => invocation)?.invocation?.logs;
    expect(logs?.map(({ level, message, extras }) => [level, message.split('\n')[0], ...extras])).toEqual([
      ['Info', 'plain', '{ nested: { deep: [ 1, 2 ] } }'],
      ['Debug', 'not stored'],
      ['Info', 'info', '1', 'null'],
      ['Warn', 'warn'],
      ['Error', 'Error: shown, not thrown'],
    ]);
  });

  test('no function gets a hint that it could not be deployed, and none fails to load', async () => {
    expect(await sandbox.checkFunctions()).toEqual([]);
  });
});
