/** Problems for which whoever runs the job has advice of its own. */
export type ProblemKind = 'not-json' | 'secret-missing';

/** What is wrong with an input's text; never quotes it, since it may be a misplaced secret. */
export interface ParseProblem {
  readonly problem: string;
  readonly kind?: ProblemKind;
}

/** What an input's text means, or what is wrong with it. */
export type ParseResult<T> = { readonly value: T } | ParseProblem;

export type Parser<T> = (text: string) => ParseResult<T>;

/** One of a closed set of words. */
export const oneOf =
  <T extends string>(...allowed: readonly T[]): Parser<T> =>
  (text) => {
    const value = allowed.find((word) => word === text);
    return value === undefined ? { problem: `must be one of ${allowed.join(', ')}` } : { value };
  };

/** YAML's own spelling of true and false, and no other word. */
export const boolean: Parser<boolean> = (text) => {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { problem: 'must be true or false' };
};

/** A whole number in digits, within bounds. */
export const integer =
  (min: number, max: number): Parser<number> =>
  (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    const isRight = value >= min && value <= max;
    return isRight ? { value } : { problem: `must be a whole number from ${min} to ${max}` };
  };

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000 };

const MAX_MS = 24 * 3_600_000;

/** A duration such as `30s`, `2m`, `500ms` or `1h`; a bare number is seconds. In milliseconds. */
export const duration: Parser<number> = (text) => {
  const [, amount, unit = ''] = /^(\d{1,9})(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Number(amount) * (UNIT_MS[unit] ?? 0);
  const isRight = Number.isInteger(value) && value >= 1 && value <= MAX_MS;
  return isRight ? { value } : { problem: 'must be a duration up to 24h, as 500ms, 30s, 2m or 1h' };
};

/** Words between commas, white space or line breaks. */
export const list: Parser<readonly string[]> = (text) => ({ value: text.split(/[\s,]+/).filter(Boolean) });

export interface HeaderLine {
  readonly key: string;
  readonly value: string;
}

/** One `Name: value` a line; empty lines do not count. */
export const headerLines: Parser<readonly HeaderLine[]> = (text) => {
  const lines = text.split(/\r?\n/).map((line, index) => ({ at: index + 1, line: line.trim() }));
  const given = lines.filter(({ line }) => line !== '');
  const bad = given.find(({ line }) => !/^[^\s:]+[ \t]*:/.test(line));
  if (bad !== undefined) return { problem: `line ${bad.at} must be "Name: value"` };
  const split = ({ line }: { line: string }): HeaderLine => {
    const colon = line.indexOf(':');
    return { key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  };
  return { value: given.map(split) };
};

export const text: Parser<string> = (value) => ({ value });

/** For an input that may be left out. */
export const optional =
  <T>(parse: Parser<T>): Parser<T | undefined> =>
  (given) =>
    given === '' ? { value: undefined } : parse(given);
