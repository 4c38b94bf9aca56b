import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { requestLines } from '../dist/cli/request-lines.js';
import { Faults } from '../dist/control/faults.js';
import { PLATFORM_EVENTS } from '../dist/faas-ui/events.js';
import { readFilter } from '../dist/faas-ui/filters.js';
import { readGuesses } from '../dist/guesses.js';
import { Journal, type RequestRecord } from '../dist/journal.js';
import { redactor } from '../dist/redaction.js';
import { FunctionRunner } from '../dist/runner/function-runner.js';
import { crashOf, startFailure, timeout } from '../dist/runner/process-outcomes.js';
import { Semaphore } from '../dist/runner/semaphore.js';
import { WarmProcesses } from '../dist/runner/warm-processes.js';
import { createHttpServer } from '../dist/server/http-server.js';
import { safePath } from '../dist/server/safe-path.js';
import { shownUrl } from '../dist/shown-url.js';
import { addCleanup, folderWith, functionFiles, sandboxWith, send } from './support.js';

const REQUEST = {
  ...{ method: 'GET', path: '/', service: null, account: null, lambdaUuid: null },
  ...{ eventId: null, requestId: null, fault: null },
};

describe('the journal', () => {
  test('keeps the logs of the last 1000 requests that logged something', () => {
    const journal = new Journal();
    const outcome = { kind: 'returned', json: '1' } as const;
    const entry = { level: 'Info', message: 'm', extras: [], timestamp: 0 } as const;
    for (let n = 1; n <= 1002; n += 1) {
      journal.arrive(REQUEST).addReport({ outcome, logs: n === 3 ? [] : [entry], refused: [] });
    }
    const withoutLogs = journal.requests().filter(({ logs }) => logs.length === 0);
    expect(withoutLogs.map(({ n }) => n)).toEqual([1, 3]);
  });

  test('has how long a request took', async () => {
    const before = performance.now();
    const entry = new Journal().arrive(REQUEST);
    await nextTurn();
    const { durationMs } = entry.finish(200);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(durationMs).toBeLessThanOrEqual(Math.ceil(performance.now() - before));
  });

  test('starts anew after a reset', () => {
    const journal = new Journal();
    journal.arrive(REQUEST);
    journal.countExecution('1', 'a');
    journal.reset();
    journal.arrive(REQUEST);
    expect([journal.requests().map(({ n }) => n), journal.executions()]).toEqual([[1], {}]);
  });

  test('has the outcome of a call without a free instance in words', () => {
    const journal = new Journal();
    journal.arrive(REQUEST).addReport({ outcome: { kind: 'throttled' }, logs: [], refused: [] });
    const text = 'All instances of the function are busy';
    expect(journal.requests()[0]?.error).toEqual({ kind: 'throttled', message: text, details: text });
  });
});

describe('what is shown of a request or a text', () => {
  test('is up to 2000 characters of a path, and up to 300 of a URL', () => {
    expect(safePath(`/${'x'.repeat(2000)}`)).toBe(`/${'x'.repeat(1999)}`);
    const path = '/a'.repeat(200);
    expect(shownUrl(`https://host.test${path}`)).toBe(`https://host.test${path}`.slice(0, 300));
  });

  test('is a query, without the values of keys that may be secret', () => {
    expect(safePath('/a?v=1&code=secret&flag?&=x')).toBe('/a?v=1&code=REDACTED&flag?&=REDACTED');
    expect([safePath('/a'), safePath('/a?')]).toEqual(['/a', '/a?']);
  });

  test('is a path segment of a URL, but not one that looks like a token', () => {
    const uuid = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
    const [token, word, number] = ['a1'.repeat(10), 'a'.repeat(30), '1'.repeat(30)];
    expect(shownUrl(`https://u:p@h.test/${token}/${uuid}/${word}/${number}/${token.slice(1)}?q=1`)).toBe(
      `https://h.test/…/${uuid}/${word}/${number}/${token.slice(1)}`,
    );
  });

  test('is a secret of three characters, which are too common to hide, but not one of four', () => {
    const redact = redactor(() => ['abc', 'wxyz']);
    expect(redact('abc wxyz %77xyz eyJhbGciOi.x')).toBe('abc REDACTED REDACTED REDACTED');
    expect(redact('100% abc')).toBe('100% abc');
  });

  test('is up to 100 characters of an unknown state, with those that there are', () => {
    const filter = readFilter(new URLSearchParams({ state: 'x'.repeat(200) }));
    expect(filter).toBe(
      `"${'x'.repeat(100)}" is not a function state. Use Draft, Productive, Modified, Marked Undeployed, Build Error, Deploy Error`,
    );
  });

  test('has the colour of its status', () => {
    const styleOf = (status: number | null): string | undefined => {
      const styles: string[] = [];
      const paint = (style: string, text: string): string => {
        if (text === String(status ?? '---')) styles.push(style);
        return text;
      };
      const request = { ...REQUEST, n: 1, at: '2026-01-02T03:04:05Z', status, durationMs: 1 };
      requestLines({ request: request as RequestRecord, invocation: undefined }, { paint, columns: 80 });
      return styles[0];
    };
    expect([200, 399, 400, 499, 500, 901, null].map(styleOf)).toEqual([
      ...['green', 'green', 'yellow', 'yellow', 'red', 'red', 'red'],
    ]);
  });
});

test('the events and their limits are those that LivePerson’s own clients know', () => {
  const limits = PLATFORM_EVENTS.map(({ eventId, lambdaLimit }) => [eventId, lambdaLimit]);
  expect(Object.fromEntries(limits)).toEqual({
    bot_connectors_custom_integration: 15,
    bot_connectors_error_hook: 15,
    bot_connectors_post_hook: 15,
    bot_connectors_pre_hook: 15,
    controllerbot_messaging_conversation_end: 1,
    controllerbot_messaging_conversation_idle: 1,
    controllerbot_messaging_conversation_routing: 1,
    controllerbot_messaging_mid_conversation_msg: 1,
    controllerbot_messaging_new_conversation: 1,
    controllerbot_messaging_participants_change: 1,
    controllerbot_messaging_ttr: 1,
    conversational_command: 30,
    denver_post_survey_email_transcript: 10,
    surveybot_messaging_survey_ended: 1,
    surveybot_messaging_survey_started: 1,
  });
  expect(PLATFORM_EVENTS[11]).toMatchObject({ eventName: 'Conversational command', description: '' });
});

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

test('a request body may have 10 MiB', async () => {
  const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({})) });
  const statusOf = async (bytes: number) => {
    const body = 'x'.repeat(bytes);
    return (await send(`${sandbox.url}/_sandbox/latency`, { method: 'POST', body })).status;
  };
  expect([await statusOf(10 * 1024 * 1024), await statusOf(10 * 1024 * 1024 + 1)]).toEqual([415, 413]);
});

test('a fault has the next number as its id, also when earlier ones are gone', () => {
  const faults = new Faults();
  const add = () => faults.add({ action: { type: 'reset' } });
  expect([add(), add(), faults.clear('1'), add()]).toEqual(['1', '2', true, '3']);
  expect(faults.list().map(({ id }) => id)).toEqual(['2', '3']);
});

test('a fault may have every status from 200 to 999, and each status of a redirect', () => {
  const faults = new Faults();
  const add = (action: object) => () => faults.add({ action } as never);
  for (const status of [200, 999]) expect(add({ type: 'answer', status })).not.toThrow();
  for (const status of [199, 1000]) expect(add({ type: 'answer', status })).toThrow(/action\.status/);
  for (const status of [301, 302, 303, 307, 308])
    expect(add({ type: 'redirect', to: '/', status })).not.toThrow();
  for (const status of [300, 304])
    expect(add({ type: 'redirect', to: '/', status })).toThrow(/action\.status/);
  const matching = (fault: object) => () => faults.add({ action: { type: 'reset' }, ...fault } as never);
  expect(matching({ path: '/', account: '1', times: 1 })).not.toThrow();
  for (const fault of [{ path: '' }, { account: '' }, { times: 0 }]) expect(matching(fault)).toThrow();
  for (const action of [
    { type: 'truncate', bytes: 0 },
    { type: 'drip', bytes: 1, everyMs: 0 },
    { type: 'delay', ms: 2 ** 31 - 1 },
  ]) {
    expect(add(action)).not.toThrow();
  }
  for (const action of [
    { type: 'truncate', bytes: -1 },
    { type: 'drip', bytes: 0 },
    { type: 'delay', ms: 2 ** 31 },
  ]) {
    expect(add(action)).toThrow(/The fault is not valid/);
  }
});

test('a fault of the sandbox itself is 500 sandbox_error, with its message', async () => {
  const app = createHttpServer({ accounts: [], guesses: readGuesses({}) });
  app.get('/broken', () => {
    throw new Error('broken');
  });
  const response = await app.inject('/broken');
  expect([response.statusCode, response.json()]).toEqual([
    500,
    { error: 'sandbox_error', message: 'broken' },
  ]);
  await app.close();
});
