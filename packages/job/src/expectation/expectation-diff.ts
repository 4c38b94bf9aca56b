import { structuredPatch } from 'diff';
import { stringify } from 'lossless-json';
import { isObject } from './expectation.js';

const MAX_LINES = 200;
const MAX_LINE_LENGTH = 300;

/** Limits the search for a diff, which takes too long for two long texts with nothing in common. */
const MAX_EDITS = 2000;

/**
 * Renders the expected and the actual result as a line-by-line diff with three lines of context.
 * @param hide hides the secrets in a JSON text; the expectation may contain one too
 */
export function renderDiff(expected: unknown, actual: unknown, hide: (json: string) => string): string {
  const [expectedText, actualText] = [expected, select(expected, actual)].map((value) => hide(indent(value)));
  const options = { context: 3, maxEditLength: MAX_EDITS };
  const patch = structuredPatch('', '', expectedText ?? '', actualText ?? '', '', '', options);
  const lines = patch?.hunks.flatMap(({ lines: hunk }, index) => (index === 0 ? hunk : ['  …', ...hunk])) ?? [
    '  (too many differences to show)',
  ];
  const formatted = lines.filter((line) => !line.startsWith('\\')).map(format);
  const rest = formatted.length > MAX_LINES ? [`  … ${formatted.length - MAX_LINES} more lines`] : [];
  return ['- expected', '+ result', '', ...formatted.slice(0, MAX_LINES), ...rest].join('\n');
}

const indent = (value: unknown): string => `${stringify(value, undefined, 2) ?? ''}\n`;

const format = (line: string): string => {
  const spaced = `${line.slice(0, 1)} ${line.slice(1)}`;
  return spaced.length > MAX_LINE_LENGTH ? `${spaced.slice(0, MAX_LINE_LENGTH)}…` : spaced;
};

/** Selects the fields of a result that the expectation names, in the expectation's order. */
function select(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return actual.map((item, at) => (at < expected.length ? select(expected[at], item) : item));
  }
  if (!isObject(expected) || !isObject(actual)) return actual;
  const named = Object.keys(expected).filter((name) => Object.hasOwn(actual, name));
  return Object.fromEntries(named.map((name) => [name, select(expected[name], actual[name])]));
}
