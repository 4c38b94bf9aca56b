import { describe, expect, test } from '@jest/globals';
import type { CompletedRequest, SandboxOptions } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

/** Invokes a function with this body. */
async function logged(body: string, options: SandboxOptions = {}, account = V2) {
  const completed: CompletedRequest[] = [];
  const code = `async function lambda(input, callback) { ${body}; callback?.(null, 'done'); return 'done'; }`;
  const sandbox = await sandboxWith({
    functions: await folderWith(functionFiles({ it: code })),
    onRequest: (request) => completed.push(request),
    ...options,
  });
  const { status, text } = await invoke(sandbox, account, 'it');
  return {
    status,
    answer: JSON.parse(text) as unknown,
    logs: completed.at(-1)?.invocation?.logs ?? [],
    sandbox,
  };
}

const TOO_MANY = 'for (let i = 0; i < 11; i += 1) console.info(i)';
const TOO_LONG = "console.info('x'.repeat(3000)); console.warn('y', { z: 'z'.repeat(3000) })";

test('V2: console.getTraceId gives an id for each invocation, and V1 does not have it', async () => {
  const code = `function lambda(input, callback) {
    const result = console.getTraceId ? [console.getTraceId(), console.getTraceId()] : 'none';
    callback?.(null, result);
    return result;
  }`;
  const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ it: code })) });
  const ids = async () => JSON.parse((await invoke(sandbox, V2, 'it')).text) as [string, string];
  const [first, second] = [await ids(), await ids()];
  expect(first[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect([first[0] === first[1], first[0] === second[0]]).toEqual([true, false]);
  expect((await invoke(sandbox, V1, 'it')).text).toBe('"none"');
});

test('a function may replace the methods of its console', async () => {
  const { logs } = await logged(`'use strict';
    const info = console.info;
    console.info = (text) => info('replaced ' + text);
    console.info('text');
    Object.defineProperty(console, 'warn', { value: (text) => info('defined ' + text) });
    console.warn('text')`);
  expect(logs).toMatchObject([
    { level: 'Info', message: 'replaced text' },
    { level: 'Info', message: 'defined text' },
  ]);
});

describe('the log limit', () => {
  test.each([
    ['10 entries', 'for (let i = 0; i < 10; i += 1) console.info(i)', 10],
    ['6,000 characters', "console.info('x'.repeat(3000)); console.warn('y'.repeat(3000))", 2],
    ['100 debug entries', 'for (let i = 0; i < 100; i += 1) console.debug(i)', 100],
    ['more debug entries, which are dropped', 'for (let i = 0; i < 101; i += 1) console.debug(i)', 100],
  ])('an invocation may log %s', async (_what, body, entries) => {
    const { status, logs } = await logged(body);
    expect([status, logs.length]).toEqual([200, entries]);
  });

  test.each([
    ['11 entries', TOO_MANY, 10],
    ['more than 6,000 characters with its extras', TOO_LONG, 1],
    ['one entry that is too long', "console.error('x'.repeat(100000))", 0],
  ])('an invocation that logs %s fails', async (_what, body, entries) => {
    const v2 = await logged(body);
    expect([v2.status, v2.answer, v2.logs.length]).toEqual([
      901,
      {
        code: 'com.liveperson.faas.function.runtime.limit-reached',
        message: 'Function Invocation failed due to an issue caused by customer coding',
      },
      entries,
    ]);
    const v1 = await logged(body, {}, V1);
    expect([v1.status, v1.answer]).toEqual([
      901,
      {
        errorCode: 'com.liveperson.faas.handler.log-limit-reached',
        errorMsg: 'The function logged more than 10 entries or 6000 characters',
      },
    ]);
  });

  test.each([TOO_MANY, TOO_LONG])(
    'with logLimit drop, further entries are dropped and the invocation succeeds: %s',
    async (body) => {
      const { status, answer, logs } = await logged(body, { logLimit: 'drop' });
      expect([status, answer]).toEqual([200, 'done']);
      expect(logs.length).toBe(body === TOO_MANY ? 10 : 1);
    },
  );

  test('the log limit applies to each invocation of a warm instance', async () => {
    const { sandbox } = await logged('for (let i = 0; i < 8; i += 1) console.info(i)');
    expect((await invoke(sandbox, V2, 'it')).status).toBe(200);
  });
});

test('a log entry has level, message, further arguments as text, and a time', async () => {
  const { logs } = await logged("console.warn('first', { a: [1] }, 2); console.log(undefined)");
  expect(logs).toEqual([
    { level: 'Warn', message: 'first', extras: ['{ a: [ 1 ] }', '2'], timestamp: expect.any(Number) },
    { level: 'Info', message: 'undefined', extras: [], timestamp: expect.any(Number) },
  ]);
});

test('output to the streams themselves is discarded', async () => {
  const { status, logs } = await logged("process.stdout.write('out'); process.stderr.write('err')");
  expect([status, logs]).toEqual([200, []]);
});
