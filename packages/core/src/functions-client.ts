import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { type InvocationInputs, invokeAll, type SettledInvocation } from './batch/invoke-all.js';
import { ThrottledRetry } from './batch/throttled-retry.js';
import type { CheckOptions, CheckReport } from './check/check-report.js';
import { runSteps } from './check/run-steps.js';
import { DomainResolver } from './domains/domain-resolver.js';
import { asNotInvoked, ImplementedCache, implementedCall } from './invocation/event-check.js';
import { invocationCall } from './invocation/gateway-call.js';
import {
  checkEvent,
  checkInput,
  type EventInput,
  type FunctionInput,
  type InvocationInput,
} from './invocation/invocation-input.js';
import type { EventResult, InvocationResult } from './invocation/invocation-result.js';
import { Invoker } from './invocation/invoker.js';
import {
  checkInvokeAllOptions,
  checkInvokeOptions,
  type InvokeAllOptions,
  type InvokeOptions,
} from './invoke-options.js';
import {
  type ClientSettings,
  type Credentials,
  checkOptions,
  clientSettings,
  domainApiOf,
  type FunctionsClientOptions,
  newTransport,
  replaceOptions,
  type Tokens,
} from './options.js';
import { CloseSignal } from './resilience/close-signal.js';
import { Deadline } from './resilience/deadline.js';
import { interruption } from './resilience/interruption.js';
import { keyOf } from './sharing/seal.js';
import { SealedStore } from './sharing/sealed-store.js';
import { SharedThrottle } from './throttling/shared-throttle.js';
import type { Slot } from './throttling/throttle-gate.js';
import { CallerTokens } from './tokens/caller-tokens.js';
import { rememberSecrets } from './tokens/client-secret.js';
import { TokenSource } from './tokens/token-source.js';

/** A client for the functions of one LivePerson account: finds its hosts, gets a token, sends invocations. */
export class FunctionsClient implements AsyncDisposable {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: Tokens;
  readonly #shared: SharedThrottle | undefined;
  readonly #invoker: Invoker;
  readonly #implemented: ImplementedCache;
  readonly #ownsTransport: boolean;
  readonly #closing = new CloseSignal();

  /** @throws {OptionsError} naming every bad option, or the variable of a bad proxy. */
  constructor(options: FunctionsClientOptions) {
    const own = checkOptions(options, 'credentials');
    const transport = own.transport ?? newTransport(own);
    const checked = replaceOptions(own, { transport });
    this.#ownsTransport = options.transport === undefined;
    this.#domains = new DomainResolver(checked);
    if (checked.tokens === undefined) {
      // Checked above: one of the two is there.
      const { credentials, secrets } = rememberSecrets(checked.credentials as Credentials);
      this.#settings = clientSettings(checked, transport, secrets);
      this.#tokens = new TokenSource(replaceOptions(checked, { credentials }), this.#domains);
      this.#shared = sharedThrottle(checked, this.#settings, credentials.clientId);
    } else {
      this.#settings = clientSettings(checked, transport, () => []);
      this.#tokens = new CallerTokens(checked.tokens);
    }
    this.#invoker = new Invoker(this.#settings, this.#domains, this.#tokens, this.#shared);
    this.#implemented = new ImplementedCache(this.#settings.clock);
  }

  /**
   * Invokes a function, or all functions of an event, and returns the result. Retries only when the function
   * certainly did not run.
   *
   * For an event the result is the list of what its functions returned. When no function implements the event, V1
   * returns an empty list and V2 fails with `function-not-found`.
   * @throws {FunctionsError} always with `code`, `phase`, `delivery` and `hint`.
   */
  invoke<T = unknown>(input: FunctionInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  invoke<T = unknown>(
    input: EventInput,
    options?: InvokeOptions,
  ): Promise<InvocationResult<readonly EventResult<T>[]>>;
  invoke<T = unknown>(input: InvocationInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  invoke<T>(input: InvocationInput, options: InvokeOptions = {}): Promise<InvocationResult<T>> {
    return this.#invoke(input, options);
  }

  async #invoke<T>(
    input: InvocationInput,
    options: InvokeOptions,
    slot?: Slot,
  ): Promise<InvocationResult<T>> {
    const { clock } = this.#settings;
    const checked = checkInput(input);
    checkInvokeOptions(options);
    const { idempotent = false, requestId = randomUUID(), maxAttempts, eventSource } = options;
    const timestamp = clock.wallNow();
    const facts = { isIdempotent: idempotent, requestId, timestamp, maxAttempts, eventSource };
    const call = invocationCall(checked, facts);
    const deadline = this.#deadline(options);
    try {
      const answer = await this.#invoker.invoke(checked, call, deadline, slot);
      const { value, status, attempts, host, generation } = answer;
      deadline.done();
      const { resultJson } = value;
      const result = value.result as T;
      const durationMs = Math.round(clock.now() - deadline.startedAt);
      return { result, resultJson, status, requestId, attempts, host, generation, durationMs };
    } finally {
      // By hand: `using` allocates 560 bytes, as in an attempt.
      deadline[Symbol.dispose]();
    }
  }

  /**
   * Invokes once per input, `concurrency` at once, and yields what became of each. Inputs are read only when there is
   * room, so there may be any number. An input that is bad or fails does not end the rest. While the platform
   * throttles, all wait, and throttled invocations are retried as long as others succeed.
   *
   * Leaving the loop aborts what is in flight. An error of the input source is thrown after the last result.
   * @throws {OptionsError} naming every bad option.
   */
  invokeAll<T = unknown>(
    inputs: InvocationInputs,
    options: InvokeAllOptions = {},
  ): AsyncGenerator<SettledInvocation<T>, void, undefined> {
    checkInvokeAllOptions(inputs, options);
    const { clock } = this.#settings;
    const { concurrency = 10, ordered: isOrdered = false, idempotent = false, signal } = options;
    const throttledRetry = new ThrottledRetry(clock, this.#invoker);
    const invoke = (input: InvocationInput, leaving: AbortSignal): Promise<InvocationResult> => {
      const call = { signal: leaving, idempotent, requestId: randomUUID() };
      return throttledRetry.invoke((slot) => this.#invoke(input, call, slot), leaving);
    };
    const all = invokeAll(inputs, { concurrency, isOrdered, ends: [signal, this.#closing], invoke });
    return all as AsyncGenerator<SettledInvocation<T>, void, undefined>;
  }

  /**
   * Tells whether a deployed function implements an event (and has the skill, if one is given). Invokes nothing.
   * Answers are cached for a minute.
   * @throws {FunctionsError} always with `delivery` `not-sent`.
   */
  async isImplemented(
    event: Pick<EventInput, 'eventId' | 'skillId'>,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<boolean> {
    const target = checkEvent(event);
    using deadline = this.#deadline(options);
    try {
      return await this.#implemented.get(target, deadline.signal, async (signal) => {
        using shared = this.#deadline({ signal });
        return (await this.#invoker.call(implementedCall(target, randomUUID()), shared)).value;
      });
    } catch (error) {
      if (error === deadline.signal.reason) throw interruption(error, { phase: 'invocation' });
      throw asNotInvoked(error);
    }
  }

  /**
   * Tests hosts, token and gateway without invoking anything, and reports how each step went and what to do. A
   * failed step is part of the report; nothing is thrown.
   */
  async check(options: CheckOptions = {}): Promise<CheckReport> {
    const parts = { settings: this.#settings, domains: this.#domains, tokens: this.#tokens };
    using deadline = this.#deadline(options);
    return await runSteps({ ...parts, invoker: this.#invoker }, deadline, options);
  }

  /**
   * Aborts the calls in flight, writes what was learned of throttling to the shared cache (half a second at most), and
   * closes the connections that the client opened.
   */
  async close(): Promise<void> {
    this.#closing.end(new Error('The client was closed'));
    await this.#shared?.flush();
    if (this.#ownsTransport) await this.#settings.transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [inspect.custom](): string {
    return `FunctionsClient { account: ${this.#settings.accountId} }`;
  }

  #deadline({ deadlineMs, signal }: Pick<InvokeOptions, 'deadlineMs' | 'signal'>): Deadline {
    const { clock, deadlineMs: usualMs } = this.#settings;
    return new Deadline(clock, deadlineMs ?? usualMs, [signal, this.#closing]);
  }
}

/** Makes the throttle that processes share; it needs a cache that can count. */
function sharedThrottle(
  options: FunctionsClientOptions,
  { accountId, clock, secrets }: ClientSettings,
  clientId: string,
): SharedThrottle | undefined {
  const { tokenCache } = options;
  if (tokenCache?.add === undefined) return undefined;
  const store = new SealedStore(tokenCache, clock, () => secrets()[0]);
  const { origin } = domainApiOf(options);
  return new SharedThrottle(store, clock, keyOf('throttle', { origin, accountId, clientId }));
}
