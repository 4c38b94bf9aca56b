import type { OptionProblem } from './errors.js';
import { isRecord } from './json.js';
import { isHostName, REGIONS, SERVICE_NAMES } from './platform.js';
import { isLoopback } from './transport/loopback.js';
import { findTransportProblems } from './transport/undici-options.js';

const MAX_MS = 2_147_483_647;

/** Returns what is wrong with a value, or nothing. Never quotes it: it may be a misplaced secret. */
export type Check = (value: unknown) => string | undefined;

const must = (ok: boolean, rule: string): string | undefined => (ok ? undefined : `must be ${rule}`);
const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    must(allowed.includes(value as string), `one of ${allowed.join(', ')}`);
/** Checks a time limit in milliseconds. */
export const milliseconds: Check = (value) =>
  must(
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_MS,
    `a whole number of milliseconds from 1 to ${MAX_MS}`,
  );
const required =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === '' ? 'is missing' : check(value);

const CHECKS: Readonly<Record<string, Check>> = {
  accountId: required((value) => must(isText(value, /^[A-Za-z0-9]{1,32}$/), '1 to 32 letters or digits')),
  region: oneOf('auto', ...REGIONS),
  generation: oneOf('auto', 'v1', 'v2'),
  domains: checkDomains,
  domainApi: checkDomainApi,
  trustedDomains: (value) =>
    must(
      Array.isArray(value) && value.every(isHostName),
      'domains of at least two labels in lower case, such as example.com, without scheme, port, address or wildcard',
    ),
  eventSource: checkHeaderText,
  tokenCache: (value) =>
    must(isCallable(value, 'get') && isCallable(value, 'set'), 'a TokenCache with get() and set()'),
  retry: (value) => must(isRecord(value), 'an object, such as { maxAttempts: 3 }'),
  deadlineMs: milliseconds,
  attemptTimeoutMs: milliseconds,
};

/** Checks a maximum of requests per invocation. */
export const checkMaxAttempts: Check = (value) =>
  must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10, 'a whole number from 1 to 10');

const RETRY_CHECKS: Readonly<Record<string, Check>> = {
  maxAttempts: checkMaxAttempts,
  baseDelayMs: milliseconds,
  maxDelayMs: milliseconds,
};

const CREDENTIAL_CHECKS: Readonly<Record<string, Check>> = {
  clientId: required(checkCredential),
  clientSecret: required((value) => (typeof value === 'function' ? undefined : checkCredential(value))),
};

const checkTokens: Check = (value) =>
  must(
    isCallable(value, 'get') && isCallable(value, 'invalidate'),
    'a TokenSource, or an object with get() and invalidate()',
  );

const isCallable = (value: unknown, name: string): boolean =>
  typeof (Object(value) as Record<string, unknown>)[name] === 'function';

/** Lists every bad option of a client, a token source or a domain resolver; empty when there is none. */
export function findOptionProblems(options: object): OptionProblem[] {
  const values: Record<string, unknown> = { ...options };
  const problems = problemsOf(values, CHECKS, '');
  if (values['tokens'] !== undefined) problems.push(...problemsOf(values, { tokens: checkTokens }, ''));
  if (values['tokens'] !== undefined && values['credentials'] !== undefined) {
    problems.push({ option: 'tokens', problem: 'cannot be combined with credentials' });
  } else if ('credentials' in values && values['tokens'] === undefined) {
    const credentials = isRecord(values['credentials']) ? values['credentials'] : {};
    problems.push(...problemsOf(credentials, CREDENTIAL_CHECKS, 'credentials.'));
  }
  if (isRecord(values['retry'])) problems.push(...problemsOf(values['retry'], RETRY_CHECKS, 'retry.'));
  problems.push(...connectionProblems(values));
  if (values['generation'] === 'v2' && (values['region'] ?? 'auto') !== 'auto' && !values['domains']) {
    const problem =
      'must be auto for generation v2, whose hosts LivePerson does not publish: the Domain API knows them';
    problems.push({ option: 'region', problem });
  }
  return problems;
}

/** The options for the client's own transport. */
export const CONNECTION_OPTION_NAMES = ['proxy', 'tls', 'connections'] as const;

function connectionProblems(values: Readonly<Record<string, unknown>>): OptionProblem[] {
  const given = CONNECTION_OPTION_NAMES.filter((name) => values[name] !== undefined);
  if (values['transport'] === undefined)
    return findTransportProblems(Object.fromEntries(given.map((name) => [name, values[name]])));
  return given.map((option) => ({ option, problem: 'cannot be combined with transport' }));
}

function problemsOf(
  values: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  prefix: string,
): OptionProblem[] {
  return Object.entries(checks).flatMap(([name, check]) => {
    const value = values[name];
    const isOptional = check(undefined) !== 'is missing';
    const problem = value === undefined && isOptional ? undefined : check(value);
    return problem === undefined ? [] : [{ option: prefix + name, problem }];
  });
}

/** Checks text that goes into a header or a query as it is. */
export function checkHeaderText(value: unknown): string | undefined {
  const isFit = isText(value, /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/);
  return must(isFit, '1 to 128 printable ASCII characters');
}

/** A line break at the end of a pasted secret is the usual reason for its rejection. */
function checkCredential(value: unknown): string | undefined {
  return must(isCredential(value), 'printable ASCII without white space (check both ends)');
}

/** Whether a value may be a client id or a client secret. */
export function isCredential(value: unknown): value is string {
  return isText(value, /^[\x21-\x7e]{1,1024}$/);
}

function checkDomains(value: unknown): string | undefined {
  const known = Object.keys(isRecord(value) ? value : { '': '' }).every((name) =>
    SERVICE_NAMES.some((service) => service === name),
  );
  return must(known, `hosts by service name (${SERVICE_NAMES.join(', ')})`);
}

function checkDomainApi(value: unknown): string | undefined {
  const rule = 'an https URL without user, query or fragment (http only for loopback addresses)';
  if (typeof value !== 'string' || !URL.canParse(value)) return must(false, rule);
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return must(isSafe && `${username}${password}${search}${hash}` === '', rule);
}
