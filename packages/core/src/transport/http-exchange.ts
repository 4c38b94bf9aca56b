import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isBodiless, ResponseBody, withEncoding } from './response-body.js';
import {
  TransportError,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';

/**
 * One request of Node's own HTTP client and its response: tracks whether the request was sent and the response is
 * complete, and aborts it.
 */
export class HttpExchange {
  /** The complete response, or a {@link TransportError}. */
  readonly response: Promise<TransportResponse>;
  readonly #signal: AbortSignal;
  readonly #body: ResponseBody;
  /** Fails the exchange with reason `aborted`. */
  readonly abort = (): void => this.fail('aborted');
  #resolve!: (response: TransportResponse) => void;
  #reject!: (error: TransportError) => void;
  #request: ClientRequest | undefined;
  #hangUp: (() => void) | undefined;
  #sent = false;
  #settled = false;

  constructor({ signal, maxResponseBytes }: TransportRequest) {
    this.#signal = signal;
    this.#body = new ResponseBody(maxResponseBytes);
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    signal.addEventListener('abort', this.abort, { once: true });
  }

  /** Sets what is called when the exchange fails: it closes the connection that is being opened. */
  hangUpWith(hangUp: () => void): void {
    this.#hangUp = hangUp;
  }

  /** Watches a request for the moment at which it gets its connection, which is open: then its bytes are sent. */
  observe(request: ClientRequest): ClientRequest {
    this.#request = request;
    return request.once('socket', () => {
      this.#sent = true;
    });
  }

  /** Reads the response. */
  read(message: IncomingMessage): void {
    message.on('data', (chunk: Buffer) => this.#settleOn(() => this.#body.add(chunk)));
    message.on('error', (error) => this.fail('connection', error));
    // A truncated body may end without an error event; then only this event shows it.
    message.on('close', () =>
      this.fail('connection', new Error('the connection was closed before the response was complete')),
    );
    message.on('end', () => this.#settleOn(() => message.complete && this.#finish(message)));
    // Node would wait for a body that the headers announce by mistake.
    if (isBodiless(message.statusCode ?? 0)) this.#endWithHeaders(message);
  }

  /** Fails the exchange, unless it is settled already. */
  fail(reason: TransportFailure, cause?: unknown): void {
    this.#settleWith(new TransportError(reason, this.#sent ? 'unknown' : 'not-sent', cause));
  }

  #endWithHeaders(message: IncomingMessage): void {
    this.#settleOn(() => this.#finish(message));
    this.#request?.destroy();
  }

  #finish(message: IncomingMessage): void {
    const status = message.statusCode ?? 0;
    const headers = flatten(message.headers);
    const text = this.#textOf(status, headers);
    this.#settle();
    this.#resolve({ status, headers, text });
  }

  #textOf(status: number, headers: TransportResponse['headers']): string {
    try {
      return this.#body.text(status);
    } catch (error) {
      throw withEncoding(error as TransportError, headers);
    }
  }

  #settleOn(work: () => void): void {
    try {
      if (!this.#settled) work();
    } catch (error) {
      this.#settleWith(error as TransportError);
    }
  }

  #settleWith(error: TransportError): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(error);
    this.#request?.destroy();
    this.#hangUp?.();
  }

  #settle(): void {
    this.#settled = true;
    this.#signal.removeEventListener('abort', this.abort);
  }
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
