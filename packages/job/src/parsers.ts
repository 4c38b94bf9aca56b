/** Problems for which a face of the job, such as the action, adds its own advice. */
export type ProblemKind = 'not-json' | 'secret-missing' | 'file-missing';

/** What is wrong with an input. It quotes no value but a path: any other may be a misplaced secret. */
export interface ParseProblem {
  readonly problem: string;
  readonly kind?: ProblemKind;
}

/** The value of an input, or what is wrong with it. */
export type ParseResult<T> = { readonly value: T } | ParseProblem;

export type Parser<T> = (text: string) => ParseResult<T>;

/** Accepts one of the given words. */
export const oneOf =
  <T extends string>(...allowed: readonly T[]): Parser<T> =>
  (text) => {
    const value = allowed.find((word) => word === text);
    return value === undefined ? { problem: `must be one of ${allowed.join(', ')}` } : { value };
  };

/** Accepts `true` and `false` in YAML's spellings. */
export const boolean: Parser<boolean> = (text) => {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { problem: 'must be true or false' };
};

/** Accepts a whole number in decimal digits, from `min` to `max`. */
export const integer =
  (min: number, max: number): Parser<number> =>
  (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    const isValid = value >= min && value <= max;
    return isValid ? { value } : { problem: `must be a whole number from ${min} to ${max}` };
  };

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000 };

const MAX_MS = 24 * 3_600_000;

/** Converts a duration such as `30s`, `2m`, `500ms` or `1h` to milliseconds; a bare number is seconds. */
export const duration: Parser<number> = (text) => {
  const [, amount, unit = ''] = /^(\d{1,9})(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Number(amount) * Number(UNIT_MS[unit]);
  const isValid = Number.isInteger(value) && value >= 1 && value <= MAX_MS;
  return isValid ? { value } : { problem: 'must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h' };
};

/** Accepts a duration, or `0` in any unit. */
export const durationOrZero: Parser<number> = (text) => {
  const parsed = /^0(ms|s|m|h)?$/.test(text) ? { value: 0 } : duration(text);
  return 'value' in parsed
    ? parsed
    : { ...parsed, problem: parsed.problem.replace('must be', 'must be 0, or') };
};

/** Splits a list at commas, white space and line breaks. */
export const list: Parser<readonly string[]> = (text) => ({ value: text.split(/[\s,]+/).filter(Boolean) });

export interface HeaderLine {
  readonly key: string;
  readonly value: string;
}

const EXAMPLE_HEADER = 'X-Language: de';

/** Reads one `Name: value` per line; empty lines are ignored. */
export const headerLines: Parser<readonly HeaderLine[]> = (text) => {
  if (/^\s*[[{]/.test(text)) return { problem: `must be lines such as ${EXAMPLE_HEADER}, not JSON` };
  const lines = text.split(/\r?\n/).map((line, index) => ({ at: index + 1, line: line.trim() }));
  const filled = lines.filter(({ line }) => line !== '');
  const invalid = filled.find(({ line }) => !/^[^\s:]+[ \t]*:/.test(line));
  if (invalid !== undefined)
    return { problem: `line ${invalid.at} must be "Name: value", such as ${EXAMPLE_HEADER}` };
  const control = filled.find(({ line }) => /(?!\t)\p{Cc}/u.test(line));
  if (control !== undefined)
    return { problem: `line ${control.at} contains a control character, such as a carriage return` };
  const split = ({ line }: { line: string }): HeaderLine => {
    const colon = line.indexOf(':');
    return { key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  };
  return { value: filled.map(split) };
};

/** Accepts any text. */
export const text: Parser<string> = (value) => ({ value });

/** Makes an input optional: an empty one is `undefined`. */
export const optional =
  <T>(parse: Parser<T>): Parser<T | undefined> =>
  (value) =>
    value === '' ? { value: undefined } : parse(value);
