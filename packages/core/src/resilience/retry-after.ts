const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';

/** The three date forms that HTTP knows (RFC 9110, section 5.6.7). */
const DATES = [
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(
    `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`,
  ),
  new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** Milliseconds since 1970 of an HTTP date; nothing for any other text. */
export function parseHttpDate(text: string): number | undefined {
  const fields = DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (fields === undefined) return undefined;
  const number = (name: string): number => Number(fields[name]);
  const year = number('year') < 100 ? 2000 + number('year') : number('year');
  const month = MONTHS.indexOf(fields['month'] ?? '');
  return Date.UTC(year, month, number('day'), number('hour'), number('minute'), number('second'));
}

/**
 * How many milliseconds a server asks to wait (`Retry-After`: seconds, or a date, which is read against the
 * answer's own `Date`, since the two clocks may differ). Nothing when it does not ask, or not in these words.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  wallNowMs: number,
): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const at = parseHttpDate(text);
  const now = parseHttpDate(headers['date'] ?? '') ?? wallNowMs;
  return at === undefined ? undefined : Math.max(0, at - now);
}
