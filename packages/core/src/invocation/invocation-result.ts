/** What an invocation returned. */
export interface InvocationResult<T = unknown> {
  /** What the function returned; `null` when it returned nothing. For an event a list of {@link EventResult}. */
  readonly result: T;
  /** The result as the JSON text that arrived, so that long numbers keep all their digits. */
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
  /** The platform generation that was used. */
  readonly generation: 'v1' | 'v2';
}

/** What one function of an event returned. */
export interface EventResult<T = unknown> {
  /** The function's id. */
  readonly uuid: string;
  /** When it ran, as the platform wrote it: an ISO date, or milliseconds since 1970. */
  readonly timestamp: string | number;
  /** What it returned. */
  readonly result: T;
}
