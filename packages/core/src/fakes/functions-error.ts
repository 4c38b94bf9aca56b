import { assertArgument, oneOf } from '../checks.js';
import { unresolved } from '../domains/domain-request.js';
import {
  type AnyFunctionsError,
  type Delivery,
  errorOf,
  FunctionFailedError,
  type FunctionFailureKind,
  type FunctionsError,
  type FunctionsErrorCode,
  type FunctionsErrorDetails,
  isFunctionsError,
  OptionsError,
} from '../errors.js';
import { readResult } from '../invocation/gateway-response.js';
import { systemClock } from '../resilience/clock.js';
import { DeadlineExpired } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { DETAIL_RULES, type FakeErrorDetails } from './error-details.js';

const HOST = 'faasgw.example';

/** The library makes a random one for each call. */
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** What the gateway answers for each of its codes. */
const STATUS = {
  unauthorized: 401,
  forbidden: 403,
  'function-not-found': 404,
  'bad-request': 400,
  'rate-limited': 429,
  'function-failed': 901,
  'gateway-error': 502,
  'unexpected-response': 200,
} as const;

/** The platform's codes of V1; those of V2 mean the same. */
const PLATFORM_CODE: Readonly<Record<FunctionFailureKind, string>> = {
  threw: 'com.liveperson.faas.handler.custom-failure',
  'runtime-error': 'com.liveperson.faas.handler.runtime-exception',
  timeout: 'com.liveperson.faas.handler.executiontime-exceeded',
  'log-limit': 'com.liveperson.faas.handler.log-limit-reached',
  unknown: 'com.liveperson.faas.handler.unknown',
};

/** Transient failures: `retryable`, if the function certainly did not run. */
const TRANSIENT: ReadonlySet<FunctionsErrorCode> = new Set<FunctionsErrorCode>([
  ...(['domain-unavailable', 'token-unavailable', 'unauthorized', 'rate-limited'] as const),
  ...(['gateway-error', 'network-error', 'timeout'] as const),
]);

const MAY_RUN = 'The function may have run. Check before you invoke it again';

/**
 * Makes an error as the library throws it, with class, phase, delivery, status and texts that belong to its code: for the
 * answers of a {@link FakeFunctionsClient}, and for tests of code that handles errors.
 * @param details what is special about it
 * @throws `OptionsError` when there is no such code, or naming a bad detail.
 */
export function functionsError<Code extends FunctionsErrorCode>(
  code: Code,
  details: FakeErrorDetails = {},
): AnyFunctionsError & {
  /** The code that was asked for. */
  readonly code: Code;
} {
  assertArgument('code', code, oneOf(...CODES));
  DETAIL_RULES.assert(details);
  const make = (requestId?: string): FunctionsError =>
    code === 'invalid-options'
      ? badOptions(details)
      : failed(code, { ...details, requestId: details.requestId ?? requestId });
  const error = make();
  made.set(error, make);
  return error as AnyFunctionsError & { readonly code: Code };
}

/** How each error was made, so that each call gets one of its own with its request id. */
const made = new WeakMap<object, (requestId: string) => FunctionsError>();

/** The error of one call: a new one with the id of the call, unless the error has an id of its own. */
export function errorForCall(error: unknown, requestId: string): unknown {
  const make = typeof error === 'object' && error !== null ? made.get(error) : undefined;
  return make?.(requestId) ?? error;
}

function badOptions({ problems }: FakeErrorDetails): OptionsError {
  return new OptionsError(problems ?? [{ option: 'payload', problem: 'must be a JSON value' }]);
}

function failed(code: FunctionsErrorCode, details: FakeErrorDetails): FunctionsError {
  const usual =
    code in STATUS ? gatewayError(code as keyof typeof STATUS, details) : otherError(code, details);
  const requestId = usual.requestId;
  const { delivery = usual.delivery, attempts = usual.attempts, status = usual.status } = details;
  const { platformCode = usual.platformCode, retryAfterMs = usual.retryAfterMs } = details;
  const { phase, problem, hint, cause } = usual;
  const facts = { requestId, attempts, status, platformCode, retryAfterMs, problem, hint, cause };
  if (usual instanceof FunctionFailedError)
    return new FunctionFailedError({ ...facts, phase: 'invocation' }, details.kind ?? usual.kind);
  return errorOf({ ...facts, code, phase, delivery, transient: TRANSIENT.has(code) });
}

/** Has the library read the answer of a gateway. */
function gatewayError(code: keyof typeof STATUS, details: FakeErrorDetails): FunctionsError {
  const { kind = 'threw', delivery } = details;
  // A 503 that says when to come back is the failure of a gateway that certainly ran nothing.
  const isRejected = code === 'gateway-error' && delivery === 'rejected';
  const { status = isRejected ? 503 : STATUS[code], retryAfterMs = isRejected ? 0 : undefined } = details;
  const platformCode = details.platformCode ?? (code === 'function-failed' ? PLATFORM_CODE[kind] : undefined);
  const body = JSON.stringify({ errorCode: platformCode, errorMsg: details.platformMessage });
  const headers = {
    'content-type': code === 'unexpected-response' ? 'text/html' : 'application/json',
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  };
  const text = code === 'unexpected-response' ? '<html>' : body;
  // A refused token is replaced, and the invocation sent once more.
  const attempts = code === 'unauthorized' || code === 'forbidden' ? 2 : 1;
  const context = { host: HOST, requestId: details.requestId ?? REQUEST_ID, attempts, clock: systemClock };
  try {
    readResult(
      { status, headers, text },
      { ...context, regionAdvice: '', confidential: () => ({ secrets: [] }) },
    );
  } catch (error) {
    if (isFunctionsError(error) && error.code === code) return error;
  }
  throw new OptionsError([{ option: 'status', problem: `is not one of the code ${code}` }]);
}

function otherError(code: FunctionsErrorCode, details: FakeErrorDetails): FunctionsError {
  const { delivery = 'not-sent', phase = 'invocation' } = details;
  const attempts = delivery === 'not-sent' ? 0 : 1;
  const { requestId = REQUEST_ID } = details;
  const work = { phase, delivery, attempts, ...(phase === 'invocation' && { requestId }) };
  if (code === 'timeout') return interruption(new DeadlineExpired(60_000), work);
  if (code === 'aborted') return interruption(AbortSignal.abort().reason, work);
  if (code === 'domain-unresolved') return unresolved('faasGW', 404);
  if (code === 'network-error') return noConnection(delivery, requestId);
  return errorOf({ code, delivery, attempts, ...TEXTS[code as keyof typeof TEXTS] });
}

/** A connection that was refused, or that broke after the request had left. */
function noConnection(delivery: Delivery, requestId: string): FunctionsError {
  const isSent = delivery === 'unknown';
  const message = isSent ? 'other side closed' : `connect ECONNREFUSED ${HOST}:443`;
  return errorOf({
    code: 'network-error',
    phase: 'invocation',
    delivery,
    requestId,
    attempts: 1,
    problem: `No response from the gateway at ${HOST} (${message})`,
    hint: `${isSent ? MAY_RUN : 'Nothing was invoked'}. Check the connection and the proxy.`,
    cause: { name: 'Error', message, ...(!isSent && { code: 'ECONNREFUSED', syscall: 'connect' }) },
  });
}

type Texts = Pick<FunctionsErrorDetails, 'phase' | 'problem' | 'hint' | 'status'>;

const TEXTS = {
  'domain-untrusted': {
    phase: 'domain',
    problem: 'The host for faasGW, "evil.example", is not under a trusted domain',
    hint: 'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
  },
  'domain-unavailable': {
    phase: 'domain',
    problem: 'The Domain API at api.liveperson.net answered 503 for faasGW',
    hint: 'Try again later. If the problem persists, check the account id and the proxy.',
    status: 503,
  },
  'credentials-rejected': {
    phase: 'token',
    problem: 'The token service at sentinel.example rejected the credentials with 401 (invalid_client)',
    hint: 'Check the client id, client secret and account id, that the application is installed on that account, and its IP restriction.',
    status: 401,
  },
  'token-malformed': {
    phase: 'token',
    problem: 'The token service at sentinel.example answered 200 without a usable bearer token',
    hint: 'Check whether a proxy or a login page answered instead.',
    status: 200,
  },
  'token-unavailable': {
    phase: 'token',
    problem: 'The token service at sentinel.example answered 503',
    hint: 'Try again later. If the problem persists, check the account id and the proxy.',
    status: 503,
  },
} satisfies Partial<Record<FunctionsErrorCode, Texts>>;

const CODES: readonly string[] = [
  ...['invalid-options', 'domain-unresolved', 'network-error', 'timeout', 'aborted'],
  ...Object.keys(STATUS),
  ...Object.keys(TEXTS),
];
