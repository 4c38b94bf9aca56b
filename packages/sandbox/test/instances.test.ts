import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Generation, Sandbox, SandboxOptions } from '../dist/index.js';
import { FunctionRunner } from '../dist/runner/function-runner.js';
import { untilExited, untilReaped, waitUntil } from './processes.js';
import { addCleanup, folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

/** Returns its process id, and how often that process has run this function. */
const COUNTS = `let count = 0;
async function lambda(input, callback) {
  count += 1;
  const result = [process.pid, count];
  callback?.(null, result);
  return result;
}`;
const MINUTE_MS = 60_000;

/** Waits for the file in its payload, so that a test decides when an invocation ends. */
const WAITS = `const { existsSync } = require('node:fs');
async function lambda({ payload }) {
  while (!existsSync(payload)) await new Promise((resolve) => setTimeout(resolve, 5));
  return process.pid;
}`;

async function sandboxOf(code: string, options: SandboxOptions = {}, more: Record<string, string> = {}) {
  const folder = await folderWith({ ...functionFiles({ it: code }), ...more });
  return { folder, sandbox: await sandboxWith({ functions: folder, ...options }) };
}

async function resultOf(sandbox: Sandbox, account: string, payload?: unknown): Promise<[number, number]> {
  const { status, text } = await invoke(sandbox, account, 'it', payload);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as [number, number];
}

describe('warm instances', () => {
  test('a V2 instance stays warm: the next invocation finds its state', async () => {
    const { sandbox } = await sandboxOf(COUNTS);
    const [pid, first] = await resultOf(sandbox, V2);
    expect(first).toBe(1);
    expect(await resultOf(sandbox, V2)).toEqual([pid, 2]);
    expect(await resultOf(sandbox, V2)).toEqual([pid, 3]);
  });

  test('a V1 process serves one invocation', async () => {
    const { sandbox } = await sandboxOf(COUNTS);
    const [pid] = await resultOf(sandbox, V1);
    const [other, count] = await resultOf(sandbox, V1);
    expect([other === pid, count]).toEqual([false, 1]);
    await untilExited(pid, other);
  });

  test('an instance that threw stays warm, one that crashed does not', async () => {
    const { sandbox } = await sandboxOf(`let count = 0;
async function lambda({ payload }) {
  count += 1;
  if (payload === 'throw') throw new Error('on purpose');
  if (payload === 'crash') { setTimeout(() => { throw new Error('in a timer'); }); await new Promise(() => {}); }
  return [process.pid, count];
}`);
    const [pid] = await resultOf(sandbox, V2);
    expect((await invoke(sandbox, V2, 'it', 'throw')).status).toBe(901);
    expect(await resultOf(sandbox, V2)).toEqual([pid, 3]);
    expect((await invoke(sandbox, V2, 'it', 'crash')).status).toBe(901);
    expect((await resultOf(sandbox, V2))[1]).toBe(1);
    await untilExited(pid);
  });

  test('an instance whose code could not be loaded is not reused', async () => {
    const { sandbox } = await sandboxOf(
      "globalThis.loads = (globalThis.loads ?? 0) + 1; throw new Error('load ' + globalThis.loads);",
    );
    for (const _ of [1, 2]) {
      expect((await invoke(sandbox, V2, 'it')).status).toBe(901);
      expect(sandbox.requests().at(-1)?.error).toMatchObject({ message: 'load 1' });
    }
  });

  test('an instance that exits while it is idle is replaced', async () => {
    const { folder, sandbox } = await sandboxOf(`const { existsSync } = require('node:fs');
async function lambda({ payload }) {
  if (payload.sign) setInterval(() => existsSync(payload.sign) && process.exit(3), 5);
  return [process.pid, 1];
}`);
    const sign = join(folder, 'break-down');
    const [pid] = await resultOf(sandbox, V2, { sign });
    // Only now, since an exit before the answer would fail that invocation.
    await writeFile(sign, '');
    await untilReaped(pid);
    expect((await resultOf(sandbox, V2))[0]).not.toBe(pid);
  });

  test('an instance ends when it was idle for keepWarmMs', async () => {
    const { sandbox } = await sandboxOf(COUNTS, { keepWarmMs: 20 });
    const [pid] = await resultOf(sandbox, V2);
    await untilExited(pid);
    expect((await resultOf(sandbox, V2))[1]).toBe(1);
  });

  test('keepWarmMs 0 disables warm instances', async () => {
    const { sandbox } = await sandboxOf(COUNTS, { keepWarmMs: 0 });
    const [pid] = await resultOf(sandbox, V2);
    expect((await resultOf(sandbox, V2))[1]).toBe(1);
    await untilExited(pid);
  });

  test('a process that the system refuses to start answers 502, and later invocations work', async () => {
    const huge = JSON.stringify({ environmentVariables: { HUGE: 'x'.repeat(3_000_000) } });
    const { folder, sandbox } = await sandboxOf(
      COUNTS,
      { instances: 1 },
      { 'functions/it/config.json': huge },
    );
    for (const account of [V1, V2, V2]) {
      const { status, text } = await invoke(sandbox, account, 'it');
      expect([status, text]).toEqual([502, expect.stringContaining('could not be started')]);
    }
    await writeFile(join(folder, 'functions/it/config.json'), '{}');
    expect((await resultOf(sandbox, V2))[1]).toBe(1);
  });

  test('closing the sandbox ends its warm instances', async () => {
    const { sandbox } = await sandboxOf(COUNTS);
    const [pid] = await resultOf(sandbox, V2);
    await sandbox.close();
    await untilExited(pid);
  });
});

describe('a cold start', () => {
  test('a cold start delays the first invocation of a new V2 instance, and no other', async () => {
    const folder = await folderWith(functionFiles({ it: COUNTS }));
    const pauses: number[] = [];
    const runner = new FunctionRunner({
      cwd: folder,
      coldStartMs: MINUTE_MS,
      keepWarmMs: MINUTE_MS,
      executionLimitMs: MINUTE_MS,
      instances: 1,
      logLimit: 'fail',
      toolbelts: {},
      nodePath: process.execPath,
      httpRules: () => ({ isIntercepted: false, isOffline: false, mocksFile: '' }),
      serve: async () => undefined,
      sleep: async (ms) => {
        pauses.push(ms);
      },
    });
    addCleanup(() => runner.close());
    const pausesAfterRun = async (generation: Generation) => {
      const { outcome } = await runner.run({
        account: { id: '1', generation },
        lambdaUuid: generation,
        file: join(folder, 'functions/it/index.js'),
        environment: {},
        input: { headers: [] },
        url: '',
        onStarted: () => undefined,
      });
      expect(outcome.kind).toBe('returned');
      return [...pauses];
    };
    expect(await pausesAfterRun('v1')).toEqual([]);
    expect(await pausesAfterRun('v2')).toEqual([MINUTE_MS]);
    expect(await pausesAfterRun('v2')).toEqual([MINUTE_MS]);
  });

  test('a cold start does not keep the sandbox from closing', async () => {
    const { sandbox } = await sandboxOf(COUNTS, { coldStartMs: MINUTE_MS, instances: 1 });
    const both = [invoke(sandbox, V2, 'it'), invoke(sandbox, V2, 'it')];
    // One gets 429 because the other one is in its cold start.
    expect((await Promise.race(both)).status).toBe(429);
    await sandbox.close();
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([429, 502]);
  });
});

describe('the instance limit', () => {
  test('concurrent V2 requests run in separate processes up to the instance limit, and get 429 beyond it', async () => {
    const { folder, sandbox } = await sandboxOf(WAITS, { instances: 2 });
    const go = join(folder, 'go');
    const two = [invoke(sandbox, V2, 'it', go), invoke(sandbox, V2, 'it', go)];
    await waitUntil(() => Object.values(sandbox.executions())[0] === 2);
    const { status, text } = await invoke(sandbox, V2, 'it', go);
    expect([status, JSON.parse(text)]).toEqual([
      429,
      { code: 'com.liveperson.faas.evg.general', message: 'All instances of the function are busy' },
    ]);
    await writeFile(go, '');
    const answers = await Promise.all(two);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(2);
    // The function did not run for the 429, and an instance is free again.
    expect(Object.values(sandbox.executions())).toEqual([2]);
    expect((await invoke(sandbox, V2, 'it', go)).status).toBe(200);
  });

  test('an instance limit of one allows one request after another', async () => {
    const { sandbox } = await sandboxOf(COUNTS, { instances: 1 });
    for (const count of [1, 2, 3]) expect((await resultOf(sandbox, V2))[1]).toBe(count);
  });

  test('the instance limit does not apply to V1', async () => {
    const code =
      'function lambda(input, callback) { setTimeout(() => callback(null, [process.pid, 1]), 20); }';
    const { sandbox } = await sandboxOf(code, { instances: 1 });
    const results = await Promise.all([1, 2, 3].map(() => resultOf(sandbox, V1)));
    expect(new Set(results.map(([pid]) => pid)).size).toBe(3);
  });
});

describe('changes on the disk', () => {
  const LOADS = `import { a } from './own.js';
import { b } from '../../shared/helper.js';
import c from 'a-package';
async function lambda() { return [a, b, c, process.env.D]; }`;
  const FILES = {
    'functions/it/own.js': 'export const a = 1;',
    'functions/it/package.json': '{"type":"module"}',
    'functions/it/config.json': '{"environmentVariables":{"D":"1"}}',
    'shared/package.json': '{"type":"module"}',
    'shared/helper.js': "export { b } from './inner.js';",
    'shared/inner.js': 'export const b = 1;',
    'node_modules/a-package/package.json': '{"main":"main.js"}',
    'node_modules/a-package/main.js': 'module.exports = 1;',
    'node_modules/.package-lock.json': '{}',
  };

  test.each([
    ['a file beside the code', { 'functions/it/own.js': 'export const a = 22;' }, [22, 1, 1, '1']],
    ['a helper elsewhere', { 'shared/helper.js': 'export const b = 22;' }, [1, 22, 1, '1']],
    ["a helper's own helper", { 'shared/inner.js': 'export const b = 22;' }, [1, 22, 1, '1']],
    [
      'an installed package',
      {
        'node_modules/a-package/main.js': 'module.exports = 22;',
        'node_modules/.package-lock.json': '{"new":1}',
      },
      [1, 1, 22, '1'],
    ],
    [
      'its environment',
      { 'functions/it/config.json': '{"environmentVariables":{"D":"22"}}' },
      [1, 1, 1, '22'],
    ],
  ])('a warm instance is not reused after a change of %s', async (_what, changes, expected) => {
    const { folder, sandbox } = await sandboxOf(LOADS, {}, FILES);
    for (const before of [1, 2]) {
      expect([before, await resultOf(sandbox, V2)]).toEqual([before, [1, 1, 1, '1']]);
    }
    for (const [path, text] of Object.entries(changes)) await writeFile(join(folder, path), text);
    expect(await resultOf(sandbox, V2)).toEqual(expected);
  });

  test.each([0, 1, 2])('a warm instance that has loaded %i helpers is reused', async (count) => {
    const names = ['a.cjs', 'b.cjs'].slice(0, count);
    const code = `${names.map((name) => `require('../../${name}');`).join('')} ${COUNTS}`;
    const helpers = Object.fromEntries(names.map((name) => [name, 'module.exports = 1;']));
    const { sandbox } = await sandboxOf(code, {}, helpers);
    const [pid] = await resultOf(sandbox, V2);
    for (const used of [2, 3]) expect(await resultOf(sandbox, V2)).toEqual([pid, used]);
  });

  test('a warm instance that loads one more helper each time is reused', async () => {
    const code = `let used = 0;
      async function lambda() { used += 1; require('../../' + used + '.cjs'); return [process.pid, used]; }`;
    const helpers = Object.fromEntries([1, 2, 3, 4].map((name) => [`${name}.cjs`, '']));
    const { sandbox } = await sandboxOf(code, {}, helpers);
    const [pid] = await resultOf(sandbox, V2);
    for (const used of [2, 3, 4]) expect(await resultOf(sandbox, V2)).toEqual([pid, used]);
  });

  test('a warm instance is not reused after a change of a required helper', async () => {
    const code = "const helper = require('../../helper.cjs');\nasync function lambda() { return helper; }";
    const { folder, sandbox } = await sandboxOf(code, {}, { 'helper.cjs': 'module.exports = [1, 1];' });
    expect(await resultOf(sandbox, V2)).toEqual([1, 1]);
    await writeFile(join(folder, 'helper.cjs'), 'module.exports = [2, 2];');
    expect(await resultOf(sandbox, V2)).toEqual([2, 2]);
  });

  test('a warm instance is not reused after its function was deleted and created again', async () => {
    const { folder, sandbox } = await sandboxOf(COUNTS);
    await resultOf(sandbox, V2);
    await rm(join(folder, 'functions/it'), { recursive: true });
    expect((await invoke(sandbox, V2, 'it')).status).toBe(404);
    await mkdir(join(folder, 'functions/it'));
    await writeFile(join(folder, 'functions/it/index.js'), COUNTS);
    expect((await resultOf(sandbox, V2))[1]).toBe(1);
  });
});
