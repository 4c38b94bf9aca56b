import type { DomainResolver } from '../domains/domain-resolver.js';
import type { Domain } from '../domains/service.js';
import { FunctionsError } from '../errors.js';
import type { ClientSettings } from '../options.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { RetryBudget } from '../resilience/retry-budget.js';
import { sleep } from '../resilience/sleep.js';
import { type Passage, ThrottleGate } from '../resilience/throttle-gate.js';
import type { TokenSource } from '../tokens/token-source.js';
import type { TransportResponse } from '../transport/transport.js';
import { sendOnce } from './attempt.js';
import { payloadValues } from './confidential.js';
import type { Answer, Invocation, Progress } from './invocation.js';
import { invocationRequest } from './invocation-request.js';
import { readResult } from './invocation-response.js';
import { inTheEnd, throttled } from './last-error.js';
import { fits, longestPauseMs, mayRetry, pauseMs } from './retry-plan.js';

/** Sends invocations: again only when that is safe, and all callers as one while the platform throttles. */
export class Invoker {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: TokenSource;
  readonly #budget = new RetryBudget();
  readonly #gate: ThrottleGate;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: TokenSource) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
    this.#gate = new ThrottleGate(settings.clock);
  }

  /** @throws {FunctionsError} of the last try; it says so when an earlier one may have run. */
  async invoke(invocation: Invocation, call: Deadline): Promise<Answer> {
    const progress: Progress = { attempts: 0, failures: 0, isReplayed: false, mayHaveRun: false };
    for (;;) {
      try {
        const answer = await this.#try(invocation, progress, call);
        this.#budget.refund();
        return answer;
      } catch (error) {
        if (!(error instanceof FunctionsError)) throw error;
        await this.#beforeNextTry(error, invocation, progress, call);
      }
    }
  }

  async #try(invocation: Invocation, progress: Progress, call: Deadline): Promise<Answer> {
    await this.#enter(invocation, progress, call);
    let passage: Passage = { kind: 'failed' };
    try {
      // Side by side: the token needs other hosts than the invocation. What fails first ends the other.
      const [gateway, token] = await Promise.all([
        this.#domains.resolve('faasGW', call),
        this.#tokens.get(call),
      ]);
      progress.attempts += 1;
      const response = await this.#send(invocation, gateway, token, progress, call);
      passage = this.#passageOf(response, progress);
      // A token that was refused is no token: the next request gets a new one.
      if (response.status === 401) this.#tokens.invalidate(token);
      return this.#read(response, invocation, gateway, token, progress);
    } finally {
      this.#gate.leave(passage);
    }
  }

  /** Waits while the platform throttles this client; fails at once when the wait is longer than the call. */
  async #enter({ requestId }: Invocation, { attempts }: Progress, call: Deadline): Promise<void> {
    const { opensInMs } = this.#gate;
    if (opensInMs > 0 && !fits(opensInMs, call.remainingMs)) throw throttled(opensInMs, requestId, attempts);
    try {
      await this.#gate.enter(call.signal);
    } catch (reason) {
      throw interruption(reason, { phase: 'invocation', requestId, attempts });
    }
  }

  #send(
    { input, requestId, timestamp }: Invocation,
    gateway: Domain,
    token: string,
    { attempts }: Progress,
    { signal }: Deadline,
  ): Promise<TransportResponse> {
    const { accountId, eventSource, attemptTimeoutMs: timeoutMs, clock, transport } = this.#settings;
    const generation = this.#generationOf(gateway);
    const context = { accountId, generation, eventSource, gateway, token, requestId, timestamp };
    const request = invocationRequest(input, context);
    const sending = sendOnce(request, { transport, clock, timeoutMs, requestId, attempts, signal });
    return sending.catch((error: unknown) => {
      // A host that cannot be reached may have moved: the next try asks for it again.
      if (isUnreachable(error)) this.#domains.suspect(gateway);
      throw error;
    });
  }

  #read(
    response: TransportResponse,
    { input, requestId }: Invocation,
    gateway: Domain,
    token: string,
    { attempts }: Progress,
  ): Answer {
    const { host } = gateway;
    const confidential = (): string[] => [token, ...payloadValues(input.payloadJson)];
    const wallNowMs = this.#settings.clock.wallNow();
    const result = readResult(response, { host, requestId, attempts, wallNowMs, confidential });
    const resultJson = response.text.trim() || 'null';
    const generation = this.#generationOf(gateway);
    return { result, resultJson, status: response.status, requestId, attempts, host, generation };
  }

  #passageOf({ status, headers }: TransportResponse, { failures }: Progress): Passage {
    const { clock, retry } = this.#settings;
    if (status !== 429) return { kind: 'answered' };
    const asked = retryAfterMs(headers, clock.wallNow());
    return {
      kind: 'throttled',
      delayMs: pauseMs({ code: 'rate-limited', asked }, failures + 1, retry, clock),
    };
  }

  /** Pauses when there is to be another try, and throws when there is none. */
  async #beforeNextTry(
    error: FunctionsError,
    { isIdempotent, requestId }: Invocation,
    progress: Progress,
    call: Deadline,
  ): Promise<void> {
    const { retry, clock } = this.#settings;
    if (error.delivery === 'unknown') progress.mayHaveRun = true;
    if (error.code === 'unauthorized' && !progress.isReplayed) {
      progress.isReplayed = true;
      return;
    }
    progress.failures += 1;
    const isThrottled = error.code === 'rate-limited';
    const { code, retryAfterMs: asked } = error;
    const pause = isThrottled
      ? this.#gate.opensInMs
      : pauseMs({ code, asked }, progress.failures, retry, clock);
    const isLast = progress.failures >= retry.attempts || call.signal.aborted;
    const isWorthIt = pause <= longestPauseMs(retry) && fits(pause, call.remainingMs);
    if (isLast || !mayRetry(error, isIdempotent) || !isWorthIt || !this.#budget.take()) {
      throw inTheEnd(error, requestId, progress);
    }
    // While the platform throttles, the gate is where everybody waits.
    if (isThrottled) return;
    await sleep(clock, pause, call.signal).catch((reason: unknown) => {
      const work = { phase: 'invocation', requestId, attempts: progress.attempts } as const;
      throw inTheEnd(interruption(reason, work), requestId, progress);
    });
  }

  /** Every official client tells the generations apart by this part of the gateway's name. */
  #generationOf(gateway: Domain): 'v1' | 'v2' {
    const { generation } = this.#settings;
    if (generation !== 'auto') return generation;
    return gateway.host.includes('fninvocations') ? 'v2' : 'v1';
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof FunctionsError && error.code === 'network-error' && error.delivery === 'not-sent';
}
