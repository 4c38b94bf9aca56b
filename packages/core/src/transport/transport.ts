/** One HTTP request, whole. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, http or https. Other requests may share it: it is not to be changed. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request at any point, until the last byte of the body. */
  readonly signal: AbortSignal;
  /** A longer body ends the request with reason `too-large`. */
  readonly maxResponseBytes: number;
}

/** One HTTP answer, whole. */
export interface TransportResponse {
  /** The raw status: 901 is one of them. */
  readonly status: number;
  /** Names in lower case; repeated headers joined with a comma. May be read when asked for: spread loses it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * The HTTP port. An implementation sends exactly one request, follows no redirect, repeats nothing, and
 * settles as soon as the signal aborts.
 */
export interface Transport {
  /** @throws {TransportError} when no whole answer arrived, whatever the reason. */
  send(request: TransportRequest): Promise<TransportResponse>;
  /**
   * TraceMessage, where it may help, that a request to this origin follows soon: a connection can be opened meanwhile.
   * May do nothing, and never fails.
   */
  preconnect?(origin: URL): void;
  /** Closes every connection; requests in flight fail. */
  close(): Promise<void>;
}

/** Why there is no answer. */
export type TransportFailure = 'connection' | 'aborted' | 'too-large' | 'encoding';

/** There is no whole answer. */
export class TransportError extends Error {
  readonly reason: TransportFailure;
  /** `not-sent` only with proof: no byte of the request was written. */
  readonly delivery: 'not-sent' | 'unknown';

  constructor(reason: TransportFailure, delivery: 'not-sent' | 'unknown', cause?: unknown) {
    super(`No whole answer: ${reason}`, { cause });
    this.name = 'TransportError';
    this.reason = reason;
    this.delivery = delivery;
  }
}
