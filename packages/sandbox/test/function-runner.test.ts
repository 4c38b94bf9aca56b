import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { FunctionRunner } from '../dist/runner/function-runner.js';
import { crashOf, startFailure, timeout } from '../dist/runner/process-outcomes.js';
import { Semaphore } from '../dist/runner/semaphore.js';
import { WarmProcesses } from '../dist/runner/warm-processes.js';
import { addCleanup, folderWith } from './support.js';

test('the outcome of a process that ended says why', () => {
  const memory = 'The function used more than 256 MB of memory';
  const messageOf = (code: number | null, signal: string | null) => {
    const outcome = crashOf(code, signal);
    return 'message' in outcome ? outcome.message : '';
  };
  for (const signal of ['SIGABRT', 'SIGKILL', 'SIGTRAP']) expect(messageOf(null, signal)).toBe(memory);
  expect(messageOf(134, null)).toBe(memory);
  expect(messageOf(3, null)).toBe('The function ended its own process (exit code 3)');
  expect(messageOf(null, 'SIGTERM')).toBe('The function ended its own process (signal SIGTERM)');
  expect(timeout(1500)).toMatchObject({ message: 'The function did not end within 1.5 seconds' });
  expect(startFailure(new Error('E2BIG'))).toEqual({
    kind: 'unavailable',
    message: 'The process for the function could not be started: E2BIG',
  });
});

describe('warm processes', () => {
  const processes = (count: number) => {
    const stopped: number[] = [];
    const all = Array.from({ length: count }, (_, n) => ({ isUsable: true, stop: () => stopped.push(n) }));
    return { all, stopped };
  };
  const pooled = (process: object) => ({ process, fingerprint: '', files: 0 }) as never;

  test('eight stay for the whole time, and what a burst leaves beyond them for two seconds', () => {
    jest.useFakeTimers();
    try {
      const { all, stopped } = processes(10);
      const warm = new WarmProcesses(120_000);
      for (const [n, process] of all.entries()) warm.keep(String(n), pooled(process));
      jest.advanceTimersByTime(1999);
      expect(stopped).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(stopped).toEqual([8, 9]);
      jest.advanceTimersByTime(117_999);
      expect(stopped).toEqual([8, 9]);
      jest.advanceTimersByTime(1);
      expect(stopped.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('the one that became idle last is taken, once', () => {
    const { all, stopped } = processes(3);
    const warm = new WarmProcesses(60_000);
    for (const process of all) warm.keep('a', pooled(process));
    expect([0, 1, 2, 3].map(() => warm.take('a')?.process)).toEqual([all[2], all[1], all[0], undefined]);
    expect([warm.take('b'), stopped]).toEqual([undefined, []]);
  });

  test('one that was taken is not ended, and one whose time is over is not taken', () => {
    jest.useFakeTimers();
    try {
      const { all, stopped } = processes(2);
      const warm = new WarmProcesses(1000);
      warm.keep('taken', pooled(all[0] ?? {}));
      warm.keep('ended', pooled(all[1] ?? {}));
      expect(warm.take('taken')?.process).toBe(all[0]);
      jest.advanceTimersByTime(1000);
      expect([stopped, warm.take('ended')]).toEqual([[1], undefined]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('none is kept without a time, nor one that cannot be used again', () => {
    const { all, stopped } = processes(2);
    new WarmProcesses(0).keep('a', pooled(all[0] ?? {}));
    new WarmProcesses(1000).keep('a', pooled({ ...all[1], isUsable: false }));
    expect(stopped).toEqual([0, 1]);
  });
});

test('a semaphore lets in as many as it has permits, also after all were given back', async () => {
  const semaphore = new Semaphore(2);
  const enter = async () => {
    let isIn = 0;
    for (let caller = 0; caller < 4; caller += 1) void semaphore.acquire().then(() => (isIn += 1));
    await nextTurn();
    return () => isIn;
  };
  const isIn = await enter();
  expect(isIn()).toBe(2);
  for (let left = 0; left < 4; left += 1) semaphore.release();
  await nextTurn();
  expect([isIn(), (await enter())()]).toEqual([4, 2]);
});

const RUNNER = {
  ...{ cwd: '/', nodePath: process.execPath, coldStartMs: 1, keepWarmMs: 0, executionLimitMs: 1000 },
  ...{ instances: 1000, logLimit: 'fail' as const, toolbelts: {}, serve: async () => undefined },
  httpRules: () => ({ isIntercepted: false, isOffline: false, mocksFile: '' }),
};
const RUN = {
  ...{ account: { id: '1', generation: 'v2' as const }, lambdaUuid: 'a', file: '/none/index.js' },
  ...{ environment: {}, input: { headers: [] }, url: '', onStarted: () => undefined },
};

test.each<[string, Partial<typeof RUNNER>, object]>([
  ['the program does not exist', { nodePath: '/nowhere/node' }, {}],
  ['the environment is too large for the system', {}, { TOO_LARGE: 'x'.repeat(10_000_000) }],
])('any number of invocations may fail because %s', async (_why, options, environment) => {
  const runner = new FunctionRunner({ ...RUNNER, coldStartMs: 0, ...options });
  addCleanup(() => runner.close());
  for (let run = 0; run < 65; run += 1) {
    const { outcome } = await runner.run({ ...RUN, environment: { ...environment } });
    expect([run, outcome.kind]).toEqual([run, 'unavailable']);
  }
});

test('each invocation of a warm process has the whole execution limit', async () => {
  const code = `const { existsSync } = require('node:fs');
    async function lambda({ payload }) {
      while (payload && !existsSync(payload)) await new Promise((resolve) => setTimeout(resolve, 5));
      return process.pid;
    }`;
  const folder = await folderWith({ 'index.js': code });
  const runner = new FunctionRunner({ ...RUNNER, coldStartMs: 0, keepWarmMs: 3_600_000 });
  addCleanup(() => runner.close());
  const run = (payload: string | undefined, onStarted = (): void => undefined) =>
    runner.run({ ...RUN, file: join(folder, 'index.js'), input: { headers: [], payload }, onStarted });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance', 'Date'] });
  try {
    const first = await run(undefined);
    jest.advanceTimersByTime(600);
    const go = join(folder, 'go');
    let second: ReturnType<typeof run> | undefined;
    await new Promise<void>((resolve) => {
      second = run(go, resolve);
    });
    // Beyond the limit of the first one, and within that of the second.
    jest.advanceTimersByTime(500);
    await writeFile(go, '');
    expect((await second)?.outcome).toEqual(first.outcome);
  } finally {
    jest.useRealTimers();
  }
});

test('at most 64 invocations run at the same time', async () => {
  let starting = 0;
  const runner = new FunctionRunner({
    ...RUNNER,
    // Their cold start lasts until the runner is closed.
    sleep: (_ms, signal) => {
      starting += 1;
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  addCleanup(() => runner.close());
  const reports = Array.from({ length: 70 }, () => runner.run(RUN));
  await new Promise((resolve) => setImmediate(resolve));
  expect(starting).toBe(64);
  await runner.close();
  const outcomes = (await Promise.all(reports)).map(({ outcome }) => outcome.kind);
  expect(new Set(outcomes)).toEqual(new Set(['unavailable']));
});
