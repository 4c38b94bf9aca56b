import type { DomainResolver } from '../domains/domain-resolver.js';
import type { Domain } from '../domains/service.js';
import { FunctionsError } from '../errors.js';
import type { ClientSettings, Tokens } from '../options.js';
import type { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { type Passage, type Place, ThrottleGate } from '../resilience/throttle-gate.js';
import { traced } from '../traced.js';
import type { TransportResponse } from '../transport/transport.js';
import { Addresses } from './addresses.js';
import { sendOnce } from './attempt.js';
import type { Answer, GatewayCall, Progress } from './invocation.js';
import { throttled } from './last-error.js';
import { fits, pauseMs } from './retry-plan.js';

/** What a request to the gateway goes out with, and when, on the clock that only goes forward. */
interface Way {
  readonly gateway: Domain;
  readonly token: string;
  readonly now: number;
}

/** The invocation gateway of one account: one try of a call, from the gate that throttles to the answer. */
export class Gateway {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  readonly #gate: ThrottleGate;
  readonly #addresses = new Addresses();
  #isConnected = false;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
    this.#gate = new ThrottleGate(settings.clock);
  }

  /** Milliseconds for which the platform's throttling keeps everybody back; 0 when it does not. */
  get opensInMs(): number {
    return this.#gate.opensInMs;
  }

  /** Waits for a place among the requests that the platform allows at once; rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<Place> {
    return this.#gate.enter(signal);
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
    let way: Way | undefined;
    try {
      way = this.#knownWay() ?? (await this.#findWay(deadline));
      progress.attempts += 1;
      const response = await this.#send(call, way, progress, deadline);
      passage = this.#passageOf(response, progress);
      // A token that was refused is no token: the next request gets a new one.
      if (response.status === 401) this.#tokens.invalidate(way.token);
      return this.#read(response, call, way, progress);
    } catch (error) {
      // A host that cannot be reached may have moved: the next try asks for it again.
      if (way !== undefined && isUnreachable(error)) this.#domains.suspect(way.gateway);
      throw error;
    } finally {
      own.leave(passage);
    }
  }

  /** What is known already, when nobody has to be asked for it. */
  #knownWay(): Way | undefined {
    const now = this.#settings.clock.now();
    const gateway = this.#domains.known('faasGW', now);
    const token = this.#tokens.ready?.();
    return gateway === undefined || token === undefined ? undefined : { gateway, token, now };
  }

  /** Side by side: the token needs other hosts than the invocation. What fails first ends the other. */
  async #findWay(deadline: Deadline): Promise<Way> {
    this.#connectEarly(deadline);
    const finding = [this.#domains.resolve('faasGW', deadline), this.#tokens.get(deadline)] as const;
    const [gateway, token] = await Promise.all(finding);
    return { gateway, token, now: this.#settings.clock.now() };
  }

  /** The first time, the gateway's connection is opened while the token is on its way: two round trips less. */
  #connectEarly(deadline: Deadline): void {
    const { transport } = this.#settings;
    if (this.#isConnected || transport.preconnect === undefined) return;
    this.#isConnected = true;
    const known = this.#domains.resolve('faasGW', deadline);
    known.then(({ origin }) => transport.preconnect?.(new URL(origin))).catch(() => undefined);
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

  #send(
    call: GatewayCall<unknown>,
    { gateway, token, now }: Way,
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
    { gateway, token }: Way,
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

  #passageOf(response: TransportResponse, { failures }: Progress): Passage {
    if (response.status !== 429) return { kind: 'answered' };
    const { clock, retry } = this.#settings;
    const asked = retryAfterMs(response.headers, clock.wallNow());
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
