import { TokenError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import type { DomainSettings } from '../options.js';
import { type RedactedCause, redactText } from '../redaction.js';
import { isUnreachable, noAnswerCause } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportRequest, TransportResponse } from '../transport/transport.js';
import { USER_AGENT } from '../version.js';

const MAX_RESPONSE_BYTES = 65_536;

/** A token as the service gave it. */
export interface TokenAnswer {
  readonly token: string;
  readonly expiresIn: unknown;
}

/** The credentials with the secret that is valid now. */
export interface KnownCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a token request needs beside the credentials. */
export interface TokenRequestContext {
  /** Scheme and host of the token service. */
  readonly origin: string;
  readonly settings: DomainSettings;
  readonly signal: AbortSignal;
  /** TraceMessage when the host cannot be reached. */
  readonly onUnreachable: () => void;
}

/** Step 2's request: client credentials in the body, never in the URL, which gets logged. */
export async function requestToken(
  credentials: KnownCredentials,
  context: TokenRequestContext,
): Promise<TokenAnswer> {
  const { origin, settings, signal } = context;
  const { clientId, clientSecret } = credentials;
  const url = new URL(`${origin}/sentinel/api/account/${settings.accountId}/app/token?v=2.0`);
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': USER_AGENT,
  };
  const body = new URLSearchParams(form).toString();
  const request = {
    method: 'POST',
    url,
    headers,
    body,
    signal,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  } as const;
  const response = await send(request, context, clientSecret);
  return readAnswer(response, url, clientSecret, settings.clock.wallNow());
}

async function send(
  request: TransportRequest,
  { settings, onUnreachable }: TokenRequestContext,
  clientSecret: string,
): Promise<TransportResponse> {
  try {
    return await settings.transport.send(request);
  } catch (error) {
    if (isUnreachable(error)) onUnreachable();
    throw noAnswer(request.url, noAnswerCause(error, request.signal, { secrets: [clientSecret] }));
  }
}

function readAnswer(
  response: TransportResponse,
  url: URL,
  clientSecret: string,
  wallNowMs: number,
): TokenAnswer {
  const { status, text, headers } = response;
  const answer = parseJson(text);
  if (status < 200 || status > 299) {
    throw refused({ status, retryAfterMs: retryAfterMs(headers, wallNowMs) }, answer, url, clientSecret);
  }
  const token = isRecord(answer) ? answer['access_token'] : undefined;
  if (!isRecord(answer) || !isToken(token) || !isBearer(answer['token_type'])) throw malformed(url, status);
  return { token, expiresIn: answer['expires_in'] };
}

/** What may stand in an Authorization header after `Bearer` (RFC 6750, b64token). */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9\-._~+/]+=*$/.test(value);
}

/** The type's letter case does not matter, and LivePerson may leave it out. */
function isBearer(type: unknown = 'Bearer'): boolean {
  return typeof type === 'string' && type.toLowerCase() === 'bearer';
}

function refused(
  facts: { readonly status: number; readonly retryAfterMs: number | undefined },
  answer: unknown,
  url: URL,
  clientSecret: string,
): TokenError {
  const { status } = facts;
  const oauth = isRecord(answer) ? answer : undefined;
  const words = [oauth?.['error'], oauth?.['error_description']].filter((word) => typeof word === 'string');
  const said = words.length === 0 ? '' : ` (${redactText(words.join(': '), { secrets: [clientSecret] })})`;
  // RFC 6749 allows both for bad credentials; a 400 that speaks no OAuth came from something in between.
  if (status === 401 || status === 403 || (status === 400 && oauth !== undefined)) {
    return new TokenError({
      code: 'credentials-rejected',
      phase: 'token',
      problem: `The token service at ${url.host} rejected the credentials with ${status}${said}`,
      hint: 'Check client id, client secret and account id, and that the application is installed on that account.',
      status,
    });
  }
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `The token service at ${url.host} answered ${status}${said}`,
    hint: 'Try again later; if it stays, check the account id and the region.',
    ...facts,
    transient: status === 429 || status === 408 || status >= 500,
  });
}

function malformed(url: URL, status: number): TokenError {
  return new TokenError({
    code: 'token-malformed',
    phase: 'token',
    problem: `The token service at ${url.host} answered ${status} without a usable bearer token`,
    hint: 'Look for a proxy or a login page in between.',
    status,
  });
}

function noAnswer(url: URL, cause: RedactedCause): TokenError {
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `No answer from the token service at ${url.host} (${cause.message})`,
    hint: 'Check the connection and the proxy, then try again.',
    transient: true,
    cause,
  });
}
