import { structuredPatch } from 'diff';
import { stringify } from 'lossless-json';
import { isObject } from './expectation.js';

const MAX_LINES = 200;
const MAX_LINE_LENGTH = 300;

/** Two texts that have nothing in common take for ever to compare. */
const MAX_EDITS = 2000;

/** What was expected beside what came, line by line, with as much around a difference as it takes to find it. */
export function renderDiff(expected: unknown, actual: unknown): string {
  const [expectedText, actualText] = [expected, select(expected, actual)].map((value) => pretty(value));
  const options = { context: 3, maxEditLength: MAX_EDITS };
  const patch = structuredPatch('', '', expectedText ?? '', actualText ?? '', '', '', options);
  const lines = patch?.hunks.flatMap(({ lines: hunk }, index) => (index === 0 ? hunk : ['  …', ...hunk])) ?? [
    '  (too many differences to show)',
  ];
  const formatted = lines.filter((line) => !line.startsWith('\\')).map(format);
  const rest = formatted.length > MAX_LINES ? [`  … ${formatted.length - MAX_LINES} more lines`] : [];
  return ['- expected', '+ result', '', ...formatted.slice(0, MAX_LINES), ...rest].join('\n');
}

const pretty = (value: unknown): string => `${stringify(value, undefined, 2) ?? ''}\n`;

const format = (line: string): string => {
  const spaced = `${line.slice(0, 1)} ${line.slice(1)}`;
  return spaced.length > MAX_LINE_LENGTH ? `${spaced.slice(0, MAX_LINE_LENGTH)}…` : spaced;
};

/** What of a result was asked about, in the order in which it was asked. */
function select(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return actual.map((item, at) => (at < expected.length ? select(expected[at], item) : item));
  }
  if (!isObject(expected) || !isObject(actual)) return actual;
  const asked = Object.keys(expected).filter((name) => Object.hasOwn(actual, name));
  return Object.fromEntries(asked.map((name) => [name, select(expected[name], actual[name])]));
}
