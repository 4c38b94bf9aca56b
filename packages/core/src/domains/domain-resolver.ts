import { DomainError, FunctionsError } from '../errors.js';
import { foreignText } from '../foreign-text.js';
import { assertOptions, type DomainOptions, type DomainSettings, domainSettings } from '../options.js';
import { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { requestHost } from './domain-request.js';
import { regionHost } from './region-hosts.js';
import type { Domain, ServiceName } from './service.js';
import { trustedOrigin } from './trusted-host.js';

const FRESH_MS = 600_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Step 1: from an account and a service to a host that may be trusted.
 *
 * Asks the Domain API once per service and keeps the answer for ten minutes; callers that ask at the same time
 * share one request. Every host is checked before anyone gets it, whoever named it.
 */
export class DomainResolver {
  readonly #settings: DomainSettings;
  readonly #flights = new SingleFlight<ServiceName, Domain>();
  readonly #known = new Map<ServiceName, { readonly domain: Domain; readonly until: number }>();

  /** @throws {OptionsError} naming every bad option. */
  constructor(options: DomainOptions) {
    assertOptions(options);
    this.#settings = domainSettings(options);
  }

  /**
   * The host of a service.
   * @throws {DomainError} `domain-unresolved`, `domain-untrusted`, `domain-unavailable`, `timeout` or `aborted`.
   */
  async resolve(service: ServiceName, options: { signal?: AbortSignal } = {}): Promise<Domain> {
    const known = this.#known.get(service);
    if (known !== undefined && known.until > this.#settings.clock.now()) return known.domain;
    const signal = options.signal ?? new AbortController().signal;
    try {
      return await this.#flights.join(service, signal, (shared) => this.#find(service, shared));
    } catch (error) {
      throw error instanceof FunctionsError ? error : interruption(error, { phase: 'domain' });
    }
  }

  async #find(service: ServiceName, signal: AbortSignal): Promise<Domain> {
    const { clock } = this.#settings;
    const domain = this.#check(service, this.#configured(service) ?? (await this.#discover(service, signal)));
    this.#known.set(service, { domain, until: clock.now() + FRESH_MS });
    return domain;
  }

  #configured(service: ServiceName): string | undefined {
    const { domains, region } = this.#settings;
    return domains[service] ?? (region === 'auto' ? undefined : regionHost(region, service));
  }

  async #discover(service: ServiceName, signal: AbortSignal): Promise<unknown> {
    using deadline = new Deadline(this.#settings.clock, REQUEST_TIMEOUT_MS, signal);
    return await requestHost(service, this.#settings, deadline.signal);
  }

  #check(service: ServiceName, host: unknown): Domain {
    const origin = trustedOrigin(host, this.#settings.trust);
    if (origin !== undefined) return { service, host: String(host), origin };
    throw new DomainError({
      code: 'domain-untrusted',
      phase: 'domain',
      problem: `The host for ${service}, "${foreignText(String(host))}", is not one of LivePerson's`,
      hint: 'Nothing was sent to it. If it is right, name its domain in trustedDomains.',
    });
  }
}
