import { type ErrorCauseFields, TokenError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import { regionAdvice } from '../platform.js';
import { redactText } from '../redaction.js';
import { permanentAdvice } from '../resilience/connection-problem.js';
import { isUnreachable, noAnswerCause } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { send } from '../resilience/send.js';
import type { DomainSettings } from '../settings.js';
import type { TransportRequest, TransportResponse } from '../transport/transport.js';

const MAX_RESPONSE_BYTES = 65_536;

/** The fields of a token response that are used. */
export interface TokenAnswer {
  readonly token: string;
  readonly expiresIn: unknown;
}

/** Credentials with a secret that is already resolved. */
export interface KnownCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a token request needs in addition to the credentials. */
export interface TokenRequestContext {
  /** Scheme and host of the token service. */
  readonly origin: string;
  readonly settings: DomainSettings;
  readonly signal: AbortSignal;
  /** Called when the host cannot be reached. */
  readonly onUnreachable: () => void;
}

/**
 * Requests a token (step 2). The credentials are in the body, because URLs are logged.
 * @throws {@link TokenError} `credentials-rejected`, `token-malformed` or `token-unavailable`.
 */
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
    'user-agent': settings.userAgent,
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
  const response = await sendForm(request, context, clientSecret);
  return readResponse(response, url, clientSecret, settings);
}

async function sendForm(
  request: TransportRequest,
  { settings, onUnreachable }: TokenRequestContext,
  clientSecret: string,
): Promise<TransportResponse> {
  try {
    return await send(settings.transport, request);
  } catch (error) {
    if (isUnreachable(error)) onUnreachable();
    const cause = noAnswerCause(error, request.signal, { secrets: [clientSecret] });
    throw noResponse(request.url, cause, permanentAdvice(error));
  }
}

function readResponse(
  response: TransportResponse,
  url: URL,
  clientSecret: string,
  settings: DomainSettings,
): TokenAnswer {
  const { status, text, headers } = response;
  const answer = parseJson(text);
  if (status < 200 || status > 299) {
    const facts = { status, retryAfterMs: retryAfterMs(headers, settings.clock.wallNow()) };
    throw refused(facts, answer, url, clientSecret, regionAdvice(settings, 'sentinel'));
  }
  const token = isRecord(answer) ? answer['access_token'] : undefined;
  if (!isRecord(answer) || !isToken(token) || !isBearer(answer['token_type'])) throw malformed(url, status);
  return { token, expiresIn: answer['expires_in'] };
}

/** Returns whether a value is valid after `Bearer` in an Authorization header (RFC 6750, b64token). */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9\-._~+/]+=*$/.test(value);
}

/** The type is case-insensitive, and LivePerson may omit it; null is the same as none. */
function isBearer(type: unknown): boolean {
  return (type ?? null) === null || (typeof type === 'string' && type.toLowerCase() === 'bearer');
}

function refused(
  facts: { readonly status: number; readonly retryAfterMs: number | undefined },
  answer: unknown,
  url: URL,
  clientSecret: string,
  advice: string,
): TokenError {
  const { status } = facts;
  const oauth = isRecord(answer) ? answer : undefined;
  const words = [oauth?.['error'], oauth?.['error_description']].filter((word) => typeof word === 'string');
  const quoted = words.length === 0 ? '' : ` (${redactText(words.join(': '), { secrets: [clientSecret] })})`;
  // RFC 6749 allows 400 and 401 for wrong credentials; a 400 without a JSON object came from a proxy.
  if (status === 401 || status === 403 || (status === 400 && oauth !== undefined)) {
    return new TokenError({
      code: 'credentials-rejected',
      phase: 'token',
      problem: `The token service at ${url.host} rejected the credentials with ${status}${quoted}`,
      hint: installationHint(oauth?.['error'], advice),
      status,
    });
  }
  const transient = status === 429 || status === 408 || status >= 500;
  const hint = 'Try again later. If the problem persists, check the account id and the proxy.';
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `The token service at ${url.host} answered ${status}${quoted}`,
    hint: transient ? hint : joined(hint, advice),
    ...facts,
    transient,
  });
}

/** What the application lacks, by the error codes of OAuth (RFC 6749, section 5.2). */
const INSTALLATION_HINTS: Readonly<Record<string, string>> = {
  invalid_scope:
    'The application lacks the scope faas.lambda.invoke: add it where the application was installed. The secret is not the problem.',
  unauthorized_client:
    'The application may not use the grant type client_credentials: allow it where the application was installed. The secret is not the problem.',
  unsupported_grant_type:
    'The token service does not offer client_credentials: check which LivePerson installation and Domain API are used. The secret is not the problem.',
};

function installationHint(code: unknown, advice: string): string {
  const hint = typeof code === 'string' ? INSTALLATION_HINTS[code] : undefined;
  const usual =
    'Check the client id, client secret and account id, that the application is installed on that account, and its IP restriction.';
  return hint ?? joined(usual, advice);
}

const joined = (hint: string, advice: string): string => (advice === '' ? hint : `${hint} ${advice}`);

function malformed(url: URL, status: number): TokenError {
  return new TokenError({
    code: 'token-malformed',
    phase: 'token',
    problem: `The token service at ${url.host} answered ${status} without a usable bearer token`,
    hint: 'Check whether a proxy or a login page answered instead.',
    status,
  });
}

function noResponse(url: URL, cause: ErrorCauseFields, advice: string | undefined): TokenError {
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `No answer from the token service at ${url.host} (${cause.message})`,
    hint: advice ?? 'Check the connection and the proxy, then try again.',
    transient: advice === undefined,
    cause,
  });
}
