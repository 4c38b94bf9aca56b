import {
  anything,
  type Check,
  checkFunction,
  checkHeaderText,
  checkMaxAttempts,
  fieldsOf,
  findProblem,
  findProblems,
  isText,
  methods,
  milliseconds,
  must,
  oneOf,
  required,
} from './checks.js';
import type { OptionProblem } from './errors.js';
import { checkHttpHeaders } from './http-headers.js';
import { isRecord } from './json.js';
import { isHostName, REGIONS, SERVICE_NAMES } from './platform.js';
import { isLoopback } from './transport/loopback.js';
import { findTransportProblems } from './transport/undici-options.js';

/** The options for the client's own transport. */
export const CONNECTION_OPTION_NAMES = ['proxy', 'tls', 'connections'] as const;

/** Every option of a client, a token source or a domain resolver. */
export const OPTION_RULES = {
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
  userAgentSuffix: checkHeaderText,
  httpHeaders: checkHttpHeaders,
  tokenCache: methods(
    'a TokenCache with get() and set()',
    ['get', 'set'],
    ['delete', 'lock', 'add', 'close'],
  ),
  retry: (value) => must(isRecord(value), 'an object, such as { maxAttempts: 3 }'),
  deadlineMs: milliseconds,
  attemptTimeoutMs: milliseconds,
  tokens: methods(
    'a TokenSource, or an object with get() and invalidate()',
    ['get', 'invalidate'],
    ['ready'],
  ),
  onToken: checkFunction,
  clock: methods('a Clock with now(), wallNow(), after() and random()', [
    'now',
    'wallNow',
    'after',
    'random',
  ]),
  // Checked below, since they depend on others.
  credentials: anything,
  transport: anything,
  proxy: anything,
  tls: anything,
  connections: anything,
} satisfies Record<string, Check>;

const RETRY_RULES = {
  maxAttempts: checkMaxAttempts,
  baseDelayMs: milliseconds,
  maxDelayMs: milliseconds,
};

/** A line break at the end of a pasted secret is the usual reason for its rejection. */
const checkCredential: Check = (value) =>
  must(isCredential(value), 'printable ASCII without white space (check both ends)');

const CREDENTIAL_RULES = {
  clientId: required(checkCredential),
  clientSecret: required((value) => (typeof value === 'function' ? undefined : checkCredential(value))),
};

/** Lists every bad option of a client, a token source or a domain resolver; empty when there is none. */
export function findOptionProblems(options: unknown): OptionProblem[] {
  const problems = findProblems(options, OPTION_RULES);
  const values = fieldsOf(options);
  if (values === undefined) return problems;
  if (isRecord(values['retry'])) problems.push(...findProblems(values['retry'], RETRY_RULES, 'retry'));
  return [
    ...problems,
    ...credentialProblems(values),
    ...connectionProblems(values),
    ...regionProblems(values),
  ];
}

const checkTransport = methods(
  'a Transport with send(), such as an UndiciTransport; fetch is none',
  ['send'],
  ['whenFree', 'preconnect', 'close'],
);

type Values = Readonly<Record<string, unknown>>;

function credentialProblems(values: Values): OptionProblem[] {
  const { credentials, tokens } = values;
  if (tokens !== undefined) {
    return credentials === undefined
      ? []
      : [{ option: 'tokens', problem: 'cannot be combined with credentials' }];
  }
  return 'credentials' in values ? findProblems(credentials ?? {}, CREDENTIAL_RULES, 'credentials') : [];
}

function connectionProblems(values: Values): OptionProblem[] {
  const given = CONNECTION_OPTION_NAMES.filter((name) => values[name] !== undefined);
  const { transport } = values;
  if (transport === undefined)
    return findTransportProblems(Object.fromEntries(given.map((name) => [name, values[name]])));
  if (given.length > 0)
    return given.map((option) => ({ option, problem: 'cannot be combined with transport' }));
  return findProblem('transport', transport, checkTransport);
}

function regionProblems({ generation, region = 'auto', domains }: Values): OptionProblem[] {
  if (generation !== 'v2' || region === 'auto' || domains) return [];
  const problem =
    'must be auto for generation v2, whose hosts LivePerson does not publish: the Domain API knows them';
  return [{ option: 'region', problem }];
}

/** Whether a value may be a client id or a client secret. */
export function isCredential(value: unknown): value is string {
  return isText(value, /^[\x21-\x7e]{1,1024}$/);
}

function checkDomains(value: unknown): string | undefined {
  const names: readonly string[] = SERVICE_NAMES;
  const isFit =
    isRecord(value) &&
    Object.entries(value).every(
      ([name, host]) => names.includes(name) && (host === undefined || typeof host === 'string'),
    );
  return must(isFit, `hosts by service name (${names.join(', ')})`);
}

function checkDomainApi(value: unknown): string | undefined {
  const rule = 'an https URL without user, query or fragment (http only for loopback addresses)';
  if (typeof value !== 'string' || !URL.canParse(value)) return must(false, rule);
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return must(isSafe && `${username}${password}${search}${hash}` === '', rule);
}
