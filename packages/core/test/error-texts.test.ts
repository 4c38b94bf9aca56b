import { describe, expect, test } from '@jest/globals';
import { FAULTS } from '@lp-faas/testing/faults';
import { json, type Reply } from '@lp-faas/testing/scripted-platform';
import type { FunctionsError } from '../src/index.js';
import { EVENT, failureOf, withoutHosts } from './support/failing-call.js';

describe('an error says what failed, where, and what to do', () => {
  const GATEWAY = 'the gateway at HOST answered';
  test.each([
    [400, 'The invocation was not accepted', 'The function did not run. Check the payload and the headers.'],
    [
      401,
      'The access token was not accepted',
      'The function did not run. Check that the application is installed on this account, and its IP restriction.',
    ],
    [
      403,
      'The invocation is not allowed',
      'The function did not run. Check that the application has the scope faas.lambda.invoke, that the function belongs to this account, and the IP restriction of the application.',
    ],
    [
      404,
      'The function does not exist, or it is not deployed',
      'Check the UUID and the account, and that the function is productive. A deployment takes up to ten minutes.',
    ],
    [408, 'The gateway did not accept the invocation', 'The function did not run. Try again later.'],
    [
      429,
      'The platform throttles',
      'The function did not run. Invoke less often or with less concurrency, and try again later.',
    ],
    [502, 'The gateway failed', 'The function may have run. Check before you invoke it again.'],
    [
      307,
      'The response did not come from the platform (redirects are not followed)',
      'The function may have run. Check for a proxy or a login page in between.',
    ],
  ])('when the gateway answers %i', async (status, what, hint) => {
    const error = await failureOf({ invocation: json(status, {}) });
    expect(withoutHosts(error.problem)).toBe(`${what}: ${GATEWAY} ${status}`);
    expect(error.hint).toBe(hint);
  });

  test('when the gateway answers 404 for an event', async () => {
    const error = await failureOf({ invocation: json(404, {}) }, {}, (client) => client.invoke(EVENT));
    const what = 'No deployed function implements this event for this skill';
    expect(withoutHosts(error.problem)).toBe(`${what}: ${GATEWAY} 404`);
    expect(error.hint).toBe(
      'Check the event id, the skill and the account, and that a function of the event is productive. A deployment takes up to ten minutes.',
    );
  });

  test('when the function fails, with the code and the message of the platform', async () => {
    const { problem, hint } = await failureOf({ invocation: json(901, { code: 'a.b', message: 'whoops' }) });
    expect(problem).toBe('The function ran and failed (a.b): whoops');
    expect(hint).toBe("See the function's log in LivePerson Functions. Invoking it again runs it again.");
  });

  const MALFORMED = "The Domain API's answer for SERVICE is not the documented JSON";
  const MISMATCH = "The Domain API's answer for SERVICE is about another service or account";
  test.each<[string, Reply, string, string]>([
    [
      '404',
      json(404, {}),
      'No host for SERVICE: the Domain API answered 404 for this account',
      'Check the account id, and that LivePerson Functions is enabled for the account.',
    ],
    [
      'no host',
      json(200, {}),
      'No host for SERVICE: the Domain API does not list this service for this account',
      'Check the account id, and that LivePerson Functions is enabled for the account.',
    ],
    [
      '503',
      json(503, {}),
      'The Domain API at HOST answered 503 for SERVICE',
      'Try again later. If the problem persists, check the account id and the proxy.',
    ],
    ['a list', json(200, []), MALFORMED, 'Check whether a proxy or a login page answered instead.'],
    [
      'a host of another domain',
      json(200, { baseURI: 'evil.test' }),
      'The host for SERVICE, "evil.test", is not under a trusted domain',
      'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
    ],
    [
      'a host that is a number',
      json(200, { baseURI: 7 }),
      'The host for SERVICE, which is not a string, is not under a trusted domain',
      'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
    ],
    [
      'another account',
      json(200, { account: '1', baseURI: 'x' }),
      MISMATCH,
      'Nothing was sent to that host. Check the option domainApi and the proxy.',
    ],
  ])('when the Domain API answers %s', async (_, domain, problem, hint) => {
    const error = await failureOf({ domain });
    expect(withoutHosts(error.problem)).toBe(problem);
    expect(error.hint).toBe(hint);
  });

  test('when the Domain API closes the connection', async () => {
    const { problem, hint } = await failureOf({
      domain: FAULTS['a connection closed without a word'] as Reply,
    });
    expect(withoutHosts(problem)).toMatch(/^No answer from the Domain API at HOST for SERVICE \(.+\)$/);
    expect(hint).toBe('Check the connection and the proxy, then try again.');
  });

  test.each<[string, Reply, string, string]>([
    [
      '500',
      json(500, {}),
      'answered 500',
      'Try again later. If the problem persists, check the account id and the proxy.',
    ],
    [
      'no token',
      json(200, {}),
      'answered 200 without a usable bearer token',
      'Check whether a proxy or a login page answered instead.',
    ],
    [
      '401',
      json(401, {}),
      'rejected the credentials with 401',
      'Check the client id, client secret and account id, that the application is installed on that account, and its IP restriction.',
    ],
    [
      '400 for the scope',
      json(400, { error: 'invalid_scope' }),
      'rejected the credentials with 400 (invalid_scope)',
      'The application lacks the scope faas.lambda.invoke: add it where the application was installed. The secret is not the problem.',
    ],
    [
      '400 for the grant type of the application',
      json(400, { error: 'unauthorized_client' }),
      'rejected the credentials with 400 (unauthorized_client)',
      'The application may not use the grant type client_credentials: allow it where the application was installed. The secret is not the problem.',
    ],
    [
      '400 for the grant type',
      json(400, { error: 'unsupported_grant_type' }),
      'rejected the credentials with 400 (unsupported_grant_type)',
      'The token service does not offer client_credentials: check which LivePerson installation and Domain API are used. The secret is not the problem.',
    ],
  ])('when the token service answers %s', async (_, token, problem, hint) => {
    const error = await failureOf({ token });
    expect(withoutHosts(error.problem)).toBe(`The token service at HOST ${problem}`);
    expect(error.hint).toBe(hint);
  });
});

describe('an error of a question about an event says that nothing was invoked', () => {
  test.each<[string, Reply, string]>([
    [
      '401',
      json(401, {}),
      'Nothing was invoked. Check that the application is installed on this account, and its IP restriction.',
    ],
    [
      '403',
      json(403, {}),
      'Nothing was invoked. Check that the application has the scope faas.lambda.invoke on this account, and its IP restriction.',
    ],
    ['404', json(404, {}), 'Nothing was invoked. Check the account id.'],
    ['429', json(429, {}), 'Nothing was invoked. Try again later.'],
    ['502', json(502, {}), 'Nothing was invoked. Try again later.'],
    ['307', json(307, {}), 'Nothing was invoked. Check for a proxy or a login page in between.'],
    [
      'a page',
      (response) => void response.end('<html>'),
      'Nothing was invoked. Check for a proxy or a login page in between.',
    ],
    ['nothing', (response) => void response.destroy(), 'Nothing was invoked. Try again later.'],
  ])('when the gateway answers %s', async (_, invocation, hint) => {
    const error = await failureOf({ invocation }, {}, (client) => client.isImplemented(EVENT));
    expect(error).toMatchObject({ phase: 'invocation', delivery: 'not-sent', hint });
  });
});

test.each(['domain', 'token'] as const)(
  'an error before the question about an event has the words that it has before an invocation: %s',
  async (service) => {
    const replies = { [service]: json(503, {}) };
    const [asked, invoked] = [
      await failureOf(replies, {}, (client) => client.isImplemented(EVENT)),
      await failureOf(replies),
    ];
    const words = ({ code, phase, problem, hint }: FunctionsError): unknown[] => [
      ...[code, phase, withoutHosts(problem), hint],
    ];
    expect(words(asked)).toEqual(words(invoked));
  },
);

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
