import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import {
  isBodiless,
  ResponseBody,
  TransportError,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
  withEncoding,
} from '@lp-faas/core/transport';

/** One request and its response: tracks whether the request was sent and the response is complete, and aborts it. */
export class HttpClientExchange {
  readonly response: Promise<TransportResponse>;
  readonly #signal: AbortSignal;
  readonly #body: ResponseBody;
  readonly abort = (): void => this.fail('aborted');
  readonly #failure = new AbortController();
  #resolve!: (response: TransportResponse) => void;
  #reject!: (error: TransportError) => void;
  #request: ClientRequest | undefined;
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

  /** Aborts when the exchange has failed, to close what was opened for it. */
  get failureSignal(): AbortSignal {
    return this.#failure.signal;
  }

  /** Watches a request for the moment at which its bytes start to be sent. */
  observe(request: ClientRequest): ClientRequest {
    this.#request = request;
    request.once('socket', (socket: Socket) => {
      // No connection is kept alive, so none is open already.
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => this.#markSent());
    });
    return request;
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

  #markSent(): void {
    this.#sent = true;
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
    this.#failure.abort();
  }

  #settle(): void {
    this.#settled = true;
    this.#signal.removeEventListener('abort', this.abort);
  }
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
