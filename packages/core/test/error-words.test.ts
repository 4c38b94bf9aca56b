import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import { json, LAMBDA, type Reply, ScriptedPlatform, type Service } from '@lp-faas/testing/scripted-platform';
import {
  type FunctionsClient,
  type FunctionsClientOptions,
  type FunctionsError,
  isFunctionsError,
} from '../src/index.js';
import { withClient } from './support/client.js';
import { expectWordsToFitDelivery } from './support/delivery-words.js';

const SERVICES = ['domain', 'token', 'invocation'] as const;
const EVENT = { eventId: 'controllerbot_messaging_new_conversation' };
const invoke = (client: FunctionsClient): Promise<unknown> => client.invoke({ lambdaUuid: LAMBDA });

/** The error of a call, whose words fit its delivery. */
async function failureOf(
  replies: Partial<Record<Service, Reply>>,
  options: Partial<FunctionsClientOptions> = {},
  call = invoke,
): Promise<FunctionsError> {
  await using platform = await ScriptedPlatform.start(replies);
  const error: unknown = await withClient(platform, call, options).catch((reason: unknown) => reason);
  if (!isFunctionsError(error)) throw new Error('the call did not fail', { cause: error });
  expectWordsToFitDelivery(error);
  return error;
}

/** Addresses differ from run to run, and either service may fail first. */
const withoutHosts = (text: string): string =>
  text.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').replaceAll(/\b(?:faasGW|sentinel)\b/g, 'SERVICE');

describe('the words of an error fit its delivery', () => {
  test.each(SERVICES)('when time runs out: %s', async (service) => {
    const clock = new TestClock();
    const error = await failureOf({ [service]: () => clock.advance(5000) }, { clock, deadlineMs: 5000 });
    const hint =
      service === 'invocation'
        ? 'The function may have run. Check before you invoke it again, or allow more time.'
        : 'Nothing was invoked. Check the connection, or allow more time.';
    expect(error).toMatchObject({ code: 'timeout', phase: service, hint });
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
    expect(error).toMatchObject({ code: 'unexpected-response', delivery });
    expect(withoutHosts(error.problem)).toBe(
      `The gateway at HOST answered 200 with ${what} (text/html, 6 characters)`,
    );
  });
});

describe('an error says what failed, where, and what to do', () => {
  const GATEWAY = 'the gateway at HOST answered';
  test.each([
    [400, 'The invocation was not accepted', /Check the payload and the headers/],
    [401, 'The access token was not accepted', /installed on this account, and its IP restriction/],
    [403, 'The invocation is not allowed', /scope faas\.lambda\.invoke/],
    [404, 'The function does not exist, or it is not deployed', /the UUID and the account/],
    [408, 'The gateway did not accept the invocation', /Try again later/],
    [429, 'The platform throttles', /less often or with less concurrency/],
    [502, 'The gateway failed', /Check before you invoke it again/],
    [
      307,
      'The response did not come from the platform (redirects are not followed)',
      /proxy or a login page/,
    ],
  ])('when the gateway answers %i', async (status, what, hint) => {
    const error = await failureOf({ invocation: json(status, {}) });
    expect(withoutHosts(error.problem)).toBe(`${what}: ${GATEWAY} ${status}`);
    expect(error.hint).toMatch(hint);
  });

  test('when the gateway answers 404 for an event', async () => {
    const error = await failureOf({ invocation: json(404, {}) }, {}, (client) => client.invoke(EVENT));
    const what = 'No deployed function implements this event for this skill';
    expect(withoutHosts(error.problem)).toBe(`${what}: ${GATEWAY} 404`);
    expect(error.hint).toMatch(/event id, the skill and the account/);
  });

  test('when the function fails, with the code and the message of the platform', async () => {
    const { problem, hint } = await failureOf({ invocation: json(901, { code: 'a.b', message: 'whoops' }) });
    expect(problem).toBe('The function ran and failed (a.b): whoops');
    expect(hint).toBe("See the function's log in LivePerson Functions. Invoking it again runs it again.");
  });

  const MALFORMED = "The Domain API's answer for SERVICE is not the documented JSON";
  const MISMATCH = "The Domain API's answer for SERVICE is about another service or account";
  test.each<[string, Reply, string, RegExp]>([
    ['404', json(404, {}), 'No host for SERVICE: the Domain API answered 404 for this account', /account id/],
    [
      'no host',
      json(200, {}),
      'No host for SERVICE: the Domain API does not list this service for this account',
      /LivePerson Functions is enabled/,
    ],
    ['503', json(503, {}), 'The Domain API at HOST answered 503 for SERVICE', /Try again later/],
    ['a list', json(200, []), MALFORMED, /proxy or a login page/],
    [
      'a host of another domain',
      json(200, { baseURI: 'evil.test' }),
      'The host for SERVICE, "evil.test", is not under a trusted domain',
      /Nothing was sent to that host\. If it is correct, add its domain to trustedDomains/,
    ],
    [
      'a host that is a number',
      json(200, { baseURI: 7 }),
      'The host for SERVICE, which is not a string, is not under a trusted domain',
      /add its domain to trustedDomains/,
    ],
    ['another account', json(200, { account: '1', baseURI: 'x' }), MISMATCH, /Nothing was sent to that host/],
  ])('when the Domain API answers %s', async (_, domain, problem, hint) => {
    const error = await failureOf({ domain });
    expect(withoutHosts(error.problem)).toBe(problem);
    expect(error.hint).toMatch(hint);
  });

  test('when the Domain API closes the connection', async () => {
    const { problem, hint } = await failureOf({
      domain: FAULTS['a connection closed without a word'] as Reply,
    });
    expect(withoutHosts(problem)).toMatch(/^No answer from the Domain API at HOST for SERVICE \(.+\)$/);
    expect(hint).toBe('Check the connection and the proxy, then try again.');
  });

  test.each<[string, Reply, string, RegExp]>([
    ['500', json(500, {}), 'answered 500', /Try again later/],
    ['no token', json(200, {}), 'answered 200 without a usable bearer token', /proxy or a login page/],
    ['401', json(401, {}), 'rejected the credentials with 401', /client id, client secret and account id/],
  ])('when the token service answers %s', async (_, token, problem, hint) => {
    const error = await failureOf({ token });
    expect(withoutHosts(error.problem)).toBe(`The token service at HOST ${problem}`);
    expect(error.hint).toMatch(hint);
  });
});

describe('an unreadable body', () => {
  test.each([
    ['a body that floods for ever', 'is longer than 16777216 bytes'],
    ['bytes that are not UTF-8', 'is not UTF-8'],
  ])('is described by its own fault: %s of the gateway', async (fault, wrong) => {
    const error = await failureOf({ invocation: FAULTS[fault] as Reply });
    expect(error).toMatchObject({
      code: 'unexpected-response',
      delivery: 'unknown',
      problem: expect.stringMatching(new RegExp(`^The response of the gateway at 127.0.0.1:\\d+ ${wrong}$`)),
      hint: 'The function may have run. Check before you invoke it again.',
    });
  });

  test.each([
    ['domain', 'a body that floods for ever', 'too-large'],
    ['domain', 'bytes that are not UTF-8', 'encoding'],
    ['token', 'a body that floods for ever', 'too-large'],
    ['token', 'bytes that are not UTF-8', 'encoding'],
  ] as const)('is described by its own fault: %s, %s', async (service, fault, reason) => {
    const error = await failureOf({ [service]: FAULTS[fault] as Reply });
    expect(error).toMatchObject({ code: `${service}-unavailable`, delivery: 'not-sent', retryable: true });
    expect(error.problem).toMatch(
      new RegExp(`^No answer from the .+ \\(No complete response: ${reason}\\)$`),
    );
  });
});

describe('the error of a token request', () => {
  const BOTH = { error: 'some_code', error_description: 'Some words.' };
  test.each([
    [401, BOTH, 'rejected the credentials with 401 (some_code: Some words.)'],
    [503, BOTH, 'answered 503 (some_code: Some words.)'],
    [400, { error: 'some_code' }, 'rejected the credentials with 400 (some_code)'],
    [429, { error_description: 'Some words.' }, 'answered 429 (Some words.)'],
    [403, { error: 7, error_description: ['x'] }, 'rejected the credentials with 403'],
    [500, {}, 'answered 500'],
  ])('quotes the OAuth error and its description: %i with %j', async (status, body, end) => {
    const { problem } = await failureOf({ token: json(status, body) });
    expect(problem.replace(/127\.0\.0\.1:\d+/, 'HOST')).toBe(`The token service at HOST ${end}`);
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
