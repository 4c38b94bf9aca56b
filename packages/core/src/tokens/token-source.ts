import { inspect } from 'node:util';
import { DomainResolver } from '../domains/domain-resolver.js';
import { FunctionsError } from '../errors.js';
import {
  assertOptions,
  type Credentials,
  type DomainSettings,
  domainSettings,
  type TokenOptions,
} from '../options.js';
import { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { tokenLifetimeMs } from './token-lifetime.js';
import { requestToken } from './token-request.js';

const REQUEST_TIMEOUT_MS = 10_000;
const LONGEST_LEAD_MS = 60_000;
const LEAD_SHARE = 0.25;

interface Held {
  readonly token: string;
  /** On the clock that only goes forward. */
  readonly renewAt: number;
}

/**
 * Step 2: from credentials to a token that is valid now.
 *
 * Keeps one token and renews it before it runs out; callers that need one at the same time share one request.
 */
export class TokenSource {
  readonly #settings: DomainSettings;
  readonly #credentials: Credentials;
  readonly #resolver: DomainResolver;
  readonly #onToken: (token: string) => void;
  readonly #flights = new SingleFlight<number, string>();
  #held: Held | undefined;
  /** Grows with each invalidation: what was asked for before it is not kept after it. */
  #era = 0;

  /**
   * @param resolver finds the token service. Default: one of its own, from the same options.
   * @throws {OptionsError} naming every bad option.
   */
  constructor(options: TokenOptions, resolver?: DomainResolver) {
    assertOptions({ ...options, credentials: options.credentials });
    this.#settings = domainSettings(options);
    this.#credentials = Object.freeze({ ...options.credentials });
    this.#resolver = resolver ?? new DomainResolver({ ...options, transport: this.#settings.transport });
    this.#onToken = options.onToken ?? (() => undefined);
  }

  /**
   * A token that is valid now.
   * @throws {TokenError} `credentials-rejected`, `token-malformed`, `token-unavailable`, `timeout` or `aborted`.
   * @throws {DomainError} when the token service could not be found.
   */
  async get(options: { signal?: AbortSignal } = {}): Promise<string> {
    if (this.#held !== undefined && this.#held.renewAt > this.#settings.clock.now()) return this.#held.token;
    const signal = options.signal ?? new AbortController().signal;
    const era = this.#era;
    try {
      return await this.#flights.join(era, signal, (shared) => this.#renew(era, shared));
    } catch (error) {
      throw error instanceof FunctionsError ? error : interruption(error, { phase: 'token' });
    }
  }

  /** Drops a token that the gateway refused, if it still is the one that is held. */
  invalidate(token: string): void {
    if (this.#held?.token !== token) return;
    this.#held = undefined;
    this.#era += 1;
  }

  [inspect.custom](): string {
    return `TokenSource { account: ${this.#settings.accountId}, holdsToken: ${this.#held !== undefined} }`;
  }

  async #renew(era: number, signal: AbortSignal): Promise<string> {
    const { clock } = this.#settings;
    const { origin } = await this.#resolver.resolve('sentinel', { signal });
    using deadline = new Deadline(clock, REQUEST_TIMEOUT_MS, signal);
    const [sentAt, sentAtMs] = [clock.now(), clock.wallNow()];
    const { token, expiresIn } = await requestToken(
      origin,
      this.#credentials,
      this.#settings,
      deadline.signal,
    );
    this.#onToken(token);
    const lifetime = tokenLifetimeMs({ token, expiresIn, sentAtMs });
    const lead = Math.min(LONGEST_LEAD_MS, lifetime * LEAD_SHARE);
    if (era === this.#era) this.#held = { token, renewAt: sentAt + lifetime - lead };
    return token;
  }
}
