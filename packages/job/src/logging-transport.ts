import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '@lp-faas/core/transport';

/** Who is told of each request: one line for everybody, and what helps to look closer. */
export interface Trace {
  line(text: string): void;
  detail(text: string): void;
}

/** Response headers that say something and hold no secret. */
const TELLING = ['content-type', 'content-length', 'retry-after', 'date', 'via', 'server', 'x-request-id'];

/** Tells of each request that it is sent and what came of it: never a query, a body or a credential. */
export class TracedTransport implements Transport {
  readonly #transport: Transport;
  readonly #trace: Trace;

  constructor(transport: Transport, trace: Trace) {
    this.#transport = transport;
    this.#trace = trace;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { method, url, headers } = request;
    const what = `${method} ${url.origin}${url.pathname}`;
    const sentAt = performance.now();
    this.#trace.detail(`${what}: ${idOf(headers)}${(request.body ?? '').length} characters`);
    try {
      const response = await this.#transport.send(request);
      this.#trace.line(`${what}: ${response.status} after ${Math.round(performance.now() - sentAt)} ms`);
      this.#trace.detail(`${what}: ${describe(response)}`);
      return response;
    } catch (error) {
      const took = Math.round(performance.now() - sentAt);
      this.#trace.line(`${what}: no whole answer after ${took} ms (${reasonOf(error)})`);
      throw error;
    }
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
  const told = TELLING.filter((name) => headers[name] !== undefined).map(
    (name) => `${name} ${headers[name]?.slice(0, 100)}`,
  );
  return [...told, `${text.length} characters`].join(', ');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof TransportError)) return 'unforeseen';
  const { code } = Object(error.cause) as { code?: unknown };
  const why = typeof code === 'string' ? `${error.reason}, ${code}` : error.reason;
  return `${why}; ${error.delivery === 'not-sent' ? 'it had not left' : 'it may have arrived'}`;
}
