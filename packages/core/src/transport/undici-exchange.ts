import type { Dispatcher } from 'undici';
import { isBodiless, ResponseBody, withEncoding } from './response-body.js';
import { TransportError, type TransportRequest, type TransportResponse } from './transport.js';

/** Ends a request from outside: a signal for one listener. */
export interface EndSignal {
  readonly hasEnded: boolean;
  /** Sets what is called when it ends; `undefined` for nothing. */
  onEnd(notify: (() => void) | undefined): void;
}

/**
 * Collects one response from undici's dispatcher. undici calls `onConnect` right before it writes the first byte:
 * a request that fails earlier is certainly `not-sent`.
 */
export class UndiciExchange implements Dispatcher.DispatchHandlers {
  readonly #end: EndSignal;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #body: ResponseBody;
  readonly #onAbort = (): void => this.#fail(new TransportError('aborted', this.#delivery));
  #abortRequest: ((error?: Error) => void) | undefined;
  #hangUp: (() => void) | undefined;
  #settled = false;
  #status = 0;
  #rawHeaders: readonly Buffer[] = [];

  constructor(
    { maxResponseBytes }: Pick<TransportRequest, 'maxResponseBytes'>,
    end: EndSignal,
    resolve: (response: TransportResponse) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#end = end;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#body = new ResponseBody(maxResponseBytes);
    end.onEnd(this.#onAbort);
  }

  get #delivery(): 'not-sent' | 'unknown' {
    return this.#abortRequest ? 'unknown' : 'not-sent';
  }

  /** Whether it has its response, or has failed. */
  get isSettled(): boolean {
    return this.#settled;
  }

  /** Sets what is called when the request ends before it was sent: it closes the connection that is being opened. */
  hangUpWith(hangUp: () => void): void {
    this.#hangUp = hangUp;
  }

  onConnect(abort: (error?: Error) => void): void {
    // Aborted while it waited for a connection: undici drops the request before it writes.
    if (this.#settled) abort();
    else this.#abortRequest = abort;
  }

  onHeaders(status: number, rawHeaders: Buffer[]): boolean {
    // Informational responses (1xx) precede the final one.
    if (status < 200) return true;
    this.#status = status;
    this.#rawHeaders = rawHeaders;
    if (isBodiless(status) && announcesBody(readHeaders(rawHeaders))) {
      this.onComplete();
      // undici would wait for the body.
      this.#abortRequest?.();
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    try {
      this.#body.add(chunk);
    } catch (error) {
      this.#fail(error as TransportError);
    }
    return true;
  }

  onComplete(): void {
    if (this.#settled) return;
    try {
      const text = this.#body.text(this.#status);
      this.#settle();
      this.#resolve(new UndiciResponse(this.#status, this.#rawHeaders, text));
    } catch (error) {
      this.#fail(withEncoding(error as TransportError, readHeaders(this.#rawHeaders)));
    }
  }

  onError(error: Error): void {
    this.#fail(new TransportError('connection', this.#delivery, error));
  }

  #fail(error: TransportError): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(error);
    if (this.#abortRequest) this.#abortRequest();
    else this.#hangUp?.();
  }

  #settle(): void {
    this.#settled = true;
    this.#end.onEnd(undefined);
  }
}

/**
 * Parses headers on first access, because a result does not need them. A class, because V8 turns an object literal
 * with a getter into a dictionary, which survives the cheap collections.
 */
class UndiciResponse implements TransportResponse {
  readonly status: number;
  readonly text: string;
  readonly #rawHeaders: readonly Buffer[];
  #headers: Readonly<Record<string, string>> | undefined;

  constructor(status: number, rawHeaders: readonly Buffer[], text: string) {
    this.status = status;
    this.text = text;
    this.#rawHeaders = rawHeaders;
  }

  get headers(): Readonly<Record<string, string>> {
    this.#headers ??= readHeaders(this.#rawHeaders);
    return this.#headers;
  }
}

const announcesBody = (headers: TransportResponse['headers']): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

function readHeaders(raw: readonly Buffer[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as Buffer).toString('latin1').toLowerCase();
    const value = (raw[i + 1] as Buffer).toString('latin1');
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}
