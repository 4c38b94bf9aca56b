import type { Delivery, FunctionFailureKind, FunctionsErrorCode, InvocationErrorCode } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import type { TransportResponse } from '../transport/transport.js';

/** What a status other than 2xx and 901 means. */
export interface Refusal {
  readonly code: InvocationErrorCode;
  readonly what: string;
  readonly hint: string;
  readonly delivery: Delivery;
  readonly transient: boolean;
}

const BAD_REQUEST: Refusal = {
  code: 'bad-request',
  what: 'The invocation was not accepted',
  hint: 'The function did not run. Check the payload and the headers.',
  delivery: 'rejected',
  transient: false,
};

const GATEWAY_ERROR: Refusal = {
  code: 'gateway-error',
  what: 'The gateway failed',
  hint: 'The function may have run. Check before you invoke it again.',
  delivery: 'unknown',
  transient: true,
};

const NOT_ACCEPTED: Refusal = {
  ...GATEWAY_ERROR,
  what: 'The gateway did not accept the invocation',
  hint: 'The function did not run. Try again later.',
  delivery: 'rejected',
};

const UNEXPECTED: Refusal = {
  code: 'unexpected-response',
  what: 'The response did not come from the platform (redirects are not followed)',
  hint: 'The function may have run. Check for a proxy or a login page in between.',
  delivery: 'unknown',
  transient: false,
};

const BY_STATUS: Readonly<Record<number, Refusal>> = {
  401: {
    code: 'unauthorized',
    what: 'The access token was not accepted',
    hint: 'The function did not run. Check that the application is installed on this account, and its IP restriction.',
    delivery: 'rejected',
    transient: true,
  },
  403: {
    code: 'forbidden',
    what: 'The invocation is not allowed',
    hint: 'The function did not run. Check that the application has the scope faas.lambda.invoke, that the function belongs to this account, and the IP restriction of the application.',
    delivery: 'rejected',
    transient: false,
  },
  404: {
    code: 'function-not-found',
    what: 'The function does not exist, or it is not deployed',
    hint: 'Check the UUID and the account, and that the function is productive. A deployment takes up to ten minutes.',
    delivery: 'rejected',
    transient: false,
  },
  // The server never received the whole request.
  408: NOT_ACCEPTED,
  429: {
    code: 'rate-limited',
    what: 'The platform throttles',
    hint: 'The function did not run. Invoke less often or with less concurrency, and try again later.',
    delivery: 'rejected',
    transient: true,
  },
};

/** What it means that an event is not found. */
export const NO_FUNCTION_FOR_EVENT = {
  what: 'No deployed function implements this event for this skill',
  hint: 'Check the event id, the skill and the account, and that a function of the event is productive. A deployment takes up to ten minutes.',
};

/** Classifies a response that is neither a result nor the function's own failure. */
export function refusal({ status, headers }: TransportResponse): Refusal {
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  // A 503 proves that nothing ran only when it says when to come back.
  if (status === 503 && headers['retry-after'] !== undefined) return NOT_ACCEPTED;
  if (status >= 400 && status < 500) return BAD_REQUEST;
  return status >= 500 && status < 600 ? GATEWAY_ERROR : UNEXPECTED;
}

/** The same for an event, where "not found" means that no function implements it. */
export function eventRefusal(response: TransportResponse): Refusal {
  const refused = refusal(response);
  return refused.code === 'function-not-found' ? { ...refused, ...NO_FUNCTION_FOR_EVENT } : refused;
}

/** What a gateway may answer that does not know the account, for example after its move to another generation. */
const WRONG_HOST: ReadonlySet<FunctionsErrorCode> = new Set([
  'unauthorized',
  'forbidden',
  'function-not-found',
]);

/** Adds what to do when the gateway may be the wrong one. */
export function withRegionAdvice(hint: string, code: FunctionsErrorCode, advice: string): string {
  return advice !== '' && WRONG_HOST.has(code) ? `${hint} ${advice}` : hint;
}

/** The platform's own code and message of a failure. */
export interface PlatformError {
  readonly code?: string;
  readonly message?: string;
}

/** The platform's errors are short; a longer body comes from something else. */
const MAX_LENGTH = 65_536;

/** Reads `{errorCode, errorMsg}` (v1) or `{code, message}` (v2); both generations send both. */
export function readPlatformError(text: string): PlatformError {
  const body = text.length > MAX_LENGTH ? undefined : parseJson(text);
  if (!isRecord(body)) return {};
  const code = body['errorCode'] ?? body['code'];
  const message = body['errorMsg'] ?? body['message'];
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { message }),
  };
}

/** By the last part of the code, since the families `…faas.handler.*` and `…faas.function.*` are both in use. */
const KINDS: Readonly<Record<string, FunctionFailureKind>> = {
  'custom-failure': 'threw',
  'threw-error': 'threw',
  'runtime-exception': 'runtime-error',
  'js-runtime-error': 'runtime-error',
  'executiontime-exceeded': 'timeout',
  'execution-exceeded': 'timeout',
  'log-limit-reached': 'log-limit',
  'limit-reached': 'log-limit',
};

/** Tells from the platform's code why the function failed. */
export function failureKind(code: string | undefined): FunctionFailureKind {
  const last = code?.trim().split('.').at(-1) ?? '';
  return KINDS[last] ?? 'unknown';
}
