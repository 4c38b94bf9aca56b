/** A complete HTTP request. */
export interface TransportRequest {
  /** The HTTP method. */
  readonly method: 'GET' | 'POST';
  /** Absolute, http or https. Shared with other requests: do not modify it. */
  readonly url: URL;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; missing for none. */
  readonly body?: string;
  /** Aborts the request at any point until the last byte of the body. */
  readonly signal: AbortSignal;
  /** Maximum size of the response body in bytes; a longer body fails with reason `too-large`. */
  readonly maxResponseBytes: number;
}

/** A complete HTTP response. */
export interface TransportResponse {
  /** The status code; 901 is possible. */
  readonly status: number;
  /** Names in lower case; repeated headers joined with a comma. May be an inherited getter: spread loses it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, decoded as UTF-8. */
  readonly text: string;
}

/**
 * Sends HTTP requests. An implementation sends exactly one request, does not follow redirects or retry, and settles
 * as soon as the signal aborts.
 */
export interface Transport {
  /**
   * Sends a request and returns the response.
   * @throws {@link TransportError} when no complete response arrived, for any reason.
   */
  send(request: TransportRequest): Promise<TransportResponse>;
  /**
   * Waits until a request to this origin gets a connection, so that the wait does not count as a part of the attempt.
   * Returns nothing when it gets one at once, or when the transport does not limit its connections.
   * @throws the signal's reason; never throws at once.
   */
  whenFree?(origin: string, work: { readonly signal: AbortSignal }): Promise<void> | undefined;
  /** Announces a request to this origin, so that a connection can be opened early. May do nothing; never throws. */
  preconnect?(origin: URL): void;
  /** Closes all connections; requests in flight fail. */
  close(): Promise<void>;
}

/** Why no complete response arrived. */
export type TransportFailure = 'connection' | 'aborted' | 'too-large' | 'encoding';

const BRAND = Symbol.for('@lp-faas/core/transport-error');

/** No complete response arrived. */
export class TransportError extends Error {
  /** Why no complete response arrived. */
  readonly reason: TransportFailure;
  /** `not-sent` if certainly no byte of the request was written. */
  readonly delivery: 'not-sent' | 'unknown';

  constructor(reason: TransportFailure, delivery: 'not-sent' | 'unknown', cause?: unknown) {
    super(`No complete response: ${reason}`, { cause });
    this.name = 'TransportError';
    this.reason = reason;
    this.delivery = delivery;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a value is a {@link TransportError}, also of another copy of the library. */
export function isTransportError(error: unknown): error is TransportError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
