import { FunctionFailedError, InvocationError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import { type Confidential, redactText } from '../redaction.js';
import type { Clock } from '../resilience/clock.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportResponse } from '../transport/transport.js';
import {
  eventRefusal,
  failureKind,
  type Refusal,
  readPlatformError,
  refusal,
  withRegionAdvice,
} from './refusals.js';

/** What reading a response needs. */
export interface AnswerContext {
  readonly host: string;
  readonly requestId: string;
  readonly attempts: number;
  /** For the dates in `Retry-After`. */
  readonly clock: Clock;
  /** What to do when the gateway may be the wrong one; empty when it came from the Domain API. */
  readonly regionAdvice: string;
  /** What no error text may repeat. Called only when untrusted text is shown. */
  readonly confidential: () => Confidential;
}

/** The platform's status for a customer's function that failed; outside HTTP's own range. */
const FUNCTION_FAILED = 901;

/**
 * Reads what one function returned.
 * @throws {@link InvocationError} for everything that is not a result, with its `delivery`.
 */
export function readResult(response: TransportResponse, context: AnswerContext): unknown {
  assertSuccess(response, context, refusal);
  if (response.text === '' && isWhole(response)) return null;
  const result = parseJson(response.text);
  if (result === undefined) throw unexpected('a body that is not JSON', response, context);
  return result;
}

/**
 * Reads what the functions of an event returned: a list of `{uuid, timestamp, result}`.
 * @throws {@link InvocationError} for everything that is not such a list, with its `delivery`.
 */
export function readEventResults(response: TransportResponse, context: AnswerContext): unknown {
  assertSuccess(response, context, eventRefusal);
  const results = parseJson(response.text);
  const isList = Array.isArray(results) && results.every((one) => isRecord(one) && 'uuid' in one);
  if (!isList) throw unexpected("a body that is not a list of functions' results", response, context);
  return results;
}

/**
 * Reads whether a deployed function implements an event.
 * @throws {@link InvocationError} for everything that does not say so.
 */
export function readImplemented(response: TransportResponse, context: AnswerContext): boolean {
  assertSuccess(response, context, eventRefusal);
  const answer = parseJson(response.text);
  if (isRecord(answer) && typeof answer['implemented'] === 'boolean') return answer['implemented'];
  throw unexpected('a body other than {"implemented": true or false}', response, context);
}

/** Throws the error of any status but 2xx. */
function assertSuccess(
  response: TransportResponse,
  context: AnswerContext,
  classify: (response: TransportResponse) => Refusal,
): void {
  const { status } = response;
  if (status >= 200 && status < 300) return;
  const { code, message = '' } = readPlatformError(response.text);
  const confidential = code === undefined && message === '' ? undefined : context.confidential();
  const platformCode = code === undefined ? undefined : redactText(code, confidential);
  const codeText = platformCode === undefined ? '' : ` (${platformCode})`;
  const quote = message === '' ? '' : `: ${redactText(message, confidential)}`;
  const facts = {
    phase: 'invocation',
    status,
    platformCode,
    requestId: context.requestId,
    attempts: context.attempts,
    retryAfterMs: retryAfterMs(response.headers, context.clock.wallNow()),
  } as const;
  if (status === FUNCTION_FAILED) {
    const problem = `The function ran and failed${codeText}${quote}`;
    const hint = "See the function's log in LivePerson Functions. Invoking it again runs it again.";
    throw new FunctionFailedError({ ...facts, problem, hint }, failureKind(code));
  }
  const { code: ours, what, hint: usual, delivery, transient } = classify(response);
  const hint = withRegionAdvice(usual, ours, context.regionAdvice);
  const problem = `${what}: the gateway at ${context.host} answered ${status}${codeText}${quote}`;
  throw new InvocationError({ ...facts, code: ours, delivery, transient, problem, hint });
}

function unexpected(what: string, response: TransportResponse, context: AnswerContext): InvocationError {
  const { status, text } = response;
  // The headers of a result have not been checked.
  const given = (Object(response.headers) as Record<string, unknown>)['content-type'];
  const type = typeof given === 'string' ? redactText(given, context.confidential()) : 'no content type';
  return new InvocationError({
    code: 'unexpected-response',
    phase: 'invocation',
    delivery: 'unknown',
    status,
    requestId: context.requestId,
    attempts: context.attempts,
    problem: `The gateway at ${context.host} answered ${status} with ${what} (${type}, ${text.length} characters)`,
    hint: 'The function may have run. Check for a proxy or a login page in between, or a truncated response.',
  });
}

/** Whether the response itself says that it is empty; one that ends with the connection may be truncated. */
function isWhole({ status, headers }: TransportResponse): boolean {
  return status === 204 || headers['content-length'] === '0' || headers['transfer-encoding'] !== undefined;
}
