import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '@lp-faas/core/transport';
import type { JobLog } from './ports.js';

/** The log of a client's requests. */
export interface RequestLog {
  /** Writes the one line that each request ends with. */
  info(line: () => string): void;
  /** Writes further facts, for debugging. */
  debug(line: () => string): void;
}

/** Logs the end of each request as a detail of the job. */
export const asDetail = (log: JobLog): RequestLog => ({
  info: (line) => log.detail(line()),
  debug: (line) => log.debug(line),
});

/** Logs requests for debugging only, where a line for each would bury the lines of the job. */
export const debugOnly = (log: Pick<RequestLog, 'debug'>): RequestLog => ({
  info: (line) => log.debug(line),
  debug: (line) => log.debug(line),
});

/** Response headers that help to find a fault and hold no secret. */
const LOGGED_HEADERS = [
  'content-type',
  'content-length',
  'retry-after',
  'date',
  'via',
  'server',
  'x-request-id',
];

/** Logs each request and how it ended, but never a query, a body or a credential. */
export class LoggingTransport implements Transport {
  readonly #transport: Transport;
  readonly #log: RequestLog;

  constructor(transport: Transport, log: RequestLog) {
    this.#transport = transport;
    this.#log = log;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { method, url, headers } = request;
    const target = (): string => `${method} ${url.origin}${url.pathname}`;
    const sentAt = performance.now();
    const elapsed = (): number => Math.round(performance.now() - sentAt);
    this.#log.debug(() => `${target()}: ${idOf(headers)}${(request.body ?? '').length} characters`);
    try {
      const response = await this.#transport.send(request);
      this.#log.info(() => `${target()}: ${response.status} after ${elapsed()} ms`);
      this.#log.debug(() => `${target()}: ${describe(response)}`);
      return response;
    } catch (error) {
      this.#log.info(() => `${target()}: no complete response after ${elapsed()} ms (${reasonOf(error)})`);
      throw error;
    }
  }

  whenFree(origin: string, work: { readonly signal: AbortSignal }): Promise<void> | undefined {
    return this.#transport.whenFree?.(origin, work);
  }

  preconnect(origin: URL): void {
    this.#transport.preconnect?.(origin);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

const idOf = (headers: TransportRequest['headers']): string => {
  const id = headers['x-request-id'];
  return id === undefined ? '' : `x-request-id ${id}, `;
};

function describe({ headers, text }: TransportResponse): string {
  const logged = LOGGED_HEADERS.filter((name) => headers[name] !== undefined).map(
    (name) => `${name} ${headers[name]?.slice(0, 100)}`,
  );
  return [...logged, `${text.length} characters`].join(', ');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof TransportError)) return 'unexpected error';
  const { code } = Object(error.cause) as { code?: unknown };
  const reason = typeof code === 'string' ? `${error.reason}, ${code}` : error.reason;
  return `${reason}; the request ${error.delivery === 'not-sent' ? 'was not sent' : 'may have arrived'}`;
}
