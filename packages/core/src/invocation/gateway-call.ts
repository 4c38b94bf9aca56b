import type { InvocationFacts } from '../diagnostics.js';
import { payloadValues } from '../redaction.js';
import type { TransportResponse } from '../transport/transport.js';
import { type GatewayRequest, invocationRequest, type RequestContext } from './gateway-request.js';
import { type AnswerContext, readEventResults, readResult } from './gateway-response.js';
import type { CheckedInput } from './invocation-input.js';

/** What is asked of the gateway, however often it is sent. */
export interface GatewayCall<T> {
  /** Whether sending it again does no harm although it may have been carried out. */
  readonly isIdempotent: boolean;
  readonly requestId: string;
  /** Failures after which it is given up, in place of the client's `retry.maxAttempts`. */
  readonly maxAttempts?: number | undefined;
  /** The request of one attempt. */
  request(context: RequestContext): GatewayRequest;
  /** Reads the answer, whatever its status, or throws what is wrong with it. */
  read(response: TransportResponse, context: AnswerContext): T;
  /** Values that no error text may repeat; asked for only when there is a text. */
  confidential(): string[];
}

/** A gateway's answer, and what it took to get it. */
export interface GatewayAnswer<T> {
  readonly value: T;
  readonly status: number;
  readonly requestId: string;
  readonly attempts: number;
  readonly host: string;
  readonly generation: 'v1' | 'v2';
}

/** How far a call has come. */
export interface CallProgress {
  /** HTTP requests to the gateway that were started. */
  attempts: number;
  /** Failures that count against the limit. */
  failures: number;
  isReplayed: boolean;
  mayHaveRun: boolean;
}

/** What a function answered. */
export interface FunctionOutput {
  readonly result: unknown;
  readonly resultJson: string;
}

/** An invocation as a call of the gateway. */
export function invocationCall(
  input: CheckedInput,
  facts: Pick<GatewayCall<unknown>, 'isIdempotent' | 'requestId' | 'maxAttempts'> & {
    readonly timestamp: number;
    readonly eventSource?: string | undefined;
  },
): GatewayCall<FunctionOutput> {
  const { eventSource } = facts;
  const read = input.target.kind === 'event' ? readEventResults : readResult;
  return {
    isIdempotent: facts.isIdempotent,
    requestId: facts.requestId,
    maxAttempts: facts.maxAttempts,
    request: (context) =>
      invocationRequest(input, facts.timestamp, eventSource ? { ...context, eventSource } : context),
    read: (response, context) => ({
      result: read(response, context),
      resultJson: response.text.trim() || 'null',
    }),
    confidential: () => payloadValues(input.payloadJson),
  };
}

/** An invocation as listeners may know of it. */
export function invocationFacts(
  accountId: string,
  { target: { kind: _, ...target } }: CheckedInput,
  facts: Pick<InvocationFacts, 'requestId' | 'idempotent'>,
): InvocationFacts {
  return { accountId, ...target, ...facts };
}
