import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { CREDENTIALS, json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { type FakeErrorDetails, functionsError } from '../src/fakes/index.js';
import {
  type AnyFunctionsError,
  type FunctionFailureKind,
  FunctionsClient,
  type FunctionsClientOptions,
  type FunctionsErrorCode,
  type InvokeOptions,
  isFunctionsError,
} from '../src/index.js';

type Replies = Partial<Record<'domain' | 'token' | 'invocation', Reply>>;

/** How the library itself comes to an error. */
interface Cause {
  readonly code: FunctionsErrorCode;
  readonly replies?: Replies;
  readonly options?: Partial<FunctionsClientOptions>;
  readonly call?: InvokeOptions;
  readonly payload?: unknown;
  /** Options of the fake. */
  readonly details?: FakeErrorDetails;
}

const failing = (kind: FunctionFailureKind, errorCode: string): Cause => ({
  code: 'function-failed',
  replies: { invocation: json(901, { errorCode }) },
  details: { kind, platformCode: errorCode },
});

/** A call whose time is over when its request has arrived. */
function timeoutIn(service: keyof Replies, details: FakeErrorDetails): Cause {
  const clock = new TestClock();
  const replies = { [service]: () => clock.advance(5000) };
  return { code: 'timeout', replies, options: { clock }, call: { deadlineMs: 5000 }, details };
}

const leaving = new AbortController();

const CAUSES: readonly Cause[] = [
  {
    code: 'invalid-options',
    payload: 1n,
    details: {
      problems: [{ option: 'payload', problem: 'must be a JSON value (no function, BigInt or cycle)' }],
    },
  },
  { code: 'domain-unresolved', replies: { domain: json(404, {}) } },
  { code: 'domain-untrusted', replies: { domain: json(200, { baseURI: 'evil.example' }) } },
  { code: 'domain-unavailable', replies: { domain: json(503, {}) } },
  { code: 'credentials-rejected', replies: { token: json(401, { error: 'invalid_client' }) } },
  { code: 'token-malformed', replies: { token: json(200, {}) } },
  { code: 'token-unavailable', replies: { token: json(503, {}) } },
  { code: 'unauthorized', replies: { invocation: json(401, {}) } },
  { code: 'forbidden', replies: { invocation: json(403, {}) } },
  { code: 'function-not-found', replies: { invocation: json(404, {}) } },
  { code: 'bad-request', replies: { invocation: json(400, {}) } },
  { code: 'rate-limited', replies: { invocation: json(429, {}) } },
  {
    code: 'rate-limited',
    replies: { invocation: json(429, {}, { 'retry-after': '7' }) },
    details: { retryAfterMs: 7000 },
  },
  {
    code: 'function-failed',
    replies: {
      invocation: json(901, {
        errorCode: 'com.liveperson.faas.handler.custom-failure',
        errorMsg: 'no stock',
      }),
    },
    details: { platformMessage: 'no stock' },
  },
  failing('threw', 'com.liveperson.faas.function.threw-error'),
  failing('runtime-error', 'com.liveperson.faas.handler.runtime-exception'),
  failing('timeout', 'com.liveperson.faas.handler.executiontime-exceeded'),
  failing('log-limit', 'com.liveperson.faas.handler.log-limit-reached'),
  failing('unknown', 'com.liveperson.faas.handler.unknown'),
  { code: 'gateway-error', replies: { invocation: json(502, {}) } },
  {
    code: 'gateway-error',
    replies: { invocation: json(503, {}, { 'retry-after': '0' }) },
    details: { delivery: 'rejected' },
  },
  {
    code: 'unexpected-response',
    replies: {
      invocation: (response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      },
    },
  },
  {
    code: 'network-error',
    replies: {
      invocation: (response) => {
        response.destroy();
      },
    },
    details: { delivery: 'unknown' },
  },
  {
    code: 'network-error',
    options: { domains: { faasGW: '127.0.0.1:9' } },
    details: { delivery: 'not-sent' },
  },
  timeoutIn('invocation', { delivery: 'unknown' }),
  timeoutIn('token', { phase: 'token' }),
  timeoutIn('domain', { phase: 'domain' }),
  {
    code: 'aborted',
    replies: { invocation: () => leaving.abort() },
    call: { signal: leaving.signal },
    details: { delivery: 'unknown' },
  },
  { code: 'aborted', call: { signal: AbortSignal.abort() } },
];

async function realError({
  replies = {},
  options = {},
  call = {},
  payload,
}: Cause): Promise<AnyFunctionsError> {
  await using platform = await ScriptedPlatform.start(replies);
  const retry = { maxAttempts: 1 };
  await using client = new FunctionsClient({ ...platform.options, retry, ...options });
  const error: unknown = await client.invoke({ lambdaUuid: LAMBDA, payload }, call).then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  if (!isFunctionsError(error)) throw error;
  return error;
}

/** What the platform decides, not the library: hosts, times, and the text of a socket's error. */
const alike = (text: string): string =>
  text
    .replace(/127\.0\.0\.1:\d+|faasgw\.example(?::\d+)?|sentinel\.example|api\.liveperson\.net/g, 'HOST')
    .replace(/\d+ ms/g, 'MS')
    .replace(/\((?:read |write )?(?:ECONNRESET|other side closed|socket hang up).*?\)/g, '(CLOSED)')
    .replace(/for (?:sentinel|faasGW)/g, 'for SERVICE');

function fieldsOf(error: AnyFunctionsError): object {
  const { message, hint, cause, requestId, ...fields } = error.toJSON();
  const texts = { message: alike(message), hint: alike(hint) };
  return { ...fields, ...texts, hasRequestId: requestId !== undefined, hasCause: cause !== undefined };
}

describe('functionsError makes the error that the library throws:', () => {
  test.each(CAUSES)('$code %#', async (cause) => {
    const real = await realError(cause);
    expect(real.code).toBe(cause.code);
    const fake = functionsError(cause.code, cause.details);
    expect(fieldsOf(fake)).toEqual(fieldsOf(real));
    expect(fake.constructor).toBe(real.constructor);
  });

  test('every code has a cause above', () => {
    const all: Readonly<Record<FunctionsErrorCode, true>> = {
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
    expect(new Set(CAUSES.map(({ code }) => code))).toEqual(new Set(Object.keys(all)));
  });
});

describe('functionsError', () => {
  test('takes what is special about an error', () => {
    const details = { status: 504, requestId: 'mine', attempts: 3, delivery: 'unknown' } as const;
    expect(functionsError('gateway-error', details)).toMatchObject({ code: 'gateway-error', ...details });
  });

  test('says that an error is retryable only when the function certainly did not run', () => {
    expect(functionsError('gateway-error').retryable).toBe(false);
    expect(functionsError('gateway-error', { delivery: 'rejected' }).retryable).toBe(true);
    expect(functionsError('timeout', { delivery: 'unknown' }).retryable).toBe(false);
    expect(functionsError('timeout').retryable).toBe(true);
  });

  test('has the type of its code', () => {
    const kind: FunctionFailureKind = functionsError('function-failed', { kind: 'timeout' }).kind;
    const { problems } = functionsError('invalid-options');
    expect([kind, problems.length]).toEqual(['timeout', 1]);
  });

  test.each<[string, () => unknown]>([
    ['a code that does not exist', () => functionsError('teapot' as never)],
    ['a status of another code', () => functionsError('rate-limited', { status: 500 })],
    ['details that are none', () => functionsError('timeout', 5 as never)],
    ['a detail that does not exist', () => functionsError('timeout', { delivry: 'unknown' } as never)],
    ['a delivery that does not exist', () => functionsError('timeout', { delivery: 'maybe' } as never)],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ name: 'OptionsError' }));
  });

  test.each<[string, () => unknown, string]>([
    [
      'a status of another code',
      () => functionsError('rate-limited', { status: 500 }),
      'status is not one of the code rate-limited',
    ],
    [
      'problems that are none',
      () => functionsError('invalid-options', { problems: [{ option: 'a' } as never] }),
      'problems must be a list of { option, problem }',
    ],
    [
      'half an attempt',
      () => functionsError('timeout', { attempts: 0.5 }),
      'attempts must be a whole number',
    ],
    [
      'less than no attempt',
      () => functionsError('timeout', { attempts: -1 }),
      'attempts must be a whole number',
    ],
    [
      'a kind of nothing',
      () => functionsError('timeout', { platformMessage: 1 as never }),
      'platformMessage must be a string',
    ],
  ])('says what is wrong with %s', (_, make, problem) => {
    expect(make).toThrow(`Invalid options: ${problem}. Nothing was sent. Correct them.`);
  });

  test('shows no secret of the program', () => {
    expect(JSON.stringify(functionsError('credentials-rejected'))).not.toContain(CREDENTIALS.clientSecret);
  });
});
