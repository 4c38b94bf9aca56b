import { InvocationError } from '../errors.js';
import type { Domain } from '../platform.js';
import { redactCause } from '../redaction.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption, isUnreachable } from '../resilience/interruption.js';
import { type Transport, TransportError, type TransportResponse } from '../transport/transport.js';
import type { GatewayRequest } from './gateway-request.js';

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

/** What one request of an invocation needs. */
export interface AttemptContext {
  readonly transport: Transport;
  readonly timeoutMs: number;
  readonly requestId: string;
  readonly attempts: number;
  /** The deadline of the whole call. */
  readonly deadline: Deadline;
  /** When the request goes out, in milliseconds on the monotonic clock. */
  readonly now: number;
  readonly gateway: Domain;
  /** Called when the gateway cannot be reached. */
  readonly onUnreachable: (gateway: Domain) => void;
}

/**
 * Sends one request and never retries: whether the function ran is for the caller to judge.
 * @throws {InvocationError} `network-error`, `unexpected-response`, `timeout` or `aborted`, with its `delivery`.
 */
export async function sendOnce(request: GatewayRequest, context: AttemptContext): Promise<TransportResponse> {
  const { transport, deadline, timeoutMs, now } = context;
  const limit = deadline.part(timeoutMs, now);
  const { signal } = limit;
  try {
    const response = await transport.send({ ...request, signal, maxResponseBytes: MAX_RESPONSE_BYTES });
    limit.done();
    return response;
  } catch (error) {
    throw noAnswer(error, signal, context);
  } finally {
    // By hand: `using` is compiled to 560 bytes a call, a twentieth of all that a warm call allocates.
    limit[Symbol.dispose]();
  }
}

function noAnswer(error: unknown, signal: AbortSignal, context: AttemptContext): unknown {
  const { requestId, attempts, gateway } = context;
  const { host } = gateway;
  // An adapter that throws anything else breaks its contract, so nothing is proven.
  const failure =
    error instanceof TransportError ? error : new TransportError('connection', 'unknown', error);
  const { delivery, reason } = failure;
  const facts = { phase: 'invocation', delivery, requestId, attempts } as const;
  if (signal.aborted) return interruption(signal.reason, facts);
  const mayRun =
    delivery === 'unknown'
      ? 'The function may have run. Check before you invoke it again'
      : 'Nothing was invoked';
  if (reason === 'too-large' || reason === 'encoding') {
    const wrong = reason === 'encoding' ? 'is not UTF-8' : `is longer than ${MAX_RESPONSE_BYTES} bytes`;
    const problem = `The response of the gateway at ${host} ${wrong}`;
    return new InvocationError({ ...facts, code: 'unexpected-response', problem, hint: `${mayRun}.` });
  }
  if (isUnreachable(failure)) context.onUnreachable(gateway);
  const cause = redactCause(failure.cause ?? failure);
  const problem = `No response from the gateway at ${host} (${cause.message})`;
  const hint = `${mayRun}. Check the connection and the proxy.`;
  return new InvocationError({ ...facts, code: 'network-error', problem, hint, transient: true, cause });
}
