import type { DomainResolver } from '../domains/domain-resolver.js';
import { FunctionsError, isFunctionsError } from '../errors.js';
import type { Credentials, DomainSettings, TokenOptions } from '../options.js';
import type { Domain } from '../platform.js';
import { Deadline } from '../resilience/deadline.js';
import { SealedStore } from '../sharing/sealed-store.js';
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

/** Who wants a token. */
interface TokenDemand {
  readonly signal: AbortSignal;
  /** There is none at all: one of another process that is near its end is better than a failure. */
  readonly acceptsOld: boolean;
}

/** Gets one new token: the secret, the token service's host, what other processes share, the request. Keeps none. */
export class TokenIssuer {
  readonly #settings: DomainSettings;
  readonly #credentials: Credentials;
  readonly #resolver: DomainResolver;
  readonly #cache: TokenCache | undefined;
  #shared: SharedToken | undefined;
  #refused: string | undefined;
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

  /** Whether the credentials were rejected a moment ago; the same ones are not sent again until it has passed. */
  get wasRejected(): boolean {
    return this.#rejection !== undefined && this.#settings.clock.now() < this.#rejection.untilMs;
  }

  /** @throws {FunctionsError} or the signal's reason. */
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

  /** Never answers this token again, although other processes may still hold it for good. */
  refuse(token: string): void {
    this.#refused = token;
    void this.#shared?.drop(token);
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
    const ask = (): Promise<NewToken> => this.#ask(service, { clientId, clientSecret }, signal);
    if (this.#cache === undefined) return await ask();
    const store = new SealedStore(this.#cache, clock, () => clientSecret);
    this.#shared = new SharedToken(store, clock, { origin, accountId, clientId });
    return await this.#shareOrAsk(this.#shared, ask, demand);
  }

  /** Another process's token where there is one; otherwise a new one, for the others too. */
  async #shareOrAsk(
    shared: SharedToken,
    ask: () => Promise<NewToken>,
    { signal, acceptsOld }: TokenDemand,
  ): Promise<NewToken> {
    const found = async (): Promise<NewToken | undefined> => {
      const known = await shared.read();
      return known !== undefined && this.#isNews(known) ? known : undefined;
    };
    const known = (await found()) ?? (await shared.turn(found, signal));
    if (typeof known !== 'function') return known;
    try {
      // Whoever had the lock before may have written meanwhile.
      return (await found()) ?? (await this.#askForAll(shared, ask, acceptsOld));
    } finally {
      await known();
    }
  }

  async #askForAll(
    shared: SharedToken,
    ask: () => Promise<NewToken>,
    acceptsOld: boolean,
  ): Promise<NewToken> {
    try {
      const token = await ask();
      await shared.write(token);
      return token;
    } catch (error) {
      const old = acceptsOld && isFunctionsError(error) && error.retryable ? await shared.read() : undefined;
      if (old !== undefined && old.token !== this.#refused) return old;
      throw error;
    }
  }

  #isNews(known: NewToken): boolean {
    return known.token !== this.#refused && isFresh(known, this.#settings.clock);
  }

  async #ask(service: Domain, credentials: KnownCredentials, signal: AbortSignal): Promise<NewToken> {
    const { clock } = this.#settings;
    using deadline = new Deadline(clock, REQUEST_TIMEOUT_MS, [signal]);
    const askedAt = momentOf(clock);
    const asking = requestToken(credentials, {
      origin: service.origin,
      settings: this.#settings,
      signal: deadline.signal,
      // It may have moved: the next try asks for it again.
      onUnreachable: () => this.#resolver.suspect(service),
    });
    const { token, expiresIn } = await asking.catch((error: unknown) => {
      this.#remember(error, credentials.clientSecret);
      throw error;
    });
    this.#rejection = undefined;
    return { token, askedAt, lifetimeMs: tokenLifetimeMs({ token, expiresIn, sentAtMs: askedAt.wallMs }) };
  }

  #remember(error: unknown, clientSecret: string): void {
    if (!(error instanceof FunctionsError) || error.code !== 'credentials-rejected') return;
    this.#rejection = { clientSecret, error, untilMs: this.#settings.clock.now() + REJECTED_MS };
  }
}
