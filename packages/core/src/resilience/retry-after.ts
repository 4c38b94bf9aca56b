const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';

/** The three date formats of HTTP (RFC 9110, section 5.6.7). */
const DATES = [
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(
    `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`,
  ),
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** A date with a two-digit year lies at most this far in the future (RFC 9110, section 5.6.7). */
const MAX_YEARS_AHEAD = 50;

/**
 * Parses an HTTP date into milliseconds since 1970; returns nothing for any other text and for a date that does not
 * exist.
 * @param wallNowMs tells which century a two-digit year is in
 */
export function parseHttpDate(text: string, wallNowMs: number): number | undefined {
  const fields = DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (fields === undefined) return undefined;
  const year = Number(fields['year']);
  if (fields['year']?.length === 4) return timeOf(year, fields);
  const now = new Date(wallNowMs);
  const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100);
  const latest = now.setUTCFullYear(now.getUTCFullYear() + MAX_YEARS_AHEAD);
  const times = [century + 100, century, century - 100].map((start) => timeOf(start + year, fields));
  return times.find((time) => time !== undefined && time <= latest);
}

function timeOf(year: number, fields: Readonly<Record<string, string>>): number | undefined {
  const number = (name: string): number => Number(fields[name]);
  const month = MONTHS.indexOf(fields['month'] ?? '');
  const date = new Date(0);
  // Date.UTC would take a year below 100 for one of the 1900s.
  date.setUTCFullYear(year, month, number('day'));
  // The 31st of a shorter month has become a day of the next one.
  if (date.getUTCDate() !== number('day')) return undefined;
  return date.setUTCHours(number('hour'), number('minute'), number('second'));
}

/** No single response keeps a client away for longer than an hour. */
const MAX_WAIT_MS = 3_600_000;

/** Milliseconds that a client stays away for a `Retry-After`: an hour at most, 0 when there is none. */
export const waitMs = (askedMs = 0): number => Math.min(askedMs, MAX_WAIT_MS);

/**
 * Reads `Retry-After` in milliseconds. A date is compared with the response's own `Date`, since the two clocks may
 * differ. Returns nothing without the header, and when it is neither seconds nor an HTTP date.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  wallNowMs: number,
): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  // However many digits: a time that no one waits for is still a time.
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const at = parseHttpDate(text, wallNowMs);
  const now = parseHttpDate(headers['date'] ?? '', wallNowMs) ?? wallNowMs;
  return at === undefined ? undefined : Math.max(0, at - now);
}
