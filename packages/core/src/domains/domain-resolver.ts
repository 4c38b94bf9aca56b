import { assertArgument, type Check, must, signalOf } from '../checks.js';
import { DomainError, isFunctionsError, OptionsError } from '../errors.js';
import { isRecord } from '../json.js';
import { checkOptions, type DomainOptions } from '../options.js';
import { type Domain, regionHost, SERVICE_NAMES, type ServiceName, trustedOrigin } from '../platform.js';
import { redactText } from '../redaction.js';
import { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { type DomainSettings, domainSettings } from '../settings.js';
import { traced } from '../traced.js';
import { DomainEntry } from './domain-entry.js';
import { requestHost } from './domain-request.js';

const DOMAIN: Check = (value) => must(isRecord(value), 'a Domain, as resolve() returns it');

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Step 1: finds the host of an account's service and checks that it can be trusted.
 *
 * Sends one request per service to the Domain API; concurrent callers share it. A host is fresh for ten minutes.
 * After that it is served stale while one request in the background renews it. While the Domain API is unavailable,
 * the host is served for up to 24 hours since the last valid response; without one, `domain-unavailable` is cached
 * for one second. A negative response (`domain-unresolved`, `domain-untrusted`) replaces the host and is cached for
 * 30 seconds.
 *
 * Hosts from `domains` and `region` never expire. Every host is checked before use, wherever it came from.
 */
export class DomainResolver implements AsyncDisposable {
  readonly #settings: DomainSettings;
  readonly #ownsTransport: boolean;
  readonly #flights = new SingleFlight<string, Domain>();
  /** Bounded: one entry for each of a closed set of services. */
  readonly #entries: ReadonlyMap<string, DomainEntry>;
  /** Hosts from the options that passed the check. */
  readonly #fixed = new Map<ServiceName, Domain>();

  /** @throws {@link OptionsError} naming every bad option. */
  constructor(options: DomainOptions) {
    const checked = checkOptions(options);
    this.#settings = domainSettings(checked);
    this.#ownsTransport = checked.transport === undefined;
    const { clock } = this.#settings;
    this.#entries = new Map(SERVICE_NAMES.map((service) => [service, new DomainEntry(clock)]));
  }

  /**
   * Returns the host of a service, from the cache where possible.
   * @throws {@link DomainError} `domain-unresolved`, `domain-untrusted`, `domain-unavailable`, `timeout` or `aborted`.
   * @throws {@link OptionsError} when the service does not exist, or the signal is none.
   */
  async resolve(service: ServiceName, options: { signal?: AbortSignal | undefined } = {}): Promise<Domain> {
    const signal = options instanceof Deadline ? options.signal : signalOf(options);
    try {
      signal.throwIfAborted();
      const entry = this.#entryOf(service);
      const configured = this.#configured(service);
      if (configured !== undefined) return configured;
      return await this.#discovered(service, entry, signal);
    } catch (error) {
      throw isFunctionsError(error) ? error : interruption(error, { phase: 'domain' });
    }
  }

  /** Returns the host of a service if it is cached, fresh and not suspect; sends no request. */
  known(service: ServiceName, now: number): Domain | undefined {
    const fixed = this.#fixed.get(service);
    if (fixed !== undefined) return fixed;
    const verdict = this.#entryOf(service).verdict(now);
    return verdict.kind === 'serve' && !verdict.revalidate ? verdict.domain : undefined;
  }

  /**
   * Reports that a host could not be reached or presented another host's certificate. The next `resolve` of its
   * service asks the Domain API first, and serves the suspect host only if the Domain API is unavailable. Has no
   * effect on a host that has been replaced or comes from the options, nor within 30 seconds of the last request
   * that a suspicion or a failure caused.
   * @throws {@link OptionsError} when it is not a host.
   */
  suspect(domain: Domain): void {
    assertArgument('domain', domain, DOMAIN);
    this.#entries.get(domain.service)?.suspect(domain.host);
  }

  /** Closes the resolver's own transport; a transport from the options stays open. */
  async close(): Promise<void> {
    if (this.#ownsTransport) await this.#settings.transport.close();
  }

  /** Calls `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #entryOf(service: string): DomainEntry {
    const entry = this.#entries.get(service);
    if (entry !== undefined) return entry;
    throw new OptionsError([{ option: 'service', problem: `must be one of ${SERVICE_NAMES.join(', ')}` }]);
  }

  #configured(service: ServiceName): Domain | undefined {
    const { domains, region } = this.#settings;
    const host = domains[service] ?? (region === 'auto' ? undefined : regionHost(region, service));
    if (host === undefined) return undefined;
    const domain = this.#fixed.get(service) ?? this.#check(service, host, 'of the option domains');
    this.#fixed.set(service, domain);
    return domain;
  }

  #discovered(service: ServiceName, entry: DomainEntry, signal: AbortSignal): Domain | Promise<Domain> {
    const verdict = entry.verdict();
    if (verdict.kind === 'fail') throw verdict.error;
    if (verdict.kind === 'request') return this.#startRequest(service, entry, signal);
    if (verdict.revalidate) {
      // Its own signal, so that an aborted caller does not end it. The entry records the outcome.
      this.#startRequest(service, entry, new AbortController().signal).catch(() => undefined);
    }
    return verdict.domain;
  }

  #startRequest(service: ServiceName, entry: DomainEntry, signal: AbortSignal): Promise<Domain> {
    const { epoch } = entry;
    return this.#flights.join(`${service} ${epoch}`, signal, (shared) =>
      this.#discover(service, entry, epoch, shared),
    );
  }

  async #discover(
    service: ServiceName,
    entry: DomainEntry,
    epoch: number,
    signal: AbortSignal,
  ): Promise<Domain> {
    try {
      const { accountId, clock } = this.#settings;
      const discover = async (): Promise<Domain> =>
        this.#check(service, await this.#request(service, signal));
      const domain = await traced('domain', discover, () => ({
        facts: { accountId, service },
        outcome: ({ host }) => ({ host }),
        now: () => clock.now(),
      }));
      entry.keep(domain, epoch);
      return domain;
    } catch (error) {
      // Any other error means that every caller has aborted: there is no failure to cache.
      const stale =
        isFunctionsError(error) && error.phase === 'domain' ? entry.fail(error, epoch) : undefined;
      if (stale !== undefined) return stale;
      throw error;
    }
  }

  async #request(service: ServiceName, signal: AbortSignal): Promise<unknown> {
    using deadline = new Deadline(this.#settings.clock, REQUEST_TIMEOUT_MS, [signal]);
    return await requestHost(service, this.#settings, deadline.signal);
  }

  /** @param source where the host is from; without one it is quoted, but an option may be a misplaced secret */
  #check(service: ServiceName, host: unknown, source?: string): Domain {
    const origin = trustedOrigin(host, this.#settings.trust);
    // Frozen: all callers share the object, and it decides where the client secret is sent.
    if (origin !== undefined) return Object.freeze({ service, host: new URL(origin).host, origin });
    const quoted = source ?? (typeof host === 'string' ? `"${redactText(host)}"` : 'which is not a string');
    throw new DomainError({
      code: 'domain-untrusted',
      phase: 'domain',
      problem: `The host for ${service}, ${quoted}, is not under a trusted domain`,
      hint: 'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
    });
  }
}
