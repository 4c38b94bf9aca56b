import type { DomainResolver } from '../domains/domain-resolver.js';
import type { Domain } from '../domains/service.js';
import { FunctionsError } from '../errors.js';
import type { ClientSettings, Tokens } from '../options.js';
import { type Deadline, waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { sleep } from '../resilience/sleep.js';
import { type Passage, type Place, ThrottleGate } from '../resilience/throttle-gate.js';
import type { SharedThrottle } from '../sharing/shared-throttle.js';
import { traced } from '../traced.js';
import type { TransportResponse } from '../transport/transport.js';
import { type Access, AccessSource } from './access.js';
import { Addresses } from './addresses.js';
import { sendOnce } from './attempt.js';
import type { Answer, GatewayCall, Progress } from './invocation.js';
import { throttled } from './last-error.js';
import { fits, pauseMs } from './retry-plan.js';

/** The invocation gateway of one account: one try of a call, from the gate that throttles to the answer. */
export class Gateway {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  readonly #gate: ThrottleGate;
  readonly #shared: SharedThrottle | undefined;
  readonly #access: AccessSource;
  readonly #addresses = new Addresses();

  /** @param shared what is known together with other processes */
  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens, shared?: SharedThrottle) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
    this.#gate = new ThrottleGate(settings.clock);
    this.#shared = shared;
    this.#access = new AccessSource(settings, domains, tokens);
  }

  /** Milliseconds for which the platform's throttling keeps everybody back; 0 when it does not. */
  get opensInMs(): number {
    return this.#gate.opensInMs;
  }

  /** Waits for a place among the requests that the platform allows, and its turn; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Place> {
    const place = await this.#gate.enter(signal);
    try {
      if (this.#shared !== undefined) {
        const waitMs = await waitFor(this.#shared.turnInMs(), signal);
        if (waitMs > 0) await sleep(this.#settings.clock, waitMs, signal);
      }
      return place;
    } catch (reason) {
      place.leave({ kind: 'failed' });
      throw reason;
    }
  }

  /**
   * @param place one that was waited for already; it is given back here
   * @throws {FunctionsError} of this try.
   */
  async try<T>(
    call: GatewayCall<T>,
    progress: Progress,
    deadline: Deadline,
    place?: Place,
  ): Promise<Answer<T>> {
    const own = place ?? this.#placeNow(deadline) ?? (await this.#placeInTime(call, progress, deadline));
    let passage: Passage = { kind: 'failed' };
    let access: Access | undefined;
    try {
      if (this.#shared !== undefined && place === undefined)
        await this.#turnInTime(this.#shared, call, progress, deadline);
      access = this.#access.known() ?? (await this.#access.find(deadline));
      progress.attempts += 1;
      const sentAt = this.#shared?.sent();
      const response = await this.#send(call, access, progress, deadline);
      passage = this.#passageOf(response, progress, sentAt);
      // A token that was refused is no token: the next request gets a new one.
      if (response.status === 401) this.#tokens.invalidate(access.token);
      return this.#read(response, call, access, progress);
    } catch (error) {
      // A host that cannot be reached may have moved: the next try asks for it again.
      if (access !== undefined && isUnreachable(error)) this.#domains.suspect(access.gateway);
      throw error;
    } finally {
      own.leave(passage);
    }
  }

  #placeNow(deadline: Deadline): Place | undefined {
    const now = this.#settings.clock.now();
    return deadline.isOverAt(now) ? undefined : this.#gate.placeAt(now);
  }

  /** Waits while the platform throttles this client; fails at once when the wait is longer than the call. */
  async #placeInTime(
    { requestId }: GatewayCall<unknown>,
    { attempts }: Progress,
    deadline: Deadline,
  ): Promise<Place> {
    const { opensInMs } = this.#gate;
    if (opensInMs > 0 && !fits(opensInMs, deadline.remainingMs))
      throw throttled(opensInMs, requestId, attempts);
    try {
      return await this.#gate.enter(deadline.signal);
    } catch (reason) {
      throw interruption(reason, { phase: 'invocation', requestId, attempts });
    }
  }

  /** Waits for this request's turn among those of all processes. */
  async #turnInTime(
    shared: SharedThrottle,
    { requestId }: GatewayCall<unknown>,
    { attempts }: Progress,
    deadline: Deadline,
  ): Promise<void> {
    const { signal } = deadline;
    try {
      const waitMs = await waitFor(shared.turnInMs(), signal);
      if (waitMs <= 0) return;
      if (!fits(waitMs, deadline.remainingMs)) throw throttled(waitMs, requestId, attempts);
      await sleep(this.#settings.clock, waitMs, signal);
    } catch (error) {
      if (error !== signal.reason) throw error;
      throw interruption(error, { phase: 'invocation', requestId, attempts });
    }
  }

  #send(
    call: GatewayCall<unknown>,
    { gateway, token, now }: Access,
    { attempts }: Progress,
    deadline: Deadline,
  ): Promise<TransportResponse> {
    const { accountId, eventSource, attemptTimeoutMs: timeoutMs, clock, transport } = this.#settings;
    const { requestId } = call;
    const generation = this.#generationOf(gateway);
    const addresses = this.#addresses;
    const request = call.request({
      accountId,
      generation,
      eventSource,
      gateway,
      token,
      requestId,
      addresses,
    });
    const context = { transport, timeoutMs, requestId, attempts, deadline, now };
    return traced(
      'attempt',
      () => sendOnce(request, context),
      () => ({
        facts: {
          accountId,
          requestId,
          attempt: attempts,
          method: request.method,
          host: gateway.host,
          generation,
        },
        outcome: ({ status }) => ({ status }),
        now: () => clock.now(),
      }),
    );
  }

  #read<T>(
    response: TransportResponse,
    call: GatewayCall<T>,
    { gateway, token }: Access,
    { attempts }: Progress,
  ): Answer<T> {
    const { host } = gateway;
    const { requestId } = call;
    const { clock } = this.#settings;
    const confidential = (): string[] => [token, ...this.#settings.secrets(), ...call.confidential()];
    const value = call.read(response, { host, requestId, attempts, clock, confidential });
    const generation = this.#generationOf(gateway);
    return { value, status: response.status, requestId, attempts, host, generation };
  }

  #passageOf(response: TransportResponse, { failures }: Progress, sentAt: number | undefined): Passage {
    if (response.status !== 429) return { kind: 'answered' };
    const { clock, retry } = this.#settings;
    const asked = retryAfterMs(response.headers, clock.wallNow());
    if (sentAt !== undefined) this.#shared?.refused(sentAt, asked);
    return {
      kind: 'throttled',
      delayMs: pauseMs({ code: 'rate-limited', asked }, failures + 1, retry, clock),
    };
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
