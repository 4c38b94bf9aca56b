import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { FunctionRunner } from '../dist/runner/function-runner.js';
import { waitUntil } from './processes.js';
import { addCleanup, folderWith, functionFiles, invoke, sandboxWith, V1 } from './support.js';

/** When its process started, by the clock of the machine, and what a process of its own must not share. */
const CODE = `let count = 0;
function lambda(input, callback) {
  count += 1;
  callback(null, { startedAt: performance.timeOrigin, count, version: process.env.VERSION });
}`;

const configOf = (version: string) => JSON.stringify({ environmentVariables: { VERSION: version } });

async function functionOnV1() {
  const functions = await folderWith({
    ...functionFiles({ it: CODE }),
    'functions/it/config.json': configOf('1'),
  });
  const sandbox = await sandboxWith({ functions });
  const run = async () => {
    const before = Date.now();
    const { text } = await invoke(sandbox, V1, 'it');
    const { startedAt, ...rest } = JSON.parse(text) as { startedAt: number; count: number; version: string };
    return { wasStartedAhead: startedAt < before, ...rest };
  };
  return { folder: join(functions, 'functions/it'), run };
}

/** They come first and leave no process behind, since each counts all of this file. */
describe('the processes of a runner', () => {
  const processes = () => process.getActiveResourcesInfo().filter((resource) => resource === 'ProcessWrap');

  async function runnerOfV1(keepWarmMs = 60_000) {
    const file = join(await folderWith({ 'index.js': CODE }), 'index.js');
    const runner = new FunctionRunner({
      ...{ cwd: '/', nodePath: process.execPath, coldStartMs: 0, keepWarmMs },
      ...{ executionLimitMs: 20_000, instances: 1, logLimit: 'fail', toolbelts: {} },
      ...{ serve: async () => undefined },
      httpRules: () => ({ isIntercepted: false, isOffline: false, mocksFile: '' }),
    });
    addCleanup(() => runner.close());
    const run = () =>
      runner.run({
        ...{ account: { id: '1', generation: 'v1' }, lambdaUuid: 'a', file, environment: {}, url: '' },
        ...{ input: { headers: [] }, onStarted: () => undefined },
      });
    return { runner, run };
  }

  test('are one that waits, however many invocations there were at the same time', async () => {
    const { runner, run } = await runnerOfV1();
    for (const _round of [1, 2]) await Promise.all([run(), run(), run()]);
    await waitUntil(() => processes().length === 1);
    await runner.close();
  });

  test('are none after the first invocation of a function', async () => {
    const { runner, run } = await runnerOfV1();
    await run();
    await waitUntil(() => processes().length === 0);
    await runner.close();
  });

  test('are no more than its invocations when none is kept warm', async () => {
    const { runner, run } = await runnerOfV1(0);
    let started = 0;
    const count = (): void => {
      started += 1;
    };
    subscribe('child_process', count);
    await run();
    await run();
    await nextTurn();
    unsubscribe('child_process', count);
    expect(started).toBe(2);
    await runner.close();
  });

  test('are none once it was closed, also right after an invocation', async () => {
    const { runner, run } = await runnerOfV1();
    await run();
    await run();
    await runner.close();
    await waitUntil(() => processes().length === 0);
  });
});

test('a process of V1 waits for the next invocation from the second one on, and serves it alone', async () => {
  const { run } = await functionOnV1();
  expect([await run(), await run()]).toMatchObject([{ wasStartedAhead: false }, { wasStartedAhead: false }]);
  await waitUntil(async () => {
    const { wasStartedAhead, count } = await run();
    expect(count).toBe(1);
    return wasStartedAhead;
  });
});

test('a process that waits is not taken once the environment of its function has changed', async () => {
  const { folder, run } = await functionOnV1();
  await waitUntil(async () => (await run()).wasStartedAhead);
  await writeFile(join(folder, 'config.json'), configOf('2'));
  expect(await run()).toMatchObject({ version: '2', wasStartedAhead: false });
});
