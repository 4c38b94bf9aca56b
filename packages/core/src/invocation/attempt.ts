import { InvocationError } from '../errors.js';
import type { Domain } from '../platform.js';
import { redactCause } from '../redaction.js';
import { permanentAdvice } from '../resilience/connection-problem.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption, isUnreachable } from '../resilience/interruption.js';
import { assertResponse, asTransportError } from '../resilience/send.js';
import type { ClientSettings } from '../settings.js';
import type { TransportResponse } from '../transport/transport.js';
import { confidentialIn, type GatewayCall } from './gateway-call.js';
import type { GatewayRequest } from './gateway-request.js';

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

/** What a request to the gateway needs. */
export interface Access {
  readonly gateway: Domain;
  readonly token: string;
  /** When it was found, in milliseconds on the monotonic clock. */
  readonly now: number;
}

/** What one attempt needs. */
interface AttemptContext {
  readonly settings: ClientSettings;
  readonly call: GatewayCall<unknown>;
  readonly access: Access;
  /** Attempts of the call, this one included. */
  readonly attempts: number;
  /** The deadline of the whole call. */
  readonly deadline: Deadline;
  /** Called when the gateway cannot be reached. */
  readonly onUnreachable: (gateway: Domain) => void;
}

/**
 * Sends one request and never retries: whether the function ran is for the caller to judge.
 * @throws {@link InvocationError} `network-error`, `unexpected-response`, `timeout` or `aborted`, with its `delivery`.
 */
export async function sendOnce(request: GatewayRequest, context: AttemptContext): Promise<TransportResponse> {
  const { settings, deadline, access } = context;
  const limit = deadline.part(settings.attemptTimeoutMs, access.now);
  try {
    const given = await send(request, settings, limit);
    const response = settings.ownTransport === undefined ? assertResponse(given) : given;
    limit.done();
    return response;
  } catch (error) {
    throw noAnswer(error, limit.signal, context);
  } finally {
    // By hand: `using` is compiled to 560 bytes a call, a twentieth of all that a warm call allocates.
    limit[Symbol.dispose]();
  }
}

/** The library's own transport keeps the contract, so it needs no signal and no wait: 5 % of a warm call's CPU. */
function send(
  request: GatewayRequest,
  { ownTransport, transport }: ClientSettings,
  limit: Deadline,
): Promise<TransportResponse> {
  const maxResponseBytes = MAX_RESPONSE_BYTES;
  if (ownTransport !== undefined) return ownTransport.sendUntil({ ...request, maxResponseBytes }, limit);
  return limit.wait(transport.send({ ...request, signal: limit.signal, maxResponseBytes }));
}

function noAnswer(error: unknown, signal: AbortSignal, context: AttemptContext): unknown {
  const { settings, call, access, attempts } = context;
  const { gateway, token } = access;
  const { host } = gateway;
  const { requestId } = call;
  const failure = asTransportError(error, signal);
  const { delivery, reason } = failure;
  const facts = { phase: 'invocation', delivery, requestId, attempts } as const;
  if (signal.aborted) return interruption(signal.reason, facts);
  const mayRun =
    delivery === 'unknown'
      ? 'The function may have run. Check before you invoke it again'
      : 'Nothing was invoked';
  const cause = redactCause(failure.cause ?? failure, confidentialIn(call, token, settings));
  if (reason === 'too-large' || reason === 'encoding') {
    const isNotText = failure.cause === undefined ? 'is not UTF-8' : `cannot be read: ${cause.message}`;
    const wrong = reason === 'encoding' ? isNotText : `is longer than ${MAX_RESPONSE_BYTES} bytes`;
    const problem = `The response of the gateway at ${host} ${wrong}`;
    return new InvocationError({ ...facts, code: 'unexpected-response', problem, hint: `${mayRun}.` });
  }
  if (isUnreachable(failure)) context.onUnreachable(gateway);
  const problem = `No response from the gateway at ${host} (${cause.message})`;
  const advice = permanentAdvice(failure);
  const hint = `${mayRun}. ${advice ?? 'Check the connection and the proxy.'}`;
  const transient = advice === undefined;
  return new InvocationError({ ...facts, code: 'network-error', problem, hint, transient, cause });
}
