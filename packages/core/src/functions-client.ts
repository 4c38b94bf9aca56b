import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { type InvocationInputs, invokeAll, type SettledInvocation } from './batch/invoke-all.js';
import { ThrottledRetry } from './batch/throttled-retry.js';
import { CHECK_RULES, type CheckOptions, type CheckReport } from './check/check-report.js';
import { checkWithReport } from './check/check-with-report.js';
import { type CheckParts, runSteps } from './check/run-steps.js';
import { DomainResolver } from './domains/domain-resolver.js';
import type { FunctionsInvoker } from './functions-invoker.js';
import {
  checkEvent,
  checkInput,
  type EventInput,
  type FunctionInput,
  type InvocationInput,
} from './invocation/invocation-input.js';
import type { EventResult, InvocationResult } from './invocation/invocation-result.js';
import { InvocationSender, type Waiting } from './invocation/invocation-sender.js';
import { Invoker } from './invocation/invoker.js';
import {
  checkInvokeAllOptions,
  checkInvokeOptions,
  type InvokeAllOptions,
  type InvokeOptions,
  IS_IMPLEMENTED_RULES,
  type IsImplementedOptions,
} from './invoke-options.js';
import { type Credentials, checkOptions, type FunctionsClientOptions, replaceOptions } from './options.js';
import { ClientClosed, CloseSignal } from './resilience/close-signal.js';
import { interruption } from './resilience/interruption.js';
import { type ClientSettings, clientSettings, domainApiOf, newTransport } from './settings.js';
import { keyOf } from './sharing/seal.js';
import { SealedStore } from './sharing/sealed-store.js';
import type { TokenCache } from './sharing/token-cache.js';
import { SharedThrottle } from './throttling/shared-throttle.js';
import { CallerTokens } from './tokens/caller-tokens.js';
import { rememberSecrets } from './tokens/client-secret.js';
import { TokenSource } from './tokens/token-source.js';
import type { Transport } from './transport/transport.js';

/** A client for the functions of one LivePerson account: finds its hosts, gets a token, sends invocations. */
export class FunctionsClient implements FunctionsInvoker, AsyncDisposable {
  readonly #options: FunctionsClientOptions & { readonly transport: Transport };
  readonly #parts: ClientParts;
  readonly #sender: InvocationSender;
  readonly #ownsTransport: boolean;
  readonly #closing = new CloseSignal();

  /** @throws {@link OptionsError} naming every bad option, or the variable of a bad proxy. */
  constructor(options: FunctionsClientOptions) {
    const own = checkOptions(options, 'credentials');
    this.#ownsTransport = own.transport === undefined;
    this.#options = replaceOptions(own, { transport: own.transport ?? newTransport(own) });
    this.#parts = newParts(this.#options);
    const { settings, invoker } = this.#parts;
    this.#sender = new InvocationSender(settings, invoker, this.#closing);
  }

  /**
   * Invokes a function, or all functions of an event, and returns the result. Retries only when the function
   * certainly did not run.
   *
   * For an event the result is the list of what its functions returned. When no function implements the event, V1
   * returns an empty list (as does V1 for an account that LivePerson has moved to V2: see `region`), and V2 fails with
   * `function-not-found`.
   * @throws {@link FunctionsError} always with `code`, `phase`, `delivery` and `hint`.
   */
  invoke<T = unknown>(input: FunctionInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  invoke<T = unknown>(
    input: EventInput,
    options?: InvokeOptions,
  ): Promise<InvocationResult<readonly EventResult<T>[]>>;
  invoke<T = unknown>(input: InvocationInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  invoke<T>(input: InvocationInput, options: InvokeOptions = {}): Promise<InvocationResult<T>> {
    // Not an async function: it would cost each call another promise.
    try {
      const checked = checkInput(input);
      checkInvokeOptions(options);
      const { waitForFunctionMs: waitMs } = options;
      if (waitMs === undefined) return this.#sender.send(checked, options);
      return this.#sender.sendAlone(checked, options, waitMs);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Invokes once per input, `concurrency` at once, and yields what became of each. Inputs are read only when there is
   * room, so there may be any number. An input that is bad or fails does not end the rest. While the platform
   * throttles, inputs go as fast as it allows, and throttled ones are retried as long as others succeed
   * (`maxThrottledMs`).
   *
   * Leaving the loop aborts what is in flight. An error of the input source is thrown after the last result.
   * @throws {@link OptionsError} naming every bad option.
   * @throws {@link FunctionsError} `aborted` when the client was closed before.
   */
  invokeAll<T = unknown>(
    inputs: InvocationInputs,
    options: InvokeAllOptions = {},
  ): AsyncGenerator<SettledInvocation<T>, void, undefined> {
    checkInvokeAllOptions(inputs, options);
    if (this.#closing.aborted) throw interruption(new ClientClosed(), { phase: 'invocation' });
    const { settings, invoker } = this.#parts;
    const { concurrency = 10, ordered: isOrdered = false, idempotent = false } = options;
    const { signal, waitForFunctionMs: waitMs, maxThrottledMs } = options;
    const sender = this.#sender;
    const throttledRetry = new ThrottledRetry(settings.clock, invoker, maxThrottledMs);
    const wait = waitMs === undefined ? undefined : sender.newWait(waitMs);
    const invoke = (input: InvocationInput, leaving: AbortSignal): Promise<InvocationResult> => {
      const checked = checkInput(input);
      const call = { signal: leaving, idempotent, requestId: randomUUID() };
      if (wait === undefined)
        return throttledRetry.run((slot, attempts) => sender.send(checked, call, slot, attempts), leaving);
      const run: Waiting['run'] = (send, attempts) => throttledRetry.run(send, leaving, attempts);
      return sender.sendWhenFound(checked, call, { wait, signal: leaving, run });
    };
    const all = invokeAll(inputs, { concurrency, isOrdered, ends: [signal, this.#closing], invoke });
    return all as AsyncGenerator<SettledInvocation<T>, void, undefined>;
  }

  /**
   * Tells whether a deployed function implements an event (and has the skill, if one is given). Invokes nothing.
   * Answers are cached for a minute.
   * @throws {@link FunctionsError} always with `delivery` `not-sent`.
   */
  async isImplemented(
    event: Pick<EventInput, 'eventId' | 'skillId'>,
    options: IsImplementedOptions = {},
  ): Promise<boolean> {
    const target = checkEvent(event);
    IS_IMPLEMENTED_RULES.assert(options);
    return await this.#sender.isImplemented(target, options);
  }

  /**
   * Tests hosts, token and gateway without invoking anything, and reports how each step went and what to do. A
   * failed step is part of the report and does not throw.
   * @throws {@link OptionsError} naming every bad option of the check itself.
   */
  async check(options: CheckOptions = {}): Promise<CheckReport> {
    CHECK_RULES.assert(options);
    using deadline = this.#sender.deadline(options);
    if (options.report !== true) return await runSteps(this.#parts, deadline, options);
    const { accountId, credentials } = this.#options;
    const ids = credentials === undefined ? [accountId] : [accountId, credentials.clientId];
    // No cache, so that the platform is asked for everything.
    const again = (transport: Transport): CheckParts =>
      newParts(replaceOptions(this.#options, { transport, tokenCache: undefined }));
    return await checkWithReport({ parts: this.#parts, newParts: again, ids }, deadline, options);
  }

  /**
   * Discards the access token, so that the next call requests a new one: after a change of the application's scope or
   * installation, for example. A token that the gateway refuses is replaced without it. Of `tokens` of your own,
   * `invalidate` is called with the token that was used last.
   */
  invalidateToken(): void {
    this.#parts.tokens.invalidate();
  }

  /**
   * Ends the calls in flight, and all further ones, with `aborted`; writes what was learned of throttling to the shared
   * cache (half a second at most), and closes the connections that the client opened.
   */
  async close(): Promise<void> {
    this.#closing.end(new ClientClosed());
    await this.#parts.shared?.flush();
    await closeQuietly(this.#options.tokenCache);
    if (this.#ownsTransport) await this.#options.transport.close();
  }

  /** Calls `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Returns what `console.log` shows: the account, and no secret. */
  [inspect.custom](): string {
    return `FunctionsClient { account: ${this.#options.accountId} }`;
  }
}

/** A cache never fails a call, and not the end of a client either. */
async function closeQuietly(cache: TokenCache | undefined): Promise<void> {
  try {
    await cache?.close?.();
  } catch {}
}

/** What a client is made of. */
interface ClientParts extends CheckParts {
  readonly tokens: TokenSource | CallerTokens;
  readonly shared: SharedThrottle | undefined;
}

function newParts(options: FunctionsClientOptions & { readonly transport: Transport }): ClientParts {
  const { transport } = options;
  const domains = new DomainResolver(options);
  if (options.tokens !== undefined) {
    const settings = clientSettings(options, transport, () => []);
    const tokens = new CallerTokens(options.tokens);
    return { settings, domains, tokens, shared: undefined, invoker: new Invoker(settings, domains, tokens) };
  }
  // Checked: one of the two is there.
  const { credentials, secrets } = rememberSecrets(options.credentials as Credentials);
  const settings = clientSettings(options, transport, secrets);
  const tokens = new TokenSource(replaceOptions(options, { credentials }), domains);
  const shared = sharedThrottle(options, settings, credentials.clientId);
  return { settings, domains, tokens, shared, invoker: new Invoker(settings, domains, tokens, shared) };
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
