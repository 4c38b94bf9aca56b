import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import {
  DomainError,
  FunctionFailedError,
  FunctionsClient,
  FunctionsError,
  type FunctionsErrorCode,
  InvocationError,
  isFunctionsError,
  OptionsError,
  TokenError,
} from '../src/index.js';
import { withClient } from './support/client.js';

async function failure(): Promise<FunctionsError> {
  await using platform = await ScriptedPlatform.start({
    invocation: (response, request) => json(901, { errorMsg: request.body })(response, request),
  });
  return await withClient(platform, (client) =>
    failureOf(client.invoke({ lambdaUuid: LAMBDA, payload: 'payload-canary' })),
  );
}

/** Checked at compile time: a missing or an extra code does not build. */
const CODES: Readonly<Record<FunctionsErrorCode, true>> = {
  'invalid-options': true,
  'domain-unresolved': true,
  'domain-untrusted': true,
  'domain-unavailable': true,
  'credentials-rejected': true,
  'token-malformed': true,
  'token-unavailable': true,
  unauthorized: true,
  forbidden: true,
  'function-not-found': true,
  'bad-request': true,
  'rate-limited': true,
  'function-failed': true,
  'gateway-error': true,
  'unexpected-response': true,
  'network-error': true,
  timeout: true,
  aborted: true,
};

describe('FunctionsError', () => {
  test('an error has one of eighteen codes, so that a switch can be exhaustive', async () => {
    expect(Object.keys(CODES)).toHaveLength(18);
    expect(CODES[(await failure()).code]).toBe(true);
  });

  test.each([
    ['It failed', 'It failed. Try again.'],
    ['It failed: no such order.', 'It failed: no such order. Try again.'],
    ['It failed: wait.. ', 'It failed: wait. Try again.'],
    ['It failed: really?', 'It failed: really? Try again.'],
    ['It failed: too lon…', 'It failed: too lon… Try again.'],
  ])('a message has one full stop before its hint, whatever the platform wrote: %j', (problem, message) => {
    const error = new InvocationError({
      code: 'gateway-error',
      phase: 'invocation',
      problem,
      hint: 'Try again.',
    });
    expect(error.message).toBe(message);
    expect(`${error.problem}. ${error.hint}`).not.toMatch(/\.\./);
  });

  test('a structured clone of an error shows neither secret nor payload', async () => {
    const error = await failure();
    const clone: unknown = structuredClone(error);
    const views = `${inspect(clone, { depth: 9, showHidden: true })} ${JSON.stringify(clone)} ${String(clone)}`;
    expect(views).toContain(error.message);
    for (const canary of [CREDENTIALS.clientSecret, 'payload-canary']) expect(views).not.toContain(canary);
  });

  test('isFunctionsError of the built package recognises an error of the sources', async () => {
    // The tests run on the sources; the package's name resolves to the build, a second copy.
    const built = (await import('@lp-faas/core')) as typeof import('../src/index.js');
    const error = await failure();
    expect(error instanceof built.FunctionsError).toBe(false);
    expect([built.isFunctionsError(error), isFunctionsError(new Error('no'))]).toEqual([true, false]);
  });
});

describe('the name of an error', () => {
  const FACTS = { problem: 'It failed', hint: 'Try again.' };
  test.each<[string, FunctionsError]>([
    ['FunctionsError', new FunctionsError({ ...FACTS, code: 'timeout', phase: 'domain' })],
    ['OptionsError', new OptionsError([])],
    ['DomainError', new DomainError({ ...FACTS, code: 'timeout', phase: 'domain' })],
    ['TokenError', new TokenError({ ...FACTS, code: 'timeout', phase: 'token' })],
    ['InvocationError', new InvocationError({ ...FACTS, code: 'timeout', phase: 'invocation' })],
    ['FunctionFailedError', new FunctionFailedError({ ...FACTS, phase: 'invocation' }, 'threw')],
  ])('%s begins the text and the stack, and is in the JSON', (name, error) => {
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toMatch(new RegExp(`^${name}: `));
    expect(error.toJSON().name).toBe(name);
  });

  test('is a text of its own, so that a minifier that renames the class does not change it', () => {
    // A minifier renames classes; to `new.target` that looks like this.
    const a = class a extends OptionsError {};
    expect(new a([]).name).toBe('OptionsError');
  });
});

test('tools may replace name and stack of an error and of its cause, which no list of their fields has', () => {
  const error = new InvocationError({
    ...{ code: 'timeout', phase: 'invocation', problem: 'It failed', hint: 'Try again.' },
    cause: new RangeError('late'),
  });
  const { cause } = error;
  for (const one of [error, cause as Error]) {
    expect(Object.keys(one).filter((key) => ['name', 'stack', 'message'].includes(key))).toEqual([]);
    Object.assign(one, { name: 'Renamed', stack: 'mapped' });
    expect([one.name, one.stack]).toEqual(['Renamed', 'mapped']);
    Object.defineProperty(one, 'name', { get: () => 'Defined', configurable: true });
    Object.defineProperty(one, 'stack', { get: () => 'remapped', configurable: true });
    expect([one.name, one.stack]).toEqual(['Defined', 'remapped']);
  }
  const { prototype } = InvocationError;
  const own = Object.getOwnPropertyDescriptor(prototype, 'name');
  expect(own).toEqual({ value: 'InvocationError', writable: true, configurable: true, enumerable: false });
});

describe('the JSON of an error', () => {
  test('has the hint and the cause of a failed connection', async () => {
    const platform = await ScriptedPlatform.start();
    const options = { ...platform.options, retry: { maxAttempts: 1 } };
    await platform[Symbol.asyncDispose]();
    await using client = new FunctionsClient(options);
    const error = await failureOf(client.invoke({ lambdaUuid: LAMBDA }));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      hint: error.hint,
      cause: { name: 'Error', code: 'ECONNREFUSED', syscall: 'connect' },
    });
    expect(inspect(error)).toContain('ECONNREFUSED');
  });

  test('has every problem of an option', () => {
    const problems = [{ option: 'accountId', problem: 'is missing' }];
    const { hint, message } = new OptionsError(problems);
    expect(JSON.parse(JSON.stringify(new OptionsError(problems)))).toMatchObject({ message, hint, problems });
  });

  test('leaves out what there is not', () => {
    expect(Object.values(new OptionsError([]).toJSON())).not.toContain(undefined);
  });
});

describe('the cause of an error', () => {
  const aborted = async (reason?: unknown): Promise<FunctionsError> => {
    await using platform = await ScriptedPlatform.start();
    return await withClient(platform, (client) =>
      failureOf(client.invoke({ lambdaUuid: LAMBDA }, { signal: AbortSignal.abort(reason) })),
    );
  };

  test.each<[string, unknown, object]>([
    ['an AbortError', undefined, { name: 'AbortError', message: 'This operation was aborted' }],
    ['an error of the caller', new RangeError('too late'), { name: 'RangeError', message: 'too late' }],
    [
      'anything else',
      { payload: 'canary' },
      { name: 'Error', message: 'something that is not an error was thrown' },
    ],
    [
      'an error whose fields throw',
      Object.defineProperty(new Error('x'), 'message', {
        get: () => {
          throw new Error('canary');
        },
      }),
      { name: 'Error', message: '' },
    ],
  ])('is an Error with the name and the message of the reason: %s', async (_, reason, expected) => {
    const { code, cause } = await aborted(reason);
    expect(code).toBe('aborted');
    expect(cause).toBeInstanceOf(Error);
    expect(cause?.toJSON()).toEqual(expected);
    expect(inspect(cause)).not.toContain('canary');
  });

  test('is cut to one line of 256 characters', async () => {
    const { cause } = await aborted(new Error(`first\nsecond ${'x'.repeat(500)}`));
    expect(cause?.message).toMatch(/^first second x+…$/);
    expect(cause?.message).toHaveLength(256);
  });
});

describe('after close, a call fails with aborted and says that the client was closed:', () => {
  test.each<[string, (client: FunctionsClient) => Promise<unknown>]>([
    ['invoke', (client) => client.invoke({ lambdaUuid: LAMBDA })],
    ['isImplemented, also when the answer is cached', (client) => client.isImplemented({ eventId: 'e' })],
    [
      'invokeAll',
      async (client) => {
        for await (const _ of client.invokeAll([{ lambdaUuid: LAMBDA }]));
      },
    ],
  ])('%s', async (_, call) => {
    await using platform = await ScriptedPlatform.start({
      invocation: json(200, { implemented: true }),
    });
    const client = new FunctionsClient(platform.options);
    await client.isImplemented({ eventId: 'e' });
    await client.close();
    const error = await failureOf(call(client));
    expect(error).toMatchObject({ code: 'aborted', delivery: 'not-sent', retryable: false });
    expect(error.message).toBe(
      'The client was closed while invoking the function. Nothing was invoked. Create a new client for further calls.',
    );
  });

  test('check, in the step that it came to', async () => {
    await using platform = await ScriptedPlatform.start();
    const client = new FunctionsClient(platform.options);
    await client.close();
    const { steps } = await client.check();
    expect(steps[1]).toMatchObject({ outcome: 'failed', error: { code: 'aborted' } });
    expect(steps[1]?.detail).toMatch(/^The client was closed while /);
  });
});

const failureOf = (call: Promise<unknown>): Promise<FunctionsError> =>
  call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: FunctionsError) => error,
  );

test('a keep-alive connection that the server closed does not cost an attempt', async () => {
  await using platform = await ScriptedPlatform.start();
  await withClient(platform, async (client) => {
    await client.invoke({ lambdaUuid: LAMBDA });
    for (const socket of platform.connections) socket.end();
    await until(() => platform.connections.every(({ destroyed }) => destroyed));
    const { attempts } = await client.invoke({ lambdaUuid: LAMBDA });
    expect([attempts, platform.count('invocation')]).toEqual([1, 2]);
  });
});
