import { describe, expect, test } from '@jest/globals';
import { CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type FunctionsClientOptions, findInputProblems } from '../src/index.js';

const good: FunctionsClientOptions = { accountId: '12345678', credentials: CREDENTIALS };

describe('the problem with an option', () => {
  const MILLISECONDS = 'must be a whole number of milliseconds from 1 to 2147483647';
  const CREDENTIAL = 'must be printable ASCII without white space (check both ends)';
  test.each<[string, object, string]>([
    ['accountId', { accountId: undefined }, 'is missing'],
    ['accountId', { accountId: '../x' }, 'must be 1 to 32 letters or digits'],
    ['region', { region: 'mars' }, 'must be one of auto, us, emea, apac'],
    [
      'region',
      { region: 'us', generation: 'v2' },
      'must be auto for generation v2, whose hosts LivePerson does not publish: the Domain API knows them',
    ],
    ['generation', { generation: 'v3' }, 'must be one of auto, v1, v2'],
    ['domains', { domains: { x: 'y' } }, 'must be hosts by service name (faasGW, sentinel)'],
    [
      'domainApi',
      { domainApi: 'x' },
      'must be an https URL without user, query or fragment (http only for loopback addresses)',
    ],
    [
      'trustedDomains',
      { trustedDomains: ['com'] },
      'must be domains of at least two labels in lower case, such as example.com, without scheme, port, address or wildcard',
    ],
    ['eventSource', { eventSource: '' }, 'must be 1 to 128 printable ASCII characters'],
    ['tokenCache', { tokenCache: {} }, 'must be a TokenCache with get() and set()'],
    ['deadlineMs', { deadlineMs: 0 }, MILLISECONDS],
    ['attemptTimeoutMs', { attemptTimeoutMs: 2 ** 31 }, MILLISECONDS],
    ['retry', { retry: 3 }, 'must be an object, such as { maxAttempts: 3 }'],
    ['retry', { retry: [3] }, 'must be an object, such as { maxAttempts: 3 }'],
    ['retry.baseDelayMs', { retry: { baseDelayMs: 0 } }, MILLISECONDS],
    ['retry.maxDelayMs', { retry: { maxDelayMs: -1 } }, MILLISECONDS],
    ['credentials.clientId', { credentials: { clientId: 'a b', clientSecret: 'x' } }, CREDENTIAL],
    ['credentials.clientSecret', { credentials: { clientId: 'x', clientSecret: '' } }, 'is missing'],
    ['tokens', { tokens: { get: () => 1, invalidate: () => 1 } }, 'cannot be combined with credentials'],
    [
      'tokens',
      { tokens: {}, credentials: undefined },
      'must be a TokenSource, or an object with get() and invalidate()',
    ],
  ])('says what is allowed: %s of %j', (option, override, problem) => {
    expect(() => new FunctionsClient({ ...good, ...override } as FunctionsClientOptions)).toThrow(
      expect.objectContaining({ problems: [{ option, problem }] }),
    );
  });
});

const TEXT = 'must be 1 to 128 printable ASCII characters';
const HEADERS = 'must have names that are not empty, and strings as values';
const EVENT_ID = 'must be 1 to 256 characters without control characters, and not . or ..';
test.each<[string, object, string]>([
  ['lambdaUuid', {}, 'is missing: set lambdaUuid or eventId'],
  [
    'lambdaUuid',
    { lambdaUuid: 'x' },
    'must be a UUID such as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10; the Functions UI shows it',
  ],
  ['eventId', { lambdaUuid: LAMBDA, eventId: 'x' }, 'cannot be combined with lambdaUuid'],
  ['eventId', { eventId: 'x'.repeat(257) }, EVENT_ID],
  ['skillId', { lambdaUuid: LAMBDA, skillId: '1' }, 'needs an eventId'],
  ['skillId', { eventId: 'x', skillId: '' }, TEXT],
  ['headers', { lambdaUuid: LAMBDA, headers: { '': 'x' } }, HEADERS],
  ['payload', { lambdaUuid: LAMBDA, payload: 1n }, 'must be a JSON value (no function, BigInt or cycle)'],
  ['payloadJson', { lambdaUuid: LAMBDA, payloadJson: '{' }, 'must be JSON text'],
  ['payloadJson', { lambdaUuid: LAMBDA, payloadJson: '1', payload: 1 }, 'cannot be combined with payload'],
])('the problem with an input says what is allowed: %s of %p', (option, input, problem) => {
  expect(findInputProblems(input)).toEqual([{ option, problem }]);
});

test.each([
  ['x'.repeat(256), true],
  ['...', true],
  ['.', false],
])('an event id has 1 to 256 characters and is not a path segment: %s', (eventId, isFit) => {
  expect(findInputProblems({ eventId })).toHaveLength(isFit ? 0 : 1);
});
