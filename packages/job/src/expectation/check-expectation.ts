import { describeKinds, describeValues, findDifferences, readExact } from './expectation.js';
import { renderDiff } from './expectation-diff.js';

/** Differences listed in the message; the diff shows all of them. */
const MAX_LISTED = 5;

/** Conditions that a successful invocation must fulfil. */
export interface Expectation {
  /** JSON that the result must contain; `undefined` accepts every result. */
  readonly result: { readonly value: unknown } | undefined;
  /** Maximum duration of the call in milliseconds; `undefined` accepts every duration. */
  readonly maxDurationMs: number | undefined;
}

/** Why a successful invocation does not fulfil the expectation. */
export interface ExpectationFailure {
  /** One sentence that names places and kinds, and no value of the result. */
  readonly message: string;
  /** The same with the values, for log and summary. */
  readonly messageWithValues: string;
  /** Expected and actual result, line by line; empty when only the duration is too long. */
  readonly diff: string;
}

/** The result and the duration of an invocation. */
interface ActualResult {
  readonly resultJson: string;
  readonly durationMs: number;
}

/**
 * Compares an invocation with the expectation; returns `undefined` when it is fulfilled.
 * @param hide hides the secrets in a JSON text
 */
export function checkExpectation(
  { resultJson, durationMs }: ActualResult,
  { result, maxDurationMs = Number.POSITIVE_INFINITY }: Expectation,
  hide: (json: string) => string,
): ExpectationFailure | undefined {
  const actual = result === undefined ? { value: undefined } : readExact(resultJson);
  const unreadable = 'problem' in actual ? [`the result ${actual.problem}`] : [];
  const differences = result && 'value' in actual ? findDifferences(result.value, actual.value) : [];
  const slow =
    durationMs > maxDurationMs ? [`it took ${durationMs} ms, but max-duration is ${maxDurationMs} ms`] : [];
  if (unreadable.length + differences.length + slow.length === 0) return undefined;
  const listed = differences.slice(0, MAX_LISTED);
  const more = differences.length > MAX_LISTED ? [`${differences.length - MAX_LISTED} more differences`] : [];
  const messageFor = (described: readonly string[]): string =>
    `The function ran, but not as expected: ${[...unreadable, ...described, ...more, ...slow].join('; ')}.`;
  return {
    message: messageFor(listed.map(describeKinds)),
    messageWithValues: messageFor(listed.map((difference) => describeValues(difference, hide))),
    diff: differences.length > 0 && 'value' in actual ? renderDiff(result?.value, actual.value, hide) : '',
  };
}
