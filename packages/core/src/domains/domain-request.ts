import { DomainError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import type { DomainSettings } from '../options.js';
import type { ServiceName } from '../platform.js';
import type { RedactedCause } from '../redaction.js';
import { noAnswerCause } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportResponse } from '../transport/transport.js';
import { USER_AGENT } from '../version.js';

const MAX_RESPONSE_BYTES = 65_536;

/** Asks the Domain API for the host of one service; the answer is not checked yet. */
export async function requestHost(
  service: ServiceName,
  settings: DomainSettings,
  signal: AbortSignal,
): Promise<unknown> {
  const { accountId, domainApi, transport } = settings;
  const path = `api/account/${accountId}/service/${service}/baseURI.json?version=1.0`;
  const url = new URL(`${domainApi.href.replace(/\/$/, '')}/${path}`);
  const headers = { accept: 'application/json', 'user-agent': USER_AGENT };
  const request = { method: 'GET', url, headers, signal, maxResponseBytes: MAX_RESPONSE_BYTES } as const;
  let response: TransportResponse;
  try {
    response = await transport.send(request);
  } catch (error) {
    throw noAnswer(service, url, noAnswerCause(error, signal));
  }
  return readAnswer(response, service, settings);
}

function readAnswer(response: TransportResponse, service: ServiceName, settings: DomainSettings): unknown {
  const { status, text } = response;
  if (status === 200) return readDomainAnswer(text, service, settings.accountId);
  // The documented ways of saying that account or service are unknown.
  if (status === 400 || status === 401 || status === 404) throw unresolved(service, status);
  throw new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `The Domain API at ${settings.domainApi.host} answered ${status} for ${service}`,
    hint: 'Try again later, or choose a region to do without the Domain API.',
    status,
    retryAfterMs: retryAfterMs(response.headers, settings.clock.wallNow()),
    transient: status === 408 || status === 429 || status >= 500,
  });
}

function noAnswer(service: ServiceName, url: URL, cause: RedactedCause): DomainError {
  return new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `No answer from the Domain API at ${url.host} for ${service} (${cause.message})`,
    hint: 'Check the connection and the proxy, or choose a region to do without the Domain API.',
    transient: true,
    cause,
  });
}

/**
 * Reads the host out of an answer of the Domain API. Both shapes are in use: the flat object of one service,
 * and the list of all.
 * @throws {DomainError} `domain-unavailable` when it is no such answer, `domain-unresolved` when the service is
 * not in it, `domain-untrusted` when it speaks of another account or service.
 */
export function readDomainAnswer(text: string, service: ServiceName, accountId: string): unknown {
  const answer = parseJson(text);
  if (!isRecord(answer)) throw notAnAnswer(service);
  const list = answer['baseURIs'];
  const entry = Array.isArray(list) ? list.filter(isRecord).find((e) => e['service'] === service) : answer;
  if (entry?.['baseURI'] === undefined || entry['baseURI'] === '') throw unresolved(service);
  if (differs(entry['service'], service) || differs(entry['account'], accountId)) throw mistaken(service);
  return entry['baseURI'];
}

/** Account ids are numbers to some; nothing else is made a text of, since JSON can hold what has none. */
function differs(echo: unknown, asked: string): boolean {
  return echo !== undefined && (typeof echo === 'number' ? String(echo) : echo) !== asked;
}

function notAnAnswer(service: ServiceName): DomainError {
  return new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `The Domain API's answer for ${service} is not the JSON that it documents`,
    hint: 'Look for a proxy or a login page in between, or choose a region to do without the Domain API.',
  });
}

/** The account or the service is unknown. */
export function unresolved(service: ServiceName, status?: number): DomainError {
  const answered = status === undefined ? 'knows no such service' : `answered ${status}`;
  return new DomainError({
    code: 'domain-unresolved',
    phase: 'domain',
    problem: `No host for ${service}: the Domain API ${answered} for this account`,
    hint: 'Check the account id, and that LivePerson Functions is enabled for the account.',
    status,
  });
}

function mistaken(service: ServiceName): DomainError {
  return new DomainError({
    code: 'domain-untrusted',
    phase: 'domain',
    problem: `The Domain API's answer for ${service} is about another service or account`,
    hint: 'Nothing was sent to that host. Check which Domain API is asked.',
  });
}
