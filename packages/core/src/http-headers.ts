import { type Check, must } from './checks.js';

/** HTTP headers by name, or anything that lists them, such as a `Map` or `Headers`. A value may be left `undefined`. */
export type HttpHeaders =
  | Readonly<Record<string, string | undefined>>
  | Iterable<readonly [name: string, value: string]>;

/** Entries of an object, or of anything that lists them: an array, a `Map`, `Headers`; nothing for other values. */
export function headerEntries(headers: unknown): unknown[] | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  if (Symbol.iterator in headers) return [...(headers as Iterable<unknown>)];
  const isPlain = Object.prototype.toString.call(headers) === '[object Object]';
  return isPlain ? Object.entries(headers) : undefined;
}

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]{0,8190}[\x21-\x7e])?$/;

/** What the library sets itself, and what frames or routes a request: for the connection, the body, and proxies. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['accept', 'authorization', 'lp-eventsource', 'user-agent', 'x-request-id'],
  ...[
    'accept-encoding',
    'connection',
    'expect',
    'keep-alive',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ],
  ...[
    'forwarded',
    'host',
    'http2-settings',
    'max-forwards',
    'via',
    'x-host',
    'x-method-override',
    'x-real-ip',
  ],
]);
const RESERVED_PREFIXES = [
  'content-',
  'proxy-',
  'x-forwarded-',
  'x-http-method',
  'x-original-',
  'x-rewrite-',
];

const isReserved = (name: string): boolean =>
  RESERVED.has(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));

const RULE =
  'an object, a Map or Headers with names of HTTP and printable ASCII values of 8192 characters at most';

/** Checks HTTP headers of the caller's own; quotes no value, and a name only when it is reserved. */
export const checkHttpHeaders: Check = (headers) => {
  const entries = headerEntries(headers);
  if (entries === undefined) return must(false, RULE);
  const seen = new Set<string>();
  for (const entry of entries) {
    const [name, value]: unknown[] = Array.isArray(entry) && entry.length === 2 ? entry : [];
    if (typeof name !== 'string' || !NAME.test(name)) return must(false, RULE);
    const lower = name.toLowerCase();
    if (isReserved(lower)) return `cannot contain ${lower}, which the library or the connection sets`;
    if (value !== undefined && (typeof value !== 'string' || !VALUE.test(value))) return must(false, RULE);
    if (seen.has(lower)) return 'cannot contain the same name twice';
    seen.add(lower);
  }
  return undefined;
};

/** Reads checked HTTP headers: names in lower case, without those that have no value. */
export function readHttpHeaders(
  headers: HttpHeaders | undefined,
): Readonly<Record<string, string>> | undefined {
  const entries = headers === undefined ? [] : (headerEntries(headers) as [string, string | undefined][]);
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (given.length === 0) return undefined;
  return Object.freeze(Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])));
}
