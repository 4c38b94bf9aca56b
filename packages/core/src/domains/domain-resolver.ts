import { DomainError, FunctionsError, OptionsError } from '../errors.js';
import { checkOptions, type DomainOptions, type DomainSettings, domainSettings } from '../options.js';
import { type Domain, regionHost, SERVICE_NAMES, type ServiceName, trustedOrigin } from '../platform.js';
import { redactText } from '../redaction.js';
import { Deadline } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { traced } from '../traced.js';
import { DomainEntry } from './domain-entry.js';
import { requestHost } from './domain-request.js';

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Step 1: from an account and a service to a host that may be trusted.
 *
 * Asks the Domain API once per service; callers that ask at the same time share one request. For ten minutes
 * an answer is served as it is, after that it is served while one request in the background renews it. When
 * the Domain API gives no usable answer, the known host bridges up to 24 hours since the last good one. An
 * answer that speaks against the known host (`domain-unresolved`, `domain-untrusted`) ends that: it is the
 * error of every call for 30 seconds, then the Domain API is asked again. With nothing to bridge,
 * `domain-unavailable` is repeated for one second.
 *
 * Hosts from `domains` and `region` never expire. Every host is checked before anyone gets it, whoever named it.
 */
export class DomainResolver implements AsyncDisposable {
  readonly #settings: DomainSettings;
  readonly #ownsTransport: boolean;
  readonly #flights = new SingleFlight<string, Domain>();
  /** One entry a service, whatever comes: the services are a closed set. */
  readonly #entries: ReadonlyMap<string, DomainEntry>;
  /** Hosts from the options, once they are checked. */
  readonly #fixed = new Map<ServiceName, Domain>();

  /** @throws {OptionsError} naming every bad option. */
  constructor(options: DomainOptions) {
    this.#settings = domainSettings(checkOptions(options));
    this.#ownsTransport = options.transport === undefined;
    const { clock } = this.#settings;
    this.#entries = new Map(SERVICE_NAMES.map((service) => [service, new DomainEntry(clock)]));
  }

  /**
   * The host of a service.
   * @throws {DomainError} `domain-unresolved`, `domain-untrusted`, `domain-unavailable`, `timeout` or `aborted`.
   * @throws {OptionsError} when there is no such service.
   */
  async resolve(service: ServiceName, options: { signal?: AbortSignal } = {}): Promise<Domain> {
    const signal = options.signal ?? new AbortController().signal;
    try {
      signal.throwIfAborted();
      const entry = this.#entryOf(service);
      const configured = this.#configured(service);
      if (configured !== undefined) return configured;
      return await this.#discovered(service, entry, signal);
    } catch (error) {
      throw error instanceof FunctionsError ? error : interruption(error, { phase: 'domain' });
    }
  }

  /** The host of a service at this moment, when nobody has to wait for it and nothing speaks against it. */
  known(service: ServiceName, now: number): Domain | undefined {
    const fixed = this.#fixed.get(service);
    if (fixed !== undefined) return fixed;
    const verdict = this.#entryOf(service).verdict(now);
    return verdict.kind === 'serve' && !verdict.revalidate ? verdict.domain : undefined;
  }

  /**
   * Tells that a host could not be reached or showed another host's certificate. The next `resolve` of its
   * service asks the Domain API before it answers; when the Domain API does not answer, the host is served
   * after all. Does nothing when another host is known by now, when the host comes from the options, and for
   * 30 seconds after a suspicion or a failure made the resolver ask again.
   */
  suspect({ service, host }: Domain): void {
    this.#entries.get(service)?.suspect(host);
  }

  /** Closes the connections that the resolver itself opened; not those of a transport that it was given. */
  async close(): Promise<void> {
    if (this.#ownsTransport) await this.#settings.transport.close();
  }

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
    const domain = this.#fixed.get(service) ?? this.#check(service, host);
    this.#fixed.set(service, domain);
    return domain;
  }

  #discovered(service: ServiceName, entry: DomainEntry, signal: AbortSignal): Domain | Promise<Domain> {
    const verdict = entry.verdict();
    if (verdict.kind === 'fail') throw verdict.error;
    if (verdict.kind === 'ask') return this.#ask(service, entry, signal);
    if (verdict.revalidate) {
      // A signal of its own: no caller that leaves ends it. Nor does anyone wait for it: the entry has its outcome.
      this.#ask(service, entry, new AbortController().signal).catch(() => undefined);
    }
    return verdict.domain;
  }

  #ask(service: ServiceName, entry: DomainEntry, signal: AbortSignal): Promise<Domain> {
    const { epoch } = entry;
    return this.#flights.join(`${service} ${epoch}`, signal, (shared) =>
      this.#find(service, entry, epoch, shared),
    );
  }

  async #find(service: ServiceName, entry: DomainEntry, epoch: number, signal: AbortSignal): Promise<Domain> {
    try {
      const { accountId, clock } = this.#settings;
      const asking = async (): Promise<Domain> => this.#check(service, await this.#request(service, signal));
      const domain = await traced('domain', asking, () => ({
        facts: { accountId, service },
        outcome: ({ host }) => ({ host }),
        now: () => clock.now(),
      }));
      entry.keep(domain, epoch);
      return domain;
    } catch (error) {
      // Anything else is the abort of callers that have all left: no answer, and no failure either.
      const bridge = error instanceof DomainError ? entry.fail(error, epoch) : undefined;
      if (bridge !== undefined) return bridge;
      throw error;
    }
  }

  async #request(service: ServiceName, signal: AbortSignal): Promise<unknown> {
    using deadline = new Deadline(this.#settings.clock, REQUEST_TIMEOUT_MS, [signal]);
    return await requestHost(service, this.#settings, deadline.signal);
  }

  #check(service: ServiceName, host: unknown): Domain {
    const origin = trustedOrigin(host, this.#settings.trust);
    // Frozen: every caller gets the same object, and it says where the client secret goes.
    if (origin !== undefined) return Object.freeze({ service, host: new URL(origin).host, origin });
    const named = typeof host === 'string' ? `"${redactText(host)}",` : 'which is no text,';
    throw new DomainError({
      code: 'domain-untrusted',
      phase: 'domain',
      problem: `The host for ${service}, ${named} is not one of LivePerson's`,
      hint: 'Nothing was sent to it. If it is right, name its domain in trustedDomains.',
    });
  }
}
