import type { FunctionsError } from '../errors.js';
import { type Confidential, payloadValues } from '../redaction.js';
import type { ClientSettings } from '../settings.js';
import { traced } from '../traced.js';
import type { TransportResponse } from '../transport/transport.js';
import { type GatewayRequest, invocationRequest, type RequestContext } from './gateway-request.js';
import { type AnswerContext, readEventResults, readResult } from './gateway-response.js';
import type { CheckedInput } from './invocation-input.js';

/** One call of the gateway, which may take several attempts. */
export interface GatewayCall<T> {
  /** Whether it may be sent again although an earlier attempt may have run. */
  readonly isIdempotent: boolean;
  readonly requestId: string;
  /** Replaces the client's `retry.maxAttempts`. */
  readonly maxAttempts?: number | undefined;
  /** Builds the request of one attempt. */
  request(context: RequestContext): GatewayRequest;
  /** Reads the response, whatever its status, or throws what is wrong with it. */
  read(response: TransportResponse, context: AnswerContext): T;
  /** Lists the values that no error text may repeat. Called only when untrusted text is shown. */
  confidential(): readonly string[];
}

/** What no error text of a call may repeat. */
export function confidentialIn(
  call: Pick<GatewayCall<unknown>, 'confidential'>,
  token: string,
  { secrets, httpHeaders = {} }: Pick<ClientSettings, 'secrets' | 'httpHeaders'>,
): Confidential {
  const values = [...call.confidential(), ...Object.values(httpHeaders)];
  return { secrets: [token, ...secrets()], values };
}

/** What a call returned, and what it took. */
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
  /** HTTP requests to the gateway so far. */
  attempts: number;
  /** Failures that count against the limit. */
  failures: number;
  /** The token that the gateway refused first, and the error of that attempt. */
  refusedToken?: string;
  refusal?: FunctionsError;
  /** Whether an attempt so far may have run the function. */
  mayHaveRun: boolean;
}

/** What a function returned. */
export interface FunctionOutput {
  readonly result: unknown;
  readonly resultJson: string;
}

/** Makes a gateway call of an invocation. */
export function invocationCall(
  input: CheckedInput,
  facts: Pick<GatewayCall<unknown>, 'isIdempotent' | 'requestId' | 'maxAttempts'> & {
    readonly timestamp: number;
    readonly eventSource?: string | undefined;
    /** HTTP headers of this call. */
    readonly httpHeaders?: Readonly<Record<string, string>> | undefined;
  },
): GatewayCall<FunctionOutput> {
  const { eventSource, httpHeaders } = facts;
  const read = input.target.kind === 'event' ? readEventResults : readResult;
  return {
    isIdempotent: facts.isIdempotent,
    requestId: facts.requestId,
    maxAttempts: facts.maxAttempts,
    request: (context) => {
      const own =
        httpHeaders === undefined
          ? context
          : { ...context, httpHeaders: { ...context.httpHeaders, ...httpHeaders } };
      return invocationRequest(input, facts.timestamp, eventSource ? { ...own, eventSource } : own);
    },
    read: (response, context) => ({
      result: read(response, context),
      resultJson: response.text.trim() || 'null',
    }),
    confidential: () => [
      ...payloadValues(input.payloadJson),
      ...input.headers.map(({ value }) => value),
      ...Object.values(httpHeaders ?? {}),
    ],
  };
}

/** What listeners may see of an invocation that succeeded. */
type PublicAnswer = Omit<GatewayAnswer<unknown>, 'value'>;

/** Publishes an invocation to the listeners of its channel. */
export function tracedInvocation<T extends PublicAnswer>(
  invoke: () => Promise<T>,
  { target: { kind: _, ...target } }: CheckedInput,
  { requestId, isIdempotent: idempotent }: Pick<GatewayCall<unknown>, 'requestId' | 'isIdempotent'>,
  { accountId, clock }: Pick<ClientSettings, 'accountId' | 'clock'>,
): Promise<T> {
  return traced('invocation', invoke, () => ({
    facts: { accountId, ...target, requestId, idempotent },
    outcome: ({ status, attempts, host, generation }) => ({
      status,
      requestId,
      attempts,
      host,
      generation,
    }),
    now: () => clock.now(),
  }));
}
