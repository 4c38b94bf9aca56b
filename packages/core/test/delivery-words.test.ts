import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { type FunctionsClient, type FunctionsError, listen } from '../src/index.js';
import { withClient } from './support/client.js';
import { expectWordsToFitDelivery } from './support/delivery-words.js';
import { EVENT, failureOf, invoke, withoutHosts } from './support/failing-call.js';

const SERVICES = ['domain', 'token', 'invocation'] as const;
const DOING = {
  domain: "finding the account's domains",
  token: 'getting the access token',
  invocation: 'invoking the function',
};

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe('the words of an error fit its delivery', () => {
  test.each(SERVICES)('when time runs out: %s', async (service) => {
    const clock = new TestClock();
    const error = await failureOf({ [service]: () => clock.advance(5000) }, { clock, deadlineMs: 5000 });
    const hint =
      service === 'invocation'
        ? 'The function may have run. Check before you invoke it again, or allow more time.'
        : 'Nothing was invoked. Check the connection, or allow more time.';
    expect(error).toMatchObject({ code: 'timeout', phase: service, hint });
    expect(error.problem).toBe(`The time allowed (5000 ms) ran out while ${DOING[service]}`);
  });

  test.each(SERVICES)('when the caller aborts: %s', async (service) => {
    const controller = new AbortController();
    const { signal } = controller;
    const replies = { [service]: () => controller.abort() };
    const error = await failureOf(replies, {}, (client) => client.invoke({ lambdaUuid: LAMBDA }, { signal }));
    const hint =
      service === 'invocation'
        ? 'The function may have run. Check before you invoke it again.'
        : 'Nothing was invoked.';
    expect(error).toMatchObject({ code: 'aborted', phase: service, hint });
    expect(error.problem).toBe(`The call was aborted while ${DOING[service]}`);
  });

  test('when the connection to the gateway breaks after the request', async () => {
    const error = await failureOf({ invocation: FAULTS['a reset connection'] as Reply });
    expect(error).toMatchObject({
      code: 'network-error',
      delivery: 'unknown',
      hint: 'The function may have run. Check before you invoke it again. Check the connection and the proxy.',
    });
  });

  test('when the gateway refuses the connection', async () => {
    const baseURI = `127.0.0.1:${await closedPort()}`;
    const domain: Reply = (response, request) =>
      json(200, { baseURI: request.url.includes('faasGW') ? baseURI : request.headers.host })(
        response,
        request,
      );
    expect(await failureOf({ domain })).toMatchObject({
      code: 'network-error',
      delivery: 'not-sent',
      problem: expect.stringContaining(`No response from the gateway at ${baseURI}`),
      hint: 'Nothing was invoked. Check the connection and the proxy.',
    });
  });

  test('when an earlier attempt may have run the function and the last one was refused', async () => {
    let requests = 0;
    const invocation: Reply = (response, request) => {
      requests += 1;
      json(requests === 1 ? 500 : 404, {})(response, request);
    };
    const options = { clock: new TestClock('paced'), retry: { maxAttempts: 2 } };
    const error = await failureOf({ invocation }, options, (client) =>
      client.invoke({ lambdaUuid: LAMBDA }, { idempotent: true }),
    );
    expect(error).toMatchObject({
      code: 'function-not-found',
      delivery: 'unknown',
      attempts: 2,
      hint: 'An earlier attempt may have run the function. Check before you invoke it again.',
    });
  });

  test('when a call would have to wait for a throttled gateway for longer than its deadline', async () => {
    const clock = new TestClock();
    await using platform = await ScriptedPlatform.start({
      invocation: json(429, {}, { 'retry-after': '30' }),
    });
    const failure = async (client: FunctionsClient): Promise<FunctionsError> =>
      (await invoke(client).catch((reason: unknown) => reason)) as FunctionsError;
    const [refused, kept] = await withClient(
      platform,
      async (client) => [await failure(client), await failure(client)] as const,
      { clock, deadlineMs: 10_000 },
    );
    expectWordsToFitDelivery(refused);
    expectWordsToFitDelivery(kept);
    expect([refused.delivery, refused.retryAfterMs]).toEqual(['rejected', 30_000]);
    expect(kept).toMatchObject({
      code: 'rate-limited',
      delivery: 'not-sent',
      attempts: 0,
      // With the jitter of half a second that the test clock gives.
      problem: expect.stringContaining('for another 30500 ms'),
      hint: 'Nothing was sent. Try again later, or allow more time.',
    });
  });

  test('when the gateway throttles other calls while a call waits for its second attempt', async () => {
    const clock = new TestClock();
    await using platform = await ScriptedPlatform.start({
      invocation: json(503, {}, { 'retry-after': '5' }),
    });
    const error = await withClient(
      platform,
      async (client) => {
        const refused = new Promise<void>((resolve) =>
          stops.push(listen('attempt', { end: () => resolve() })),
        );
        const waiting = invoke(client).catch((reason: unknown) => reason);
        await refused;
        platform.set('invocation', json(429, {}, { 'retry-after': '300' }));
        await invoke(client).catch(() => undefined);
        clock.advance(10_000);
        return (await waiting) as FunctionsError;
      },
      { clock, retry: {} },
    );
    expectWordsToFitDelivery(error);
    expect(error).toMatchObject({
      code: 'rate-limited',
      delivery: 'rejected',
      attempts: 1,
      hint: 'The function did not run. Try again later, or allow more time.',
    });
  });

  test.each([400, 404, 500, 901])('when an event is invoked and the gateway answers %i', async (status) => {
    await failureOf({ invocation: json(status, {}) }, {}, (client) => client.invoke(EVENT));
  });

  test.each<[string, (client: FunctionsClient) => Promise<unknown>, string]>([
    ['a body that is not JSON', invoke, 'unknown'],
    ["a body that is not a list of functions' results", (client) => client.invoke(EVENT), 'unknown'],
    ['a body other than {"implemented": true or false}', (client) => client.isImplemented(EVENT), 'not-sent'],
  ])('when the gateway answers 200 with %s', async (what, call, delivery) => {
    const invocation: Reply = (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    const error = await failureOf({ invocation }, {}, call);
    const hint =
      delivery === 'unknown'
        ? 'The function may have run. Check for a proxy or a login page in between, or a truncated response.'
        : 'Nothing was invoked. Check for a proxy or a login page in between.';
    expect(error).toMatchObject({ code: 'unexpected-response', delivery, hint });
    expect(withoutHosts(error.problem)).toBe(
      `The gateway at HOST answered 200 with ${what} (text/html, 6 characters)`,
    );
  });
});

/** A loopback port without a listener. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
