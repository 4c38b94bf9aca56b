import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { inspect } from 'node:util';
import { DomainResolver } from './domains/domain-resolver.js';
import type { Domain } from './domains/service.js';
import { sendOnce } from './invocation/attempt.js';
import { payloadValues } from './invocation/confidential.js';
import { type CheckedInput, checkInput, type InvocationInput } from './invocation/invocation-input.js';
import { invocationRequest } from './invocation/invocation-request.js';
import { readResult } from './invocation/invocation-response.js';
import {
  assertOptions,
  type ClientSettings,
  clientSettings,
  type FunctionsClientOptions,
} from './options.js';
import { Deadline } from './resilience/deadline.js';
import { TokenSource } from './tokens/token-source.js';
import { UndiciTransport } from './transport/undici-transport.js';

/** What may differ from call to call. */
export interface InvokeOptions {
  /** Ends the call; it then fails with `aborted`. */
  readonly signal?: AbortSignal;
}

/** A function that ran and answered. */
export interface InvocationResult<T = unknown> {
  /** What the function returned; `null` when it returned nothing. */
  readonly result: T;
  /** The same as the JSON text that came, for who passes it on: no long number loses its last digits. */
  readonly resultJson: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The id that the invocation was sent with, to give to LivePerson's support. */
  readonly requestId: string;
  /** HTTP requests that the invocation took. */
  readonly attempts: number;
  /** Milliseconds of the whole call. */
  readonly durationMs: number;
  /** The gateway's host. */
  readonly host: string;
  /** The platform generation that was spoken. */
  readonly generation: 'v1' | 'v2';
}

/** Invokes LivePerson Functions of one account: finds its hosts, gets a token, sends the invocation. */
export class FunctionsClient implements AsyncDisposable {
  readonly #settings: ClientSettings;
  readonly #domains: DomainResolver;
  readonly #tokens: TokenSource;
  readonly #ownsTransport: boolean;
  readonly #closing = new AbortController();

  /** @throws {OptionsError} naming every bad option. */
  constructor(options: FunctionsClientOptions) {
    assertOptions({ ...options, credentials: options.credentials });
    // One listener a call, however many there are at once: no leak, so no warning.
    setMaxListeners(0, this.#closing.signal);
    const transport = options.transport ?? new UndiciTransport();
    this.#ownsTransport = options.transport === undefined;
    this.#settings = clientSettings(options, transport);
    this.#domains = new DomainResolver({ ...options, transport });
    this.#tokens = new TokenSource({ ...options, transport }, this.#domains);
  }

  /**
   * Invokes a function once, and answers what it returned.
   * @throws {FunctionsError} always with `code`, `phase`, `delivery` and `hint`.
   */
  async invoke<T = unknown>(
    input: InvocationInput,
    options: InvokeOptions = {},
  ): Promise<InvocationResult<T>> {
    const { clock, deadlineMs } = this.#settings;
    const checked = checkInput(input);
    const startedAt = clock.now();
    using call = new Deadline(clock, deadlineMs, options.signal, this.#closing.signal);
    // Side by side: the token needs other hosts than the invocation. What fails first ends the other.
    const [gateway, token] = await Promise.all([
      this.#domains.resolve('faasGW', call),
      this.#tokens.get(call),
    ]);
    const answer = await this.#send(checked, gateway, token, call.signal);
    return { ...answer, result: answer.result as T, durationMs: Math.round(clock.now() - startedAt) };
  }

  /** Ends the calls in flight (they fail with `aborted`), and closes the connections that the client opened. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The client was closed'));
    if (this.#ownsTransport) await this.#settings.transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [inspect.custom](): string {
    return `FunctionsClient { account: ${this.#settings.accountId} }`;
  }

  async #send(input: CheckedInput, gateway: Domain, token: string, signal: AbortSignal): Promise<Answer> {
    const { accountId, eventSource, attemptTimeoutMs: timeoutMs, clock, transport } = this.#settings;
    const requestId = randomUUID();
    const generation = this.#generationOf(gateway);
    const timestamp = clock.wallNow();
    const context = { accountId, generation, eventSource, gateway, token, requestId, timestamp };
    const request = invocationRequest(input, context);
    const attempts = 1;
    const response = await sendOnce(request, { transport, clock, timeoutMs, requestId, attempts, signal });
    // A token that was refused is no token: the next call gets a new one.
    if (response.status === 401) this.#tokens.invalidate(token);
    const { host } = gateway;
    const confidential = (): string[] => [token, ...payloadValues(input.payloadJson)];
    const result = readResult(response, { host, requestId, attempts, confidential });
    const resultJson = response.text.trim() || 'null';
    return { result, resultJson, status: response.status, requestId, attempts, host, generation };
  }

  /** Every official client tells the generations apart by this part of the gateway's name. */
  #generationOf(gateway: Domain): 'v1' | 'v2' {
    const { generation } = this.#settings;
    if (generation !== 'auto') return generation;
    return gateway.host.includes('fninvocations') ? 'v2' : 'v1';
  }
}

type Answer = Omit<InvocationResult, 'durationMs'>;
