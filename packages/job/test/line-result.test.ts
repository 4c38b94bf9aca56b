import { expect, test } from '@jest/globals';
import { asThrottled, withEarlier, withoutResult } from '../src/batch/line-result.js';
import type { LineRecord } from '../src/batch/records.js';
import { outcomeOf } from '../src/outcome.js';

const DELIVERIES = ['not-sent', 'rejected', 'unknown', 'executed'] as const;
const RAN = 'It ran and failed in an earlier run.';
const MAY = 'It may have run in an earlier run.';

/** What a line that fails with each delivery says after an earlier run with each delivery. */
const COMBINED = {
  none: ['not-sent', 'rejected', 'unknown', 'executed'],
  'not-sent': ['not-sent', 'rejected', 'unknown', 'executed'],
  rejected: ['not-sent', 'rejected', 'unknown', 'executed'],
  unknown: [`unknown ${MAY}`, `unknown ${MAY}`, 'unknown', 'executed'],
  executed: [`executed ${RAN}`, `executed ${RAN}`, 'unknown', 'executed'],
};

test.each(Object.entries(COMBINED))(
  'a line that did not run now says what an earlier run that ended with %s did to it',
  (earlier, expected) => {
    const record =
      earlier === 'none' ? undefined : ({ delivery: earlier, line: 1, digest: 'x' } as LineRecord);
    const combined = DELIVERIES.map((delivery) => {
      const result = outcomeOf({ outcome: 'timeout', delivery, durationMs: 1, errorMessage: 'Late.' });
      const { delivery: now, errorMessage } = withEarlier(result, record);
      return [now, errorMessage.replace(/^Late\. ?/, '')].filter(Boolean).join(' ');
    });
    expect(combined).toEqual(expected);
  },
);

test.each([
  ['aborted', 'not-sent', true],
  ['aborted', 'rejected', true],
  ['aborted', 'unknown', false],
  ['timeout', 'not-sent', false],
] as const)(
  'a line that ended with %s and %s when the throttled batch ended is rate-limited: %j',
  (code, delivery, isThrottled) => {
    const result = outcomeOf({ outcome: code, delivery, durationMs: 1, errorMessage: 'It ended.' });
    const { outcome, errorMessage, delivery: after } = asThrottled(result, 'The platform throttles');
    expect([outcome, errorMessage, after]).toEqual(
      isThrottled
        ? ['rate-limited', 'The platform throttles. The function did not run.', delivery]
        : [code, 'It ended.', delivery],
    );
  },
);

test('a line whose result has no room on the disk says that it ran, or keeps its own error', () => {
  const known = { delivery: 'executed', durationMs: 1, resultJson: '{"large":1}' } as const;
  expect(withoutResult(outcomeOf({ ...known, outcome: 'success' }), 'ENOSPC')).toMatchObject({
    outcome: 'file-error',
    resultJson: '',
    errorMessage: 'The function ran, but its result could not be written: ENOSPC.',
  });
  const failed = outcomeOf({ ...known, outcome: 'expectation-failed', errorMessage: 'Other.' });
  expect(withoutResult(failed, 'ENOSPC')).toEqual({ ...failed, resultJson: '' });
});
