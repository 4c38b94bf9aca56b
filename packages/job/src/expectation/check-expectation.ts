import { findDifferences, readExact } from './expectation.js';
import { renderDiff } from './expectation-diff.js';

/** Differences in one message; the diff has them all. */
const MAX_LISTED = 5;

/** What must hold of an invocation that succeeded. */
export interface Expectation {
  /** What the result must contain; nothing when it may be anything. */
  readonly result: { readonly value: unknown } | undefined;
  /** Milliseconds that the call may take; nothing when it may take any time. */
  readonly maxDurationMs: number | undefined;
}

/** Why an invocation that succeeded is not what was expected. */
export interface ExpectationFailure {
  /** Sentences without values of the result. */
  readonly message: string;
  /** Expected and got, line by line; empty when only the time was too long. */
  readonly diff: string;
}

/** What was got: the result as it came, and as it may be shown. */
interface ActualResult {
  readonly resultJson: string;
  readonly durationMs: number;
}

/** Holds an answer against what was expected; nothing when it is as expected. */
export function checkExpectation(
  { resultJson, durationMs }: ActualResult,
  expectation: Expectation,
): ExpectationFailure | undefined {
  const { result, maxDurationMs = Number.POSITIVE_INFINITY } = expectation;
  const actual = result === undefined ? { value: undefined } : readExact(resultJson);
  const inResult = result === undefined ? [] : differencesOf(result.value, actual);
  const isSlow = durationMs > maxDurationMs;
  const problems = [
    ...inResult.slice(0, MAX_LISTED),
    ...(inResult.length > MAX_LISTED ? [`${inResult.length - MAX_LISTED} more differences`] : []),
    ...(isSlow ? [`it took ${durationMs} ms, which is more than ${maxDurationMs} ms`] : []),
  ];
  if (problems.length === 0) return undefined;
  const diff = inResult.length > 0 && 'value' in actual ? renderDiff(result?.value, actual.value) : '';
  return { message: `The function ran, but not as expected: ${problems.join('; ')}.`, diff };
}

function differencesOf(expected: unknown, actual: ReturnType<typeof readExact>): string[] {
  return 'value' in actual ? findDifferences(expected, actual.value) : [`the result ${actual.problem}`];
}
