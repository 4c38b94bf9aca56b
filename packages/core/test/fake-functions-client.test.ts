import { describe, expect, test } from '@jest/globals';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FakeFunctionsClient, functionsError } from '../src/fakes/index.js';
import { FunctionsClient, type FunctionsInvoker, isFunctionsError, OptionsError } from '../src/index.js';

const input = { lambdaUuid: LAMBDA };
const EVENT = 'controllerbot_messaging_new_conversation';

const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a fake answers a function', () => {
  test.each<[string, unknown, unknown]>([
    ['with a value', { a: [1, null] }, { a: [1, null] }],
    ['with nothing', undefined, null],
    [
      'with what is left of a value in JSON',
      { at: new Date(0), no: undefined },
      { at: '1970-01-01T00:00:00.000Z' },
    ],
    ['with what a handler returns', () => 'made', 'made'],
    ['with what a handler resolves to', async () => 'made later', 'made later'],
    ['with nothing that a handler returns', () => undefined, null],
  ])('%s', async (_, answer, result) => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, answer as object);
    expect(await functions.invoke(input)).toMatchObject({
      result,
      resultJson: JSON.stringify(result),
      status: 200,
    });
  });

  test.each<[string, unknown]>([
    ['that is the answer', functionsError('rate-limited', { retryAfterMs: 7000 })],
    ['that a handler returns', () => functionsError('rate-limited', { retryAfterMs: 7000 })],
    [
      'that a handler throws',
      () => {
        throw functionsError('rate-limited', { retryAfterMs: 7000 });
      },
    ],
  ])('with an error %s, which is a new one with the id of each call', async (_, answer) => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, answer as object);
    const [one, two] = [
      await errorOf(functions.invoke(input, { requestId: 'one' })),
      await errorOf(functions.invoke(input, { requestId: 'two' })),
    ];
    expect(one).toMatchObject({
      code: 'rate-limited',
      requestId: 'one',
      retryAfterMs: 7000,
      retryable: true,
    });
    expect(two).toMatchObject({ requestId: 'two' });
    expect(one).not.toBe(two);
  });

  test('with another error of a handler as it is, since it is one of the test', async () => {
    const failure = new Error('the assertion of a test');
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, () => {
      throw failure;
    });
    expect(await errorOf(functions.invoke(input))).toBe(failure);
  });

  test('with function-not-found when there is no answer', async () => {
    const error = await errorOf(new FakeFunctionsClient().invoke(input));
    expect(error).toMatchObject({
      code: 'function-not-found',
      status: 404,
      delivery: 'rejected',
      attempts: 1,
    });
  });

  test('with an error that names the answer when that is not JSON', async () => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, () => 1n);
    expect(await errorOf(functions.invoke(input))).toMatchObject({
      problems: [{ option: 'answer', problem: 'must be a JSON value (no BigInt or cycle)' }],
    });
  });
});

describe('a fake answers an event', () => {
  test('with the results of its functions', async () => {
    const functions = new FakeFunctionsClient().answerEvent<{ name: string }>(
      EVENT,
      ({ payload }) => `Hello ${payload.name}`,
      'second',
    );
    const { result } = await functions.invoke<string>({ eventId: EVENT, payload: { name: 'Ada' } });
    expect(result.map((one) => one.result)).toEqual(['Hello Ada', 'second']);
    expect(result.map(({ uuid }) => uuid)).toEqual([
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ]);
    expect(result[0]?.timestamp).toMatch(/^\d{4}-.*Z$/);
  });

  test.each(['v1', 'v2'] as const)('without functions as generation %s does', async (generation) => {
    const functions = new FakeFunctionsClient({ generation });
    const outcome = await functions.invoke({ eventId: EVENT }).then(
      ({ result }) => result,
      ({ code }) => code,
    );
    expect(outcome).toEqual(generation === 'v1' ? [] : 'function-not-found');
  });

  test('and says whether it is implemented', async () => {
    const functions = new FakeFunctionsClient().answerEvent(EVENT, 1).answerEvent('none');
    const asked = [EVENT, 'none', 'other'].map((eventId) => functions.isImplemented({ eventId }));
    expect(await Promise.all(asked)).toEqual([true, false, false]);
  });
});

describe('a fake records', () => {
  test('each invocation as the function would receive it, with its options', async () => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, 1).answerEvent(EVENT, 2);
    await functions.invoke(
      { ...input, payload: { at: new Date(0), no: undefined }, headers: { lang: 'de' } },
      { idempotent: true },
    );
    await functions.invoke({ eventId: EVENT, skillId: '7' });
    expect(functions.calls).toEqual([
      {
        lambdaUuid: LAMBDA,
        payload: { at: '1970-01-01T00:00:00.000Z' },
        headers: [{ key: 'lang', value: 'de' }],
        options: { idempotent: true },
      },
      { eventId: EVENT, skillId: '7', payload: {}, headers: [], options: {} },
    ]);
    functions.clearCalls();
    expect(functions.calls).toEqual([]);
  });

  test('the invocations of a batch, which has the results and errors of each', async () => {
    const functions = new FakeFunctionsClient().answerFunction<number>(LAMBDA, ({ payload }) =>
      payload === 2 ? functionsError('function-failed') : payload * 10,
    );
    const ends: unknown[] = [];
    const inputs = [1, 2, 3].map((payload) => ({ ...input, payload }));
    for await (const one of functions.invokeAll([...inputs, { lambdaUuid: 'bad' }], { ordered: true }))
      ends.push(one.status === 'fulfilled' ? one.value.result : one.reason.code);
    expect(ends).toEqual([10, 'function-failed', 30, 'invalid-options']);
    expect(functions.calls.map(({ payload }) => payload)).toEqual([1, 2, 3]);
  });
});

/** What a test sees of a call to a client or to its fake. */
async function end(functions: FunctionsInvoker, call: (functions: FunctionsInvoker) => Promise<unknown>) {
  const error = await errorOf(call(functions));
  if (!isFunctionsError(error)) return error;
  const { message, name, code, phase, delivery, retryable, attempts } = error;
  return { message, name, code, phase, delivery, retryable, attempts };
}

describe('a fake is like the client', () => {
  test.each<[string, (functions: FunctionsInvoker) => Promise<unknown>]>([
    ['a bad input', (functions) => functions.invoke({ lambdaUuid: 'bad' })],
    ['a bad option', (functions) => functions.invoke(input, { deadlineMs: 0 })],
    ['an unknown option', (functions) => functions.invoke(input, { idempotant: true } as never)],
    ['a bad event', (functions) => functions.isImplemented({ eventId: '' })],
    [
      'a bad option of a question',
      (functions) => functions.isImplemented({ eventId: 'e' }, { signal: 1 as never }),
    ],
    [
      'a signal that was aborted before',
      (functions) => functions.invoke(input, { signal: AbortSignal.abort() }),
    ],
    [
      'a question whose signal was aborted before',
      (functions) => functions.isImplemented({ eventId: 'e' }, { signal: AbortSignal.abort() }),
    ],
    [
      'inputs that are none',
      async (functions) => {
        for await (const _ of functions.invokeAll('text' as never));
      },
    ],
  ])('in what it says to %s', async (_, call) => {
    await using platform = await ScriptedPlatform.start();
    await using client = new FunctionsClient(platform.options);
    const real = await end(client, call);
    expect(real).toMatchObject({ code: expect.any(String) });
    expect(await end(new FakeFunctionsClient(), call)).toEqual(real);
  });

  test('in the fields of a result', async () => {
    await using platform = await ScriptedPlatform.start();
    await using client = new FunctionsClient(platform.options);
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, 1);
    const [real, fake] = [await client.invoke(input), await functions.invoke(input)];
    expect(Object.keys(fake).sort()).toEqual(Object.keys(real).sort());
    expect(fake.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(fake).toMatchObject({
      ...{ result: 1, resultJson: '1', status: 200, attempts: 1, host: 'faasgw.example', generation: 'v1' },
      durationMs: expect.any(Number),
    });
    expect(fake.durationMs).toBeLessThanOrEqual(Math.ceil(performance.now()));
    const v2 = new FakeFunctionsClient({ generation: 'v2' }).answerFunction(LAMBDA, undefined);
    expect(await v2.invoke(input)).toMatchObject({ generation: 'v2', result: null, resultJson: 'null' });
  });

  test('when a call is aborted while its function runs', async () => {
    const leaving = new AbortController();
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, () => {
      leaving.abort();
      return new Promise(() => undefined);
    });
    expect(await errorOf(functions.invoke(input, { signal: leaving.signal }))).toMatchObject({
      code: 'aborted',
      delivery: 'unknown',
      attempts: 1,
    });
  });

  test('when the deadline of a call ends while its function runs', async () => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, () => new Promise(() => undefined));
    expect(await errorOf(functions.invoke(input, { deadlineMs: 1 }))).toMatchObject({
      code: 'timeout',
      delivery: 'unknown',
    });
  });

  test('when it is closed: calls in flight and later ones fail with aborted', async () => {
    const functions = new FakeFunctionsClient().answerFunction(LAMBDA, () => new Promise(() => undefined));
    const inFlight = errorOf(functions.invoke(input));
    await functions.close();
    const closed = { code: 'aborted', message: expect.stringMatching(/^The client was closed/) };
    expect(await inFlight).toMatchObject(closed);
    expect(await errorOf(functions.invoke(input))).toMatchObject(closed);
    expect(() => functions.invokeAll([])).toThrow(expect.objectContaining(closed));
  });
});

describe('a fake refuses what a test gets wrong:', () => {
  test.each<[string, () => unknown]>([
    ['an id that is not a UUID', () => new FakeFunctionsClient().answerFunction('greeting', 1)],
    ['an id that is none', () => new FakeFunctionsClient().answerFunction(undefined as never, 1)],
    ['an event without an id', () => new FakeFunctionsClient().answerEvent('', 1)],
    ['a generation that does not exist', () => new FakeFunctionsClient({ generation: 'v3' as never })],
    ['options that are none', () => new FakeFunctionsClient(null as never)],
  ])('%s', (_, make) => {
    expect(make).toThrow(OptionsError);
  });

  test('and says what is allowed', () => {
    const messageOf = (make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        return (error as OptionsError).problems;
      }
    };
    expect(messageOf(() => new FakeFunctionsClient().answerFunction('greeting', 1))).toEqual([
      { option: 'lambdaUuid', problem: 'must be a UUID' },
    ]);
    expect(messageOf(() => new FakeFunctionsClient({ generation: 'v3' as never }))).toEqual([
      { option: 'generation', problem: 'must be one of v1, v2' },
    ]);
  });
});

test('a client, its fake and a plain object are all invokers', () => {
  const plain: FunctionsInvoker = {
    invoke: async () => ({
      result: { greeting: 'Hello' },
      resultJson: '{"greeting":"Hello"}',
      status: 200,
      requestId: 'of-a-test',
      attempts: 1,
      durationMs: 0,
      host: 'faasgw.example',
      generation: 'v1',
    }),
    async *invokeAll() {},
    isImplemented: async () => true,
  };
  const invokers: FunctionsInvoker[] = [
    plain,
    new FakeFunctionsClient(),
    new FunctionsClient({ accountId: '1', credentials: { clientId: 'a', clientSecret: 'b' } }),
  ];
  expect(invokers).toHaveLength(3);
});
