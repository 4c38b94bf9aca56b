import type { DomainResolver } from '../domains/domain-resolver.js';
import { type FunctionsError, isFunctionsError } from '../errors.js';
import type { Credentials, TokenOptions } from '../options.js';
import type { Domain } from '../platform.js';
import { Deadline } from '../resilience/deadline.js';
import type { DomainSettings } from '../settings.js';
import { SealedStore } from '../sharing/sealed-store.js';
import { StoreBreaker } from '../sharing/store-breaker.js';
import type { StoreTime } from '../sharing/store-time.js';
import type { TokenCache } from '../sharing/token-cache.js';
import { traced } from '../traced.js';
import { currentSecret } from './client-secret.js';
import { momentOf, type NewToken } from './held-token.js';
import { isFresh, SharedToken } from './shared-token.js';
import { tokenLifetimeMs } from './token-lifetime.js';
import { type KnownCredentials, requestToken } from './token-request.js';

const REQUEST_TIMEOUT_MS = 10_000;

/** How long rejected credentials are not sent again: a wrong secret in a busy flow must not look like an attack. */
const REJECTED_MS = 5000;

interface Rejection {
  readonly clientSecret: string;
  readonly error: FunctionsError;
  readonly untilMs: number;
}

/** A request for a new token. */
interface TokenDemand {
  readonly signal: AbortSignal;
  /** How long the callers may wait for the shared cache. */
  readonly time: StoreTime;
  /** Without any usable token, another process's token close to its expiry is better than a failure. */
  readonly acceptsOld: boolean;
}

/** Gets a new token: reads the secret, finds the host, tries the shared cache, sends the request. Holds no token. */
export class TokenIssuer {
  readonly #settings: DomainSettings;
  readonly #credentials: Credentials;
  readonly #resolver: DomainResolver;
  readonly #cache: TokenCache | undefined;
  #shared: SharedToken | undefined;
  #refused: string | undefined;
  #refusesCached = false;
  #rejection: Rejection | undefined;

  constructor(
    settings: DomainSettings,
    { credentials, tokenCache }: Pick<TokenOptions, 'credentials' | 'tokenCache'>,
    resolver: DomainResolver,
  ) {
    this.#settings = settings;
    this.#credentials = Object.freeze({ ...credentials });
    this.#cache = tokenCache;
    this.#resolver = resolver;
  }

  /** Whether credentials were rejected less than five seconds ago; the same ones are not sent again until then. */
  get wasRejected(): boolean {
    return this.#rejection !== undefined && this.#settings.clock.now() < this.#rejection.untilMs;
  }

  /** Whether processes share its tokens. */
  get isShared(): boolean {
    return this.#cache !== undefined;
  }

  /** Operations on the shared cache that failed so far; `undefined` without a cache. */
  get storeFailures(): number | undefined {
    if (this.#cache === undefined) return undefined;
    return StoreBreaker.of(this.#cache, this.#settings.clock).failures;
  }

  /**
   * Returns a new token.
   * @throws {@link FunctionsError} or the signal's reason.
   */
  issue(demand: TokenDemand): Promise<NewToken> {
    const { accountId, clock } = this.#settings;
    return traced(
      'token',
      () => this.#issue(demand),
      () => ({
        facts: { accountId },
        outcome: ({ lifetimeMs }) => ({ lifetimeMs }),
        now: () => clock.now(),
      }),
    );
  }

  /** Excludes a token that the gateway refused, even if another process shares it again. */
  refuse(token: string): void {
    this.#refused = token;
    void this.#shared?.drop(token);
  }

  /** Excludes the token that is in the shared cache now, which this process does not know yet. */
  refuseCached(): void {
    this.#refusesCached = true;
  }

  async #issue(demand: TokenDemand): Promise<NewToken> {
    const { signal } = demand;
    const { clock, accountId } = this.#settings;
    const { clientId } = this.#credentials;
    const clientSecret = await currentSecret(this.#credentials, clock, signal);
    if (this.#rejection !== undefined && this.wasRejected && this.#rejection.clientSecret === clientSecret)
      throw this.#rejection.error;
    const service = await this.#resolver.resolve('sentinel', { signal });
    const { origin } = service;
    const request = (): Promise<NewToken> => this.#request(service, { clientId, clientSecret }, signal);
    if (this.#cache === undefined) return await request();
    const store = new SealedStore(this.#cache, clock, () => clientSecret);
    this.#shared = new SharedToken(store, clock, { origin, accountId, clientId });
    return await this.#cachedOrNew(this.#shared, request, demand);
  }

  /** Returns another process's token if there is one; otherwise requests a token and shares it. */
  async #cachedOrNew(
    shared: SharedToken,
    request: () => Promise<NewToken>,
    demand: TokenDemand,
  ): Promise<NewToken> {
    const { signal, time } = demand;
    const lookUp = async (): Promise<NewToken | undefined> => {
      const cached = await shared.read(time);
      if (this.#refusesCached && cached !== undefined) this.refuse(cached.token);
      this.#refusesCached = false;
      return cached !== undefined && this.#isUsable(cached) ? cached : undefined;
    };
    const cachedOrRelease = (await lookUp()) ?? (await shared.turn(lookUp, time, signal));
    if (typeof cachedOrRelease !== 'function') return cachedOrRelease;
    try {
      // The previous holder of the lock may have cached a token meanwhile.
      return (await lookUp()) ?? (await this.#requestAndShare(shared, request, demand));
    } finally {
      await cachedOrRelease();
    }
  }

  async #requestAndShare(
    shared: SharedToken,
    request: () => Promise<NewToken>,
    { time, acceptsOld }: TokenDemand,
  ): Promise<NewToken> {
    try {
      const token = await request();
      await shared.write(token, time);
      return token;
    } catch (error) {
      const old =
        acceptsOld && isFunctionsError(error) && error.retryable ? await shared.read(time) : undefined;
      if (old !== undefined && old.token !== this.#refused) return old;
      throw error;
    }
  }

  #isUsable(cached: NewToken): boolean {
    return cached.token !== this.#refused && isFresh(cached, this.#settings.clock);
  }

  async #request(service: Domain, credentials: KnownCredentials, signal: AbortSignal): Promise<NewToken> {
    const { clock } = this.#settings;
    using deadline = new Deadline(clock, REQUEST_TIMEOUT_MS, [signal]);
    const askedAt = momentOf(clock);
    const response = requestToken(credentials, {
      origin: service.origin,
      settings: this.#settings,
      signal: deadline.signal,
      // The service may have moved: the next attempt looks up its host again.
      onUnreachable: () => this.#resolver.suspect(service),
    });
    const { token, expiresIn } = await response.catch((error: unknown) => {
      this.#rememberRejection(error, credentials.clientSecret);
      throw error;
    });
    this.#rejection = undefined;
    return { token, askedAt, lifetimeMs: tokenLifetimeMs({ token, expiresIn, sentAtMs: askedAt.wallMs }) };
  }

  #rememberRejection(error: unknown, clientSecret: string): void {
    if (!isFunctionsError(error) || error.code !== 'credentials-rejected') return;
    this.#rejection = { clientSecret, error, untilMs: this.#settings.clock.now() + REJECTED_MS };
  }
}
