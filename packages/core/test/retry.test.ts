import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  json,
  LAMBDA,
  newToken,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';
import {
  FunctionsClient,
  type FunctionsClientOptions,
  type FunctionsError,
  type InvokeOptions,
} from '../src/index.js';

/** Sends one reply after the other; repeats the last one. */
function inTurn(...replies: readonly Reply[]): Reply {
  let at = 0;
  return (response, request) => {
    replies[Math.min(at, replies.length - 1)]?.(response, request);
    at += 1;
  };
}

const OK = json(200, 'ok');

interface Run {
  readonly error?: FunctionsError;
  readonly attempts: number;
  readonly executions: number;
  readonly tokens: number;
  readonly pauses: readonly number[];
  readonly requestIds: readonly unknown[];
}

async function invoke(
  replies: Partial<Record<Service, Reply>>,
  options: Partial<FunctionsClientOptions> = {},
  callOptions: InvokeOptions = {},
): Promise<Run> {
  const clock = new TestClock('paced');
  await using platform = await ScriptedPlatform.start(replies);
  await using client = new FunctionsClient({ ...platform.options, clock, ...options });
  const outcome = await client
    .invoke({ lambdaUuid: LAMBDA }, callOptions)
    .catch((error: FunctionsError) => error);
  const requests = platform.arrived.filter(({ service }) => service === 'invocation');
  return {
    ...(outcome instanceof Error && { error: outcome }),
    attempts: outcome.attempts,
    executions: requests.length,
    tokens: platform.count('token'),
    pauses: clock.pauses,
    requestIds: requests.map(({ headers }) => headers['x-request-id']),
  };
}

describe('retries when the function certainly did not run', () => {
  test.each<[string, Reply]>([
    ['408', json(408, {})],
    ['429', json(429, {})],
    ['503 with Retry-After', json(503, {}, { 'retry-after': '1' })],
  ])('an invocation is retried after %s', async (_, refusal) => {
    const run = await invoke({ invocation: inTurn(refusal, refusal, OK) });
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ attempts: 3, executions: 3 });
    expect(new Set(run.requestIds).size).toBe(1);
  });

  test.each<[string, Service, Reply]>([
    ['the Domain API answers 500', 'domain', json(500, {})],
    ['the Domain API resets the connection', 'domain', FAULTS['a reset connection'] as Reply],
    ['the token service answers 429', 'token', json(429, {})],
  ])('an invocation is retried when %s', async (_, service, fault) => {
    await using platform = await ScriptedPlatform.start();
    const good: Reply =
      service === 'token'
        ? json(200, { access_token: newToken() })
        : (response, request) => json(200, { baseURI: platform.host })(response, request);
    // Both concurrent lookups fail the first time.
    platform.set(service, service === 'token' ? inTurn(fault, good) : inTurn(fault, fault, good));
    await using client = new FunctionsClient({ ...platform.options, clock: new TestClock('paced') });
    expect(await client.invoke({ lambdaUuid: LAMBDA })).toMatchObject({ attempts: 1, status: 200 });
    expect(platform.count('invocation')).toBe(1);
  });

  test('an invocation is retried at the new host of the gateway', async () => {
    const gone = await ScriptedPlatform.start();
    const { host } = gone;
    await gone[Symbol.asyncDispose]();
    await using platform = await ScriptedPlatform.start();
    let lookups = 0;
    platform.set('domain', (response, request) => {
      const isGateway = request.url.includes('faasGW');
      if (isGateway) lookups += 1;
      json(200, { baseURI: isGateway && lookups === 1 ? host : platform.host })(response, request);
    });
    await using client = new FunctionsClient({ ...platform.options, clock: new TestClock('paced') });
    const answer = await client.invoke({ lambdaUuid: LAMBDA });
    expect(answer).toMatchObject({ attempts: 2, host: platform.host });
    expect(lookups).toBe(2);
  });

  test('an invocation fails with the last refusal after maxAttempts', async () => {
    const run = await invoke({ invocation: json(408, {}) }, { retry: { maxAttempts: 4 } });
    expect(run.error).toMatchObject({ code: 'gateway-error', delivery: 'rejected', attempts: 4 });
    expect(run.executions).toBe(4);
  });

  test('maxAttempts of a call takes precedence over the client’s', async () => {
    const retrying = { retry: { maxAttempts: 4 } };
    expect((await invoke({ invocation: json(408, {}) }, retrying, { maxAttempts: 2 })).executions).toBe(2);
  });

  test('an invocation is not retried with maxAttempts 1', async () => {
    expect((await invoke({ invocation: json(429, {}) }, { retry: { maxAttempts: 1 } })).executions).toBe(1);
  });
});

describe('retries when the function may have run', () => {
  const unknown: [string, Reply][] = [
    ...[500, 502, 503, 504].map((status) => [String(status), json(status, {})] as [string, Reply]),
    ['a reset connection', FAULTS['a reset connection'] as Reply],
    ['a truncated answer', FAULTS['a body cut off against its Content-Length'] as Reply],
  ];

  test.each(unknown)('an invocation that may have run is not retried after %s', async (_, fault) => {
    const run = await invoke({ invocation: inTurn(fault, OK) });
    expect(run.error).toMatchObject({ delivery: 'unknown', attempts: 1 });
    expect(run.executions).toBe(1);
  });

  test.each(unknown)('an idempotent invocation is retried after %s', async (_, fault) => {
    const run = await invoke({ invocation: inTurn(fault, OK) }, {}, { idempotent: true });
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ attempts: 2, executions: 2 });
  });

  test('delivery stays unknown when a later attempt is refused', async () => {
    const replies = inTurn(json(500, {}), json(404, {}));
    const run = await invoke({ invocation: replies }, {}, { idempotent: true });
    expect(run.error).toMatchObject({
      code: 'function-not-found',
      delivery: 'unknown',
      retryable: false,
      attempts: 2,
    });
    expect(run.error?.hint).toMatch(/earlier attempt may have run/i);
  });
});

describe('final statuses', () => {
  test.each([200, 301, 307, 400, 404, 413, 901])(
    'an invocation is never retried after %i, idempotent or not',
    async (status) => {
      for (const idempotent of [true, false]) {
        const reply = json(status, {}, { location: '/x' });
        expect((await invoke({ invocation: reply }, {}, { idempotent })).executions).toBe(1);
      }
    },
  );
});

describe('refused tokens', () => {
  test('replaces a token that the gateway refused, once', async () => {
    const run = await invoke({ invocation: inTurn(json(401, {}), OK) });
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ attempts: 2, executions: 2, tokens: 2, pauses: [] });
  });

  test('fails with unauthorized when the gateway refuses the new token too', async () => {
    const run = await invoke({ invocation: json(401, {}) });
    expect(run.error).toMatchObject({ code: 'unauthorized', attempts: 2, delivery: 'rejected' });
    expect(run).toMatchObject({ executions: 2, tokens: 2 });
  });
});

describe('pauses between attempts', () => {
  test('the pause between attempts doubles and has jitter', async () => {
    const retry = { maxAttempts: 4, baseDelayMs: 100 };
    expect((await invoke({ invocation: json(408, {}) }, { retry })).pauses).toEqual([50, 100, 200]);
  });

  test('the pause after 429 is at least a second', async () => {
    const { pauses } = await invoke({ invocation: json(429, {}) });
    expect(pauses).toEqual([1500, 2000]);
  });

  test('the pause obeys Retry-After and adds jitter', async () => {
    const { pauses } = await invoke({ invocation: inTurn(json(429, {}, { 'retry-after': '5' }), OK) });
    expect(pauses).toEqual([5250]);
  });

  test('a call fails at once when Retry-After exceeds maxDelayMs', async () => {
    const run = await invoke({ invocation: json(429, {}, { 'retry-after': '120' }) });
    expect(run.error).toMatchObject({ code: 'rate-limited', retryAfterMs: 120_000, retryable: true });
    expect(run).toMatchObject({ executions: 1, pauses: [] });
  });

  test('a call fails at once when the pause would exceed its deadline', async () => {
    const run = await invoke({ invocation: json(429, {}, { 'retry-after': '9' }) }, { deadlineMs: 9500 });
    expect(run).toMatchObject({ executions: 1, pauses: [] });
  });

  test('aborting a call ends its pause', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(408, {}) });
    const controller = new AbortController();
    const clock = new TestClock('paced');
    const advance = clock.advance.bind(clock);
    clock.advance = (ms) => {
      controller.abort();
      advance(ms);
    };
    await using client = new FunctionsClient({ ...platform.options, clock });
    const failed = client.invoke({ lambdaUuid: LAMBDA }, controller);
    await expect(failed).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent', attempts: 1 });
    expect(platform.count('invocation')).toBe(1);
  });
});

test('the retry budget of a client limits retries when most calls fail, and refills over time', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: json(408, {}) });
  const clock = new TestClock('paced');
  // Without jitter, pauses have length 0: only the test advances the time.
  clock.chance = 0;
  await using client = new FunctionsClient({ ...platform.options, clock });
  const callTwenty = async (): Promise<number> => {
    const before = platform.count('invocation');
    for (let call = 0; call < 20; call += 1)
      await client.invoke({ lambdaUuid: LAMBDA }).catch(() => undefined);
    return platform.count('invocation') - before;
  };
  // Ten retries for twenty calls instead of forty.
  expect(await callTwenty()).toBe(30);
  expect(await callTwenty()).toBe(20);
  clock.advance(30_000);
  expect(await callTwenty()).toBe(25);
  clock.advance(3_600_000);
  expect(await callTwenty()).toBe(30);
});

test('a request id that is not a valid header value is rejected without a request', async () => {
  const run = await invoke({}, {}, { requestId: 'a\r\nx: y' });
  expect(run.error).toMatchObject({ code: 'invalid-options', attempts: 0 });
  expect((await invoke({}, {}, { requestId: 'order-17' })).requestIds).toEqual(['order-17']);
});
