import { DomainError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import type { ServiceName } from '../platform.js';

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
