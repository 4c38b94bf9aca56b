import { errorOf, type FunctionsErrorCode, isFunctionsError } from '../errors.js';
import type { Clock } from '../resilience/clock.js';
import { SingleFlight } from '../resilience/single-flight.js';
import type { GatewayCall } from './gateway-call.js';
import { implementedRequest } from './gateway-request.js';
import { readImplemented } from './gateway-response.js';
import type { EventTarget } from './invocation-input.js';
import { withRegionAdvice } from './refusals.js';
import { mayRetry } from './retry-plan.js';

/** LivePerson's own client caches an answer for as long. */
const FRESH_MS = 60_000;

const MAX_ENTRIES = 1000;

/** Makes a gateway call of the question whether a deployed function implements an event. It invokes nothing. */
export function implementedCall(event: EventTarget, requestId: string): GatewayCall<boolean> {
  return {
    isIdempotent: true,
    requestId,
    request: (context) => implementedRequest(event, context),
    read: readImplemented,
    confidential: () => [],
  };
}

const HINTS: Partial<Record<FunctionsErrorCode, string>> = {
  unauthorized:
    'Nothing was invoked. Check that the application is installed on this account, and its IP restriction.',
  forbidden:
    'Nothing was invoked. Check that the application has the scope faas.lambda.invoke on this account, and its IP restriction.',
  'function-not-found': 'Nothing was invoked. Check the account id.',
  aborted: 'Nothing was invoked.',
  'unexpected-response': 'Nothing was invoked. Check for a proxy or a login page in between.',
};

/**
 * An error of a call that invokes nothing: whatever happened to the request, no function ran.
 * @param advice what to do when the gateway may be the wrong one
 */
export function asNotInvoked(error: unknown, advice: string): unknown {
  if (!isFunctionsError(error) || error.phase !== 'invocation') return error;
  const { code, phase, problem, requestId, attempts, status, platformCode, retryAfterMs, cause } = error;
  const usual = HINTS[code] ?? 'Nothing was invoked. Try again later.';
  const hint = withRegionAdvice(usual, code, advice);
  const facts = { code, phase, problem, hint, requestId, attempts, status, platformCode, retryAfterMs };
  return errorOf({ ...facts, cause, delivery: 'not-sent', transient: mayRetry(error, true) });
}

/**
 * Caches answers for a minute, by event and skill. Concurrent callers that have the same time share one request, which
 * has as long.
 */
export class ImplementedCache {
  readonly #clock: Clock;
  readonly #answers = new Map<string, { readonly value: boolean; readonly untilMs: number }>();
  readonly #flights = new SingleFlight<string, boolean>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param deadlineMs how long this caller waits at most, if not as long as usual
   * @param isFresh whether to ask again although a cached answer says "no"
   */
  async get(
    { eventId, skillId }: EventTarget,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<boolean>,
    { isFresh = false, deadlineMs }: { isFresh?: boolean; deadlineMs?: number | undefined } = {},
  ): Promise<boolean> {
    const key = JSON.stringify([eventId, skillId]);
    const known = this.#answers.get(key);
    const isKnown = known !== undefined && this.#clock.now() < known.untilMs;
    if (isKnown && (known.value || !isFresh)) return known.value;
    return await this.#flights.join(`${key} ${deadlineMs}`, signal, async (shared) => {
      const value = await ask(shared);
      this.#keep(key, value);
      return value;
    });
  }

  #keep(key: string, value: boolean): void {
    // Deleted first, so that the map is ordered by age.
    this.#answers.delete(key);
    this.#answers.set(key, { value, untilMs: this.#clock.now() + FRESH_MS });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ENTRIES && oldest !== undefined) this.#answers.delete(oldest);
  }
}
