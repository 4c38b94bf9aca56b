import type { DomainResolver } from '../domains/domain-resolver.js';
import type { ClientSettings, Tokens } from '../options.js';
import type { Domain } from '../platform.js';
import type { Deadline } from '../resilience/deadline.js';

/** What a request to the gateway goes out with, and when, on the clock that only goes forward. */
export interface Access {
  readonly gateway: Domain;
  readonly token: string;
  readonly now: number;
}

/** Steps 1 and 2 for step 3: the gateway's host and a token, known already or to be found. */
export class AccessSource {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  #isConnected = false;

  constructor(settings: ClientSettings, domains: DomainResolver, tokens: Tokens) {
    this.#settings = settings;
    this.#domains = domains;
    this.#tokens = tokens;
  }

  /** What is known already, when nobody has to be asked for it. */
  known(): Access | undefined {
    const now = this.#settings.clock.now();
    const gateway = this.#domains.known('faasGW', now);
    const token = this.#tokens.ready?.();
    return gateway === undefined || token === undefined ? undefined : { gateway, token, now };
  }

  /** Side by side: the token needs other hosts than the invocation. What fails first ends the other. */
  async find(deadline: Deadline): Promise<Access> {
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
}
