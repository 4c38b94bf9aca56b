import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { inspect } from 'node:util';
import { DomainResolver } from './domains/domain-resolver.js';
import { OptionsError } from './errors.js';
import { checkInput, type InvocationInput } from './invocation/invocation-input.js';
import { Invoker } from './invocation/invoker.js';
import { checkHeaderText } from './option-checks.js';
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
  /**
   * Says that running the function twice does no harm: then the invocation is sent again also when it may have
   * run. Default `false`.
   */
  readonly idempotent?: boolean;
  /** The id to send the invocation with (`X-Request-ID`), 1 to 128 printable ASCII characters. Default: a UUID. */
  readonly requestId?: string;
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
  readonly #invoker: Invoker;
  readonly #ownsTransport: boolean;
  readonly #closing = new AbortController();

  /** @throws {OptionsError} naming every bad option. */
  constructor(options: FunctionsClientOptions) {
    // Named, so that missing credentials are missing and not just unused.
    assertOptions({ ...options, credentials: options.credentials });
    // One listener a call, however many there are at once: no leak, so no warning.
    setMaxListeners(0, this.#closing.signal);
    const transport = options.transport ?? new UndiciTransport();
    this.#ownsTransport = options.transport === undefined;
    this.#settings = clientSettings(options, transport);
    const domains = new DomainResolver({ ...options, transport });
    const tokens = new TokenSource({ ...options, transport }, domains);
    this.#invoker = new Invoker(this.#settings, domains, tokens);
  }

  /**
   * Invokes a function and answers what it returned. It is sent again only when it surely did not run.
   * @throws {FunctionsError} always with `code`, `phase`, `delivery` and `hint`.
   */
  async invoke<T = unknown>(
    input: InvocationInput,
    options: InvokeOptions = {},
  ): Promise<InvocationResult<T>> {
    const { clock, deadlineMs } = this.#settings;
    const checked = checkInput(input);
    const wrong = options.requestId === undefined ? undefined : checkHeaderText(options.requestId);
    if (wrong !== undefined) throw new OptionsError([{ option: 'requestId', problem: wrong }]);
    const startedAt = clock.now();
    using call = new Deadline(clock, deadlineMs, options.signal, this.#closing.signal);
    const { idempotent = false, requestId = randomUUID() } = options;
    const invocation = { input: checked, isIdempotent: idempotent, requestId, timestamp: clock.wallNow() };
    const answer = await this.#invoker.invoke(invocation, call);
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
}
