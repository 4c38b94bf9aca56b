/** Invokes other functions of the account from a function, through the sandbox's own gateway. */
import { setTimeout as delay } from 'node:timers/promises';
import { requestToken } from '../channel.js';
import { ERROR_STRATEGY } from './enumerations.js';
import { ToolBeltError, V2_ERROR_CODES } from './errors.js';
import { platform } from './platform.js';
import { traceId } from './trace-id.js';

export interface Invocation {
  readonly uuid: string;
  readonly payload?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The maximum number of attempts. Default 3. */
  readonly retries?: number;
  readonly retryFunction?: (statusCode: number | undefined, error: unknown) => boolean;
}

export interface OrchestratorOptions {
  readonly json?: boolean;
  readonly errorStrategy?: string;
  readonly invokeParallel?: boolean;
}

export interface OrchestratorResponse {
  readonly uuid: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly statusCode?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

const MAX_DEADLINE_MS = 25_000;
const DEFAULT_ATTEMPTS = 3;
const RETRIABLE_STATUSES = [429, 500, 502, 504];
const RETRIABLE_CODES = ['ENOTFOUND', 'ECONNRESET', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/** The error of an answer that is not 2xx. */
class StatusError extends ToolBeltError {
  readonly statusCode: number;
  readonly originalError: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(response: Response, body: string) {
    const code = V2_ERROR_CODES.OrchestratorFN.Invocation.StatusError;
    super('Orchestrator-FN', code, 'Invocation failed with a non 2XX error');
    this.statusCode = response.status;
    this.originalError = body;
    this.headers = Object.fromEntries(response.headers);
  }
}

function causeOf(error: unknown): { readonly code: string; readonly message: string } | undefined {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return typeof cause?.code === 'string' ? { code: cause.code, message: cause.message } : undefined;
}

function isRetriable(statusCode: number | undefined, error: unknown): boolean {
  if (statusCode !== undefined) return RETRIABLE_STATUSES.includes(statusCode);
  return RETRIABLE_CODES.includes(causeOf(error)?.code ?? '');
}

function failedResponse(uuid: string, error: unknown): OrchestratorResponse {
  if (error instanceof StatusError) {
    const { originalError: body, headers, statusCode, code, message } = error;
    return { uuid, body, headers, statusCode, error: { code, message } };
  }
  const message = error instanceof Error ? error.message : 'unknown';
  return { uuid, error: causeOf(error) ?? { code: 'Unknown Error', message } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export class OrchestratorClient {
  /** @throws {ToolBeltError} after the deadline, and with `ExitOnError` (the default) when a function fails */
  async invoke(
    invocations: readonly Invocation[],
    deadlineMs = MAX_DEADLINE_MS,
    options: OrchestratorOptions = {},
  ): Promise<OrchestratorResponse[]> {
    const ms = Math.min(deadlineMs, MAX_DEADLINE_MS);
    if (deadlineMs > ms) {
      // biome-ignore lint/suspicious/noConsole: a warning in the function's own log, as on the platform
      console.warn(`Deadline exceeds maximum allowed value, ${ms}ms will be used instead`);
    }
    const finished = new AbortController();
    const timedOut = delay(ms, undefined, { signal: finished.signal }).then(() => {
      const text = `Invocations timed out after a deadline of ${ms} ms`;
      throw new ToolBeltError('Orchestrator-FN', V2_ERROR_CODES.OrchestratorFN.Timeout, text);
    });
    try {
      return await Promise.race([this.#invokeAll(invocations, options), timedOut]);
    } finally {
      finished.abort();
    }
  }

  async #invokeAll(
    invocations: readonly Invocation[],
    options: OrchestratorOptions,
  ): Promise<OrchestratorResponse[]> {
    if (options.invokeParallel) {
      return await Promise.all(invocations.map((invocation) => this.#invoke(invocation, options)));
    }
    const responses: OrchestratorResponse[] = [];
    for (const invocation of invocations) responses.push(await this.#invoke(invocation, options));
    return responses;
  }

  async #invoke(invocation: Invocation, options: OrchestratorOptions): Promise<OrchestratorResponse> {
    const { uuid, retries, retryFunction = isRetriable } = invocation;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(invocation, options.json ?? false);
      } catch (error) {
        const status = error instanceof StatusError ? error.statusCode : undefined;
        const isLast = attempt >= (retries || DEFAULT_ATTEMPTS) || !retryFunction(status, error);
        const strategy = options.errorStrategy ?? ERROR_STRATEGY.EXIT_ON_ERROR;
        if (isLast && strategy === ERROR_STRATEGY.EXIT_ON_ERROR) throw error;
        if (isLast) return failedResponse(uuid, error);
        await delay(attempt * 100);
      }
    }
  }

  async #attempt({ uuid, payload, headers }: Invocation, json: boolean): Promise<OrchestratorResponse> {
    const { url, account } = platform();
    const query = `v=1&externalSystem=${uuid}_${account}`;
    const pairs = Object.entries(headers ?? {}).map(([key, value]) => ({ key, value }));
    const response = await fetch(`${url}/api/account/${account}/lambdas/${uuid}/invoke?${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await requestToken()}`,
        'content-type': 'application/json',
        'x-request-id': traceId(),
      },
      body: JSON.stringify({ timestamp: Date.now(), headers: pairs, payload }),
    });
    const text = await response.text();
    if (!response.ok) throw new StatusError(response, text);
    const body = json ? parsed(text) : text;
    return { uuid, body, headers: Object.fromEntries(response.headers), statusCode: response.status };
  }
}
