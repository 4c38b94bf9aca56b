import { FunctionFailedError, InvocationError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import { redactText } from '../redaction.js';
import type { Clock } from '../resilience/clock.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportResponse } from '../transport/transport.js';
import { eventRefusal, failureKind, type Refusal, readPlatformError, refusal } from './refusals.js';

/** What an answer is read with. */
export interface AnswerContext {
  readonly host: string;
  readonly requestId: string;
  readonly attempts: number;
  /** To read a date in `Retry-After` by. */
  readonly clock: Clock;
  /** Values that no error text may repeat; asked for only when there is a text. */
  readonly confidential: () => string[];
}

/** The status with which the platform says that the customer's function failed. Outside HTTP's own range. */
const FUNCTION_FAILED = 901;

/**
 * What one function returned, from the gateway's answer.
 * @throws {InvocationError} for everything that is not a result, with its `delivery`.
 */
export function readResult(response: TransportResponse, context: AnswerContext): unknown {
  assertTaken(response, context, refusal);
  if (response.text === '' && isWhole(response)) return null;
  const result = parseJson(response.text);
  if (result === undefined) throw unexpected('what is not JSON', response, context);
  return result;
}

/**
 * What the functions of an event returned, from the gateway's answer: a list of `{uuid, timestamp, result}`.
 * @throws {InvocationError} for everything that is not such a list, with its `delivery`.
 */
export function readEventResults(response: TransportResponse, context: AnswerContext): unknown {
  assertTaken(response, context, eventRefusal);
  const results = parseJson(response.text);
  const isList = Array.isArray(results) && results.every((one) => isRecord(one) && 'uuid' in one);
  if (!isList) throw unexpected("what is no list of functions' results", response, context);
  return results;
}

/**
 * Whether anybody implements an event, from the gateway's answer.
 * @throws {InvocationError} for everything that does not say so.
 */
export function readImplemented(response: TransportResponse, context: AnswerContext): boolean {
  assertTaken(response, context, eventRefusal);
  const answer = parseJson(response.text);
  if (isRecord(answer) && typeof answer['implemented'] === 'boolean') return answer['implemented'];
  throw unexpected('something else than {"implemented": true or false}', response, context);
}

/** Throws what any other status than 2xx means. */
function assertTaken(
  response: TransportResponse,
  context: AnswerContext,
  sort: (response: TransportResponse) => Refusal,
): void {
  const { status } = response;
  if (status >= 200 && status < 300) return;
  const { code, message = '' } = readPlatformError(response.text);
  const confidential = code === undefined && message === '' ? [] : context.confidential();
  const platformCode = code === undefined ? undefined : redactText(code, confidential);
  const said = platformCode === undefined ? '' : ` (${platformCode})`;
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
    const problem = `The function ran and failed${said}${quote}`;
    const hint = "See the function's log in LivePerson Functions; invoking it again runs it again.";
    throw new FunctionFailedError({ ...facts, problem, hint }, failureKind(code));
  }
  const { code: ours, what, hint, delivery, transient } = sort(response);
  const problem = `${what}: the gateway at ${context.host} answered ${status}${said}${quote}`;
  throw new InvocationError({ ...facts, code: ours, delivery, transient, problem, hint });
}

function unexpected(what: string, response: TransportResponse, context: AnswerContext): InvocationError {
  const { status, text } = response;
  const type = redactText(response.headers['content-type'] ?? 'no content type');
  return new InvocationError({
    code: 'unexpected-response',
    phase: 'invocation',
    delivery: 'unknown',
    status,
    requestId: context.requestId,
    attempts: context.attempts,
    problem: `The gateway at ${context.host} answered ${status} with ${what} (${type}, ${text.length} characters)`,
    hint: 'The function may have run: look for a proxy or a login page in between, or a cut-off answer.',
  });
}

/** Whether the answer says itself that it is empty; one that ends with the connection may have been cut. */
function isWhole({ status, headers }: TransportResponse): boolean {
  return status === 204 || headers['content-length'] === '0' || headers['transfer-encoding'] !== undefined;
}
