import { DomainError } from '../errors.js';
import { noAnswerCause } from '../no-answer.js';
import type { DomainSettings } from '../options.js';
import type { ServiceName } from '../platform.js';
import type { ForeignCause } from '../redaction.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { TransportResponse } from '../transport/transport.js';
import { USER_AGENT } from '../version.js';
import { readDomainAnswer, unresolved } from './domain-answer.js';

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
    passing: status === 408 || status === 429 || status >= 500,
  });
}

function noAnswer(service: ServiceName, url: URL, cause: ForeignCause): DomainError {
  return new DomainError({
    code: 'domain-unavailable',
    phase: 'domain',
    problem: `No answer from the Domain API at ${url.host} for ${service} (${cause.message})`,
    hint: 'Check the connection and the proxy, or choose a region to do without the Domain API.',
    passing: true,
    cause,
  });
}
