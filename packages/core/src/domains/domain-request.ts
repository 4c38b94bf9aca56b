import { DomainError, type ErrorCauseFields } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import type { ServiceName } from '../platform.js';
import { permanentAdvice } from '../resilience/connection-problem.js';
import { noAnswerCause } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import { send } from '../resilience/send.js';
import type { DomainSettings } from '../settings.js';
import type { TransportResponse } from '../transport/transport.js';

const MAX_RESPONSE_BYTES = 65_536;

/**
 * Requests the host of one service from the Domain API. The caller has to check that the host is trusted.
 * @throws {@link DomainError} as `readDomainAnswer`, or `domain-unavailable` without a usable response.
 */
export async function requestHost(
  service: ServiceName,
  settings: DomainSettings,
  signal: AbortSignal,
): Promise<unknown> {
  const { accountId, domainApi, transport } = settings;
  const path = `api/account/${accountId}/service/${service}/baseURI.json?version=1.0`;
  const url = new URL(`${domainApi.href.replace(/\/$/, '')}/${path}`);
  const headers = { accept: 'application/json', 'user-agent': settings.userAgent };
  const request = { method: 'GET', url, headers, signal, maxResponseBytes: MAX_RESPONSE_BYTES } as const;
  let response: TransportResponse;
  try {
    response = await send(transport, request);
  } catch (error) {
    throw noResponse(service, url, noAnswerCause(error, signal), permanentAdvice(error));
  }
  return readResponse(response, service, settings);
}

function readResponse(response: TransportResponse, service: ServiceName, settings: DomainSettings): unknown {
  const { status, text } = response;
  if (status === 200) return readDomainAnswer(text, service, settings.accountId);
  // The documented statuses for an unknown account or service, and the usual one.
  if (status === 400 || status === 401 || status === 404) throw unresolved(service, status);
  throw new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `The Domain API at ${settings.domainApi.host} answered ${status} for ${service}`,
    hint: 'Try again later. If the problem persists, check the account id and the proxy.',
    status,
    retryAfterMs: retryAfterMs(response.headers, settings.clock.wallNow()),
    transient: status === 408 || status === 429 || status >= 500,
  });
}

function noResponse(
  service: ServiceName,
  url: URL,
  cause: ErrorCauseFields,
  advice: string | undefined,
): DomainError {
  return new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `No answer from the Domain API at ${url.host} for ${service} (${cause.message})`,
    hint: advice ?? 'Check the connection and the proxy, then try again.',
    transient: advice === undefined,
    cause,
  });
}

/**
 * Reads the host from a response of the Domain API. Accepts both shapes in use: the flat object of one service
 * and the list of all services.
 * @throws {@link DomainError} `domain-unavailable` when the JSON is not as documented, `domain-unresolved` when the
 * service is missing, `domain-untrusted` when the response names another account or service.
 */
export function readDomainAnswer(text: string, service: ServiceName, accountId: string): unknown {
  const answer = parseJson(text);
  if (!isRecord(answer)) throw malformed(service);
  const list = answer['baseURIs'];
  const entry = Array.isArray(list) ? list.filter(isRecord).find((e) => e['service'] === service) : answer;
  if (entry?.['baseURI'] === undefined || entry['baseURI'] === '') throw unresolved(service);
  if (differs(entry['service'], service) || differs(entry['account'], accountId)) throw mismatch(service);
  return entry['baseURI'];
}

/** An account id may arrive as a number; no other type counts as equal. */
function differs(echo: unknown, requested: string): boolean {
  return echo !== undefined && (typeof echo === 'number' ? String(echo) : echo) !== requested;
}

function malformed(service: ServiceName): DomainError {
  return new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `The Domain API's answer for ${service} is not the documented JSON`,
    hint: 'Check whether a proxy or a login page answered instead.',
  });
}

/** Creates the error for an unknown account or service. */
export function unresolved(service: ServiceName, status?: number): DomainError {
  const answered = status === undefined ? 'does not list this service' : `answered ${status}`;
  return new DomainError({
    code: 'domain-unresolved',
    phase: 'domain',
    problem: `No host for ${service}: the Domain API ${answered} for this account`,
    hint: 'Check the account id, and that LivePerson Functions is enabled for the account.',
    status,
  });
}

function mismatch(service: ServiceName): DomainError {
  return new DomainError({
    code: 'domain-untrusted',
    phase: 'domain',
    problem: `The Domain API's answer for ${service} is about another service or account`,
    hint: 'Nothing was sent to that host. Check the option domainApi and the proxy.',
  });
}
