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

/** Replies in turn; the last one stays. */
function inTurn(...replies: readonly Reply[]): Reply {
  let at = 0;
  return (response, request) => {
    replies[Math.min(at, replies.length - 1)]?.(response, request);
    at += 1;
  };
}

const OK = json(200, 'ok');

interface TraceMessage {
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
): Promise<TraceMessage> {
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

describe('an invocation is sent again when the function surely did not run', () => {
  test.each<[string, Reply]>([
    ['408', json(408, {})],
    ['429', json(429, {})],
    ['503 with Retry-After', json(503, {}, { 'retry-after': '1' })],
  ])('after %s', async (_, refusal) => {
    const told = await invoke({ invocation: inTurn(refusal, refusal, OK) });
    expect(told.error).toBeUndefined();
    expect(told).toMatchObject({ attempts: 3, executions: 3 });
    expect(new Set(told.requestIds).size).toBe(1);
  });

  test.each<[string, Service, Reply]>([
    ['the Domain API answers 500', 'domain', json(500, {})],
    ['the Domain API resets the connection', 'domain', FAULTS['a reset connection'] as Reply],
    ['the token service answers 429', 'token', json(429, {})],
  ])('after %s', async (_, service, fault) => {
    await using platform = await ScriptedPlatform.start();
    const good: Reply =
      service === 'token'
        ? json(200, { access_token: newToken() })
        : (response, request) => json(200, { baseURI: platform.host })(response, request);
    // Two hosts are asked for at once: both fail the first time.
    platform.set(service, service === 'token' ? inTurn(fault, good) : inTurn(fault, fault, good));
    await using client = new FunctionsClient({ ...platform.options, clock: new TestClock('paced') });
    expect(await client.invoke({ lambdaUuid: LAMBDA })).toMatchObject({ attempts: 1, status: 200 });
    expect(platform.count('invocation')).toBe(1);
  });

  test('at the host that the gateway has moved to', async () => {
    const gone = await ScriptedPlatform.start();
    const { host } = gone;
    await gone[Symbol.asyncDispose]();
    await using platform = await ScriptedPlatform.start();
    let asked = 0;
    platform.set('domain', (response, request) => {
      const isGateway = request.url.includes('faasGW');
      if (isGateway) asked += 1;
      json(200, { baseURI: isGateway && asked === 1 ? host : platform.host })(response, request);
    });
    await using client = new FunctionsClient({ ...platform.options, clock: new TestClock('paced') });
    const answer = await client.invoke({ lambdaUuid: LAMBDA });
    expect(answer).toMatchObject({ attempts: 2, host: platform.host });
    expect(asked).toBe(2);
  });

  test('as often as allowed, and then fails with the last refusal', async () => {
    const told = await invoke({ invocation: json(408, {}) }, { retry: { maxAttempts: 4 } });
    expect(told.error).toMatchObject({ code: 'gateway-error', delivery: 'rejected', attempts: 4 });
    expect(told.executions).toBe(4);
  });

  test('as often as the call says, whatever the client says', async () => {
    const often = { retry: { maxAttempts: 4 } };
    expect((await invoke({ invocation: json(408, {}) }, often, { maxAttempts: 2 })).executions).toBe(2);
  });

  test('not when only one attempt is allowed', async () => {
    expect((await invoke({ invocation: json(429, {}) }, { retry: { maxAttempts: 1 } })).executions).toBe(1);
  });
});

describe('an invocation that may have run', () => {
  const unknown: [string, Reply][] = [
    ...[500, 502, 503, 504].map((status) => [String(status), json(status, {})] as [string, Reply]),
    ['a reset connection', FAULTS['a reset connection'] as Reply],
    ['a truncated answer', FAULTS['a body cut off against its Content-Length'] as Reply],
  ];

  test.each(unknown)('is not sent again after %s', async (_, fault) => {
    const told = await invoke({ invocation: inTurn(fault, OK) });
    expect(told.error).toMatchObject({ delivery: 'unknown', attempts: 1 });
    expect(told.executions).toBe(1);
  });

  test.each(unknown)('is sent again after %s when the call says that it is idempotent', async (_, fault) => {
    const told = await invoke({ invocation: inTurn(fault, OK) }, {}, { idempotent: true });
    expect(told.error).toBeUndefined();
    expect(told).toMatchObject({ attempts: 2, executions: 2 });
  });

  test('stays unknown although a later attempt was surely refused', async () => {
    const replies = inTurn(json(500, {}), json(404, {}));
    const told = await invoke({ invocation: replies }, {}, { idempotent: true });
    expect(told.error).toMatchObject({
      code: 'function-not-found',
      delivery: 'unknown',
      retryable: false,
      attempts: 2,
    });
    expect(told.error?.hint).toContain('An earlier attempt may have run');
  });
});

describe('an invocation is never sent again', () => {
  test.each([200, 301, 307, 400, 404, 413, 901])('after %i, idempotent or not', async (status) => {
    for (const idempotent of [true, false]) {
      const reply = json(status, {}, { location: '/x' });
      expect((await invoke({ invocation: reply }, {}, { idempotent })).executions).toBe(1);
    }
  });
});

describe('a refused token', () => {
  test('is replaced, and the invocation replayed once', async () => {
    const told = await invoke({ invocation: inTurn(json(401, {}), OK) });
    expect(told.error).toBeUndefined();
    expect(told).toMatchObject({ attempts: 2, executions: 2, tokens: 2, pauses: [] });
  });

  test('that is refused again is the end of it', async () => {
    const told = await invoke({ invocation: json(401, {}) });
    expect(told.error).toMatchObject({ code: 'unauthorized', attempts: 2, delivery: 'rejected' });
    expect(told).toMatchObject({ executions: 2, tokens: 2 });
  });
});

describe('the pause before another request', () => {
  test('doubles, with chance deciding how much of it is waited', async () => {
    const retry = { maxAttempts: 4, baseDelayMs: 100 };
    expect((await invoke({ invocation: json(408, {}) }, { retry })).pauses).toEqual([50, 100, 200]);
  });

  test('is at least a second after a 429', async () => {
    const { pauses } = await invoke({ invocation: json(429, {}) });
    expect(pauses).toEqual([1500, 2000]);
  });

  test('is what Retry-After asks for, and a little more', async () => {
    const { pauses } = await invoke({ invocation: inTurn(json(429, {}, { 'retry-after': '5' }), OK) });
    expect(pauses).toEqual([5250]);
  });

  test('is not made when Retry-After asks for more than is allowed: the call fails now', async () => {
    const told = await invoke({ invocation: json(429, {}, { 'retry-after': '120' }) });
    expect(told.error).toMatchObject({ code: 'rate-limited', retryAfterMs: 120_000, retryable: true });
    expect(told).toMatchObject({ executions: 1, pauses: [] });
  });

  test('is not made when the call has no time left behind it', async () => {
    const told = await invoke({ invocation: json(429, {}, { 'retry-after': '9' }) }, { deadlineMs: 9500 });
    expect(told).toMatchObject({ executions: 1, pauses: [] });
  });

  test('ends when the caller gives up', async () => {
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

test('when most calls fail, retries run out for all of them together, and are there again after a minute', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: json(408, {}) });
  const clock = new TestClock('paced');
  // Then pauses have no length: only the test lets time go by.
  clock.chance = 0;
  await using client = new FunctionsClient({ ...platform.options, clock });
  const callTwenty = async (): Promise<number> => {
    const before = platform.count('invocation');
    for (let call = 0; call < 20; call += 1)
      await client.invoke({ lambdaUuid: LAMBDA }).catch(() => undefined);
    return platform.count('invocation') - before;
  };
  // Ten retries for twenty calls, not forty.
  expect(await callTwenty()).toBe(30);
  expect(await callTwenty()).toBe(20);
  clock.advance(30_000);
  expect(await callTwenty()).toBe(25);
  clock.advance(3_600_000);
  expect(await callTwenty()).toBe(30);
});

test('an id that is no header is refused before anything is sent', async () => {
  const told = await invoke({}, {}, { requestId: 'a\r\nx: y' });
  expect(told.error).toMatchObject({ code: 'invalid-options', attempts: 0 });
  expect((await invoke({}, {}, { requestId: 'order-17' })).requestIds).toEqual(['order-17']);
});
