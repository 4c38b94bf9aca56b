import { FunctionFailedError, InvocationError } from '../errors.js';
import { foreignText } from '../foreign-text.js';
import { parseJson } from '../json.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportResponse } from '../transport/transport.js';
import { failureKind, readPlatformError } from './platform-error.js';
import { refusal } from './refusals.js';

/** What an answer is read with. */
export interface AnswerContext {
  readonly host: string;
  readonly requestId: string;
  readonly attempts: number;
  /** Wall-clock milliseconds, to read a date in `Retry-After` by. */
  readonly wallNowMs: number;
  /** Values that no error text may repeat; asked for only when there is a text. */
  readonly confidential: () => string[];
}

/** The status with which the platform says that the customer's function failed. Outside HTTP's own range. */
const FUNCTION_FAILED = 901;

/**
 * The function's result, from the gateway's answer.
 * @throws {InvocationError} for everything that is not a result, with its `delivery`.
 */
export function readResult(response: TransportResponse, context: AnswerContext): unknown {
  const { status } = response;
  if (status >= 200 && status < 300) return resultOf(response, context);
  const { code, message = '' } = readPlatformError(response.text);
  const confidential = code === undefined && message === '' ? [] : context.confidential();
  const platformCode = code === undefined ? undefined : foreignText(code, confidential);
  const said = platformCode === undefined ? '' : ` (${platformCode})`;
  const quote = message === '' ? '' : `: ${foreignText(message, confidential)}`;
  const facts = {
    phase: 'invocation',
    status,
    platformCode,
    requestId: context.requestId,
    attempts: context.attempts,
    retryAfterMs: retryAfterMs(response.headers, context.wallNowMs),
  } as const;
  if (status === FUNCTION_FAILED) {
    const problem = `The function ran and failed${said}${quote}`;
    const hint = "See the function's log in LivePerson Functions; invoking it again runs it again.";
    return raise(new FunctionFailedError({ ...facts, problem, hint }, failureKind(code)));
  }
  const { code: ours, what, hint, delivery, passing } = refusal(response);
  const problem = `${what}: the gateway at ${context.host} answered ${status}${said}${quote}`;
  return raise(new InvocationError({ ...facts, code: ours, delivery, passing, problem, hint }));
}

function resultOf(response: TransportResponse, context: AnswerContext): unknown {
  const { status, text } = response;
  if (text === '' && isWhole(response)) return null;
  const result = parseJson(text);
  if (result !== undefined) return result;
  const type = foreignText(response.headers['content-type'] ?? 'no content type');
  throw new InvocationError({
    code: 'unexpected-response',
    phase: 'invocation',
    delivery: 'unknown',
    status,
    requestId: context.requestId,
    attempts: context.attempts,
    problem: `The gateway at ${context.host} answered ${status} with what is not JSON (${type}, ${text.length} characters)`,
    hint: 'The function may have run: look for a proxy or a login page in between, or a cut-off answer.',
  });
}

/** Whether the answer says itself that it is empty; one that ends with the connection may have been cut. */
function isWhole({ status, headers }: TransportResponse): boolean {
  return status === 204 || headers['content-length'] === '0' || headers['transfer-encoding'] !== undefined;
}

function raise(error: InvocationError): never {
  throw error;
}
