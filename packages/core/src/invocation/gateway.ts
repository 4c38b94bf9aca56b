import type { DomainResolver } from '../domains/domain-resolver.js';
import type { Tokens } from '../options.js';
import { type Domain, generationOf } from '../platform.js';
import type { Confidential } from '../redaction.js';
import type { Deadline } from '../resilience/deadline.js';
import type { ClientSettings } from '../settings.js';
import type { SharedThrottle } from '../throttling/shared-throttle.js';
import type { Slot, SlotResult } from '../throttling/throttle-gate.js';
import { hasListener, traced } from '../traced.js';
import type { TransportResponse } from '../transport/transport.js';
import { Admission } from './admission.js';
import { type Access, sendOnce } from './attempt.js';
import { connectionWait, waitForConnection } from './connection-wait.js';
import { type CallProgress, confidentialIn, type GatewayAnswer, type GatewayCall } from './gateway-call.js';
import { AddressCache } from './gateway-request.js';
import { TokenReplacement } from './token-replacement.js';

/** The invocation gateway of one account: makes one attempt of a call, from the throttle gate to the response. */
export class Gateway {
  /** Decides which attempts may go, and when. */
  readonly admission: Admission;
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  readonly #access: AccessSource;
  readonly #addresses = new AddressCache();
  readonly #replacement: TokenReplacement;
  /** The host may have moved, so the next attempt resolves it again. One function for all calls: it allocates nothing. */
  readonly #onUnreachable = (gateway: Domain): void => this.#domains.suspect(gateway);

  /** @param shared the throttle that processes share, if they share one */
  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens, shared?: SharedThrottle) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
    this.#replacement = new TokenReplacement(settings.clock);
    this.admission = new Admission(settings, shared);
    this.#access = new AccessSource(settings, domains, tokens);
  }

  /**
   * Makes one attempt.
   * @param slot a slot that the caller has waited for; it is released here
   * @throws {@link FunctionsError} of this attempt.
   */
  async attempt<T>(
    call: GatewayCall<T>,
    progress: CallProgress,
    deadline: Deadline,
    slot?: Slot,
  ): Promise<GatewayAnswer<T>> {
    const own =
      slot ??
      this.admission.slotNow(deadline) ??
      (await this.admission.enterInTime(call, progress, deadline));
    let slotResult: SlotResult = { kind: 'failed' };
    try {
      let access = this.#access.known() ?? (await this.#access.find(deadline));
      const wait = connectionWait(this.#settings.transport, access.gateway.origin, deadline);
      if (wait !== undefined) {
        await waitForConnection(wait, call.requestId, progress, deadline);
        // Meanwhile the token may have expired.
        access = this.#access.known() ?? (await this.#access.find(deadline));
      }
      // There is no other token to try.
      if (progress.refusal !== undefined && progress.refusedToken === access.token) throw progress.refusal;
      progress.attempts += 1;
      const sentAt = this.admission.sent();
      const response = await this.#send(call, access, progress, deadline);
      slotResult = this.admission.slotResultOf(response, progress, sentAt);
      if (response.status === 401 || response.status === 403) this.#refused(access.token, progress);
      else if (progress.refusal !== undefined) this.#replacement.succeeded();
      return this.#read(response, call, access, progress);
    } finally {
      own.leave(slotResult);
    }
  }

  /** The platform answers 401 or 403 for an expired or revoked token, and the function did not run. */
  #refused(token: string, progress: CallProgress): void {
    if (progress.refusedToken !== undefined) {
      this.#replacement.failed();
      return;
    }
    progress.refusedToken = token;
    if (!this.#replacement.isPaused) this.#tokens.invalidate(token);
  }

  #send(
    call: GatewayCall<unknown>,
    access: Access,
    { attempts }: CallProgress,
    deadline: Deadline,
  ): Promise<TransportResponse> {
    const { accountId, eventSource, userAgent, httpHeaders, clock } = this.#settings;
    const { gateway, token } = access;
    const { requestId } = call;
    const generation = generationOf(gateway.host, this.#settings.generation);
    const addresses = this.#addresses;
    const request = call.request({
      accountId,
      generation,
      eventSource,
      gateway,
      token,
      requestId,
      userAgent,
      httpHeaders,
      addresses,
    });
    const onUnreachable = this.#onUnreachable;
    const context = { settings: this.#settings, call, access, attempts, deadline, onUnreachable };
    if (!hasListener('attempt')) return sendOnce(request, context);
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
    { attempts }: CallProgress,
  ): GatewayAnswer<T> {
    const { host } = gateway;
    const { requestId } = call;
    const { clock, regionAdvice } = this.#settings;
    const confidential = (): Confidential => confidentialIn(call, token, this.#settings);
    const value = call.read(response, { host, requestId, attempts, clock, regionAdvice, confidential });
    const generation = generationOf(gateway.host, this.#settings.generation);
    return { value, status: response.status, requestId, attempts, host, generation };
  }
}

/** Provides the gateway's host and a token (steps 1 and 2) for the invocation (step 3). */
class AccessSource {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  #isConnected = false;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
  }

  /**
   * Returns host and token when both are cached, without waiting for a promise. Without it a warm call allocates 4.7 kB more
   * (of 10.6) and takes 1.5 times the CPU; test/allocations.test.ts guards it.
   */
  known(): Access | undefined {
    const now = this.#settings.clock.now();
    const gateway = this.#domains.known('faasGW', now);
    const token = this.#tokens.ready?.();
    return gateway === undefined || token === undefined ? undefined : { gateway, token, now };
  }

  /** Finds both in parallel; the first failure is the result. */
  async find(deadline: Deadline): Promise<Access> {
    this.#connectEarly(deadline);
    const finding = [this.#domains.resolve('faasGW', deadline), this.#tokens.get(deadline)] as const;
    const [gateway, token] = await Promise.all(finding);
    return { gateway, token, now: this.#settings.clock.now() };
  }

  /** Opens the gateway's first connection while the token is requested, which saves two round trips. */
  #connectEarly(deadline: Deadline): void {
    const { transport } = this.#settings;
    if (this.#isConnected || transport.preconnect === undefined) return;
    this.#isConnected = true;
    const known = this.#domains.resolve('faasGW', deadline);
    known.then(({ origin }) => transport.preconnect?.(new URL(origin))).catch(() => undefined);
  }
}
