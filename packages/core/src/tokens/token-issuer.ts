import type { DomainResolver } from '../domains/domain-resolver.js';
import { FunctionsError } from '../errors.js';
import type { Credentials, DomainSettings } from '../options.js';
import { Deadline } from '../resilience/deadline.js';
import { traced } from '../traced.js';
import { currentSecret } from './client-secret.js';
import { momentOf, type NewToken } from './held-token.js';
import { tokenLifetimeMs } from './token-lifetime.js';
import { requestToken } from './token-request.js';

const REQUEST_TIMEOUT_MS = 10_000;

/** How long rejected credentials are not sent again: a wrong secret in a busy flow must not look like an attack. */
const REJECTED_MS = 5000;

interface Rejection {
  readonly clientSecret: string;
  readonly error: FunctionsError;
  readonly untilMs: number;
}

/** Gets one new token: the secret, the token service's host, the request. Keeps no token. */
export class TokenIssuer {
  readonly #settings: DomainSettings;
  readonly #credentials: Credentials;
  readonly #resolver: DomainResolver;
  #rejection: Rejection | undefined;

  constructor(settings: DomainSettings, credentials: Credentials, resolver: DomainResolver) {
    this.#settings = settings;
    this.#credentials = Object.freeze({ ...credentials });
    this.#resolver = resolver;
  }

  /** Whether the credentials were rejected a moment ago; the same ones are not sent again until it has passed. */
  get wasRejected(): boolean {
    return this.#rejection !== undefined && this.#settings.clock.now() < this.#rejection.untilMs;
  }

  /** @throws {FunctionsError} or the signal's reason. */
  issue(signal: AbortSignal): Promise<NewToken> {
    const { accountId, clock } = this.#settings;
    return traced('token', () => this.#issue(signal), {
      facts: () => ({ accountId }),
      outcome: ({ lifetimeMs }) => ({ lifetimeMs }),
      now: () => clock.now(),
    });
  }

  async #issue(signal: AbortSignal): Promise<NewToken> {
    const { clock } = this.#settings;
    const { clientId } = this.#credentials;
    const clientSecret = await currentSecret(this.#credentials, clock, signal);
    if (this.#rejection !== undefined && this.wasRejected && this.#rejection.clientSecret === clientSecret)
      throw this.#rejection.error;
    const { origin } = await this.#resolver.resolve('sentinel', { signal });
    using deadline = new Deadline(clock, REQUEST_TIMEOUT_MS, signal);
    const askedAt = momentOf(clock);
    const asking = requestToken(origin, { clientId, clientSecret }, this.#settings, deadline.signal);
    const { token, expiresIn } = await asking.catch((error: unknown) => {
      this.#remember(error, clientSecret);
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
