/** Reports the function's calls that were refused or reached nothing, also those whose error the function catches. */
import { subscribe } from 'node:diagnostics_channel';
import { shownUrl } from '../shown-url.js';
import { sendToSandbox } from './channel.js';

/** Error codes of requests that reached no server. */
const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

let mocksFile = '';

/** @param file the path of the file with mocks, as the user knows it */
export function setMocksFile(file: string): void {
  mocksFile = file;
}

/** Adds where a mock belongs. */
export const addMockHint = (text: string) => `${text} Add a mock to ${mocksFile}.`;

/** The error of a request that the sandbox refused. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code = 'ERR_SANDBOX_REFUSED';
}

export function reportRefusal(call: string, reason: string): void {
  sendToSandbox({ type: 'refused', refused: { call, reason } });
}

export function reportRefusedRequest(request: { method: string; url: string }, reason: string): void {
  reportRefusal(`${request.method} ${shownUrl(request.url)}`, reason);
}

interface RequestError {
  readonly request: {
    readonly method: string;
    readonly path: string;
    /** In undici's requests. */
    readonly origin?: string | URL;
    /** In Node's own requests. */
    readonly protocol?: string;
    readonly host?: string;
    getHeader?(name: string): unknown;
  };
  readonly error: NodeJS.ErrnoException;
}

function urlOf(request: RequestError['request']): string {
  const { origin, protocol, host, path } = request;
  // Only the header has the port.
  return `${String(origin ?? `${protocol}//${request.getHeader?.('host') ?? host}`)}${path}`;
}

/**
 * Reports every http request that reaches no server. Node's http and https publish the errors of their requests,
 * whichever library made them, and so does undici, which is also Node's fetch.
 */
export function watchUnreachableHosts(): void {
  const onError = (message: unknown) => {
    const { request, error } = message as RequestError;
    if (!UNREACHABLE.has(error.code ?? '')) return;
    const url = urlOf(request);
    const reason = addMockHint(`${new URL(url).host} cannot be reached (${error.code}).`);
    reportRefusedRequest({ method: request.method, url }, reason);
    // Callers get the error after this. Some errors have no message of their own.
    error.message = error.message === '' ? reason : `${error.message}. ${reason}`;
  };
  subscribe('undici:request:error', onError);
  subscribe('http.client.request.error', onError);
}
