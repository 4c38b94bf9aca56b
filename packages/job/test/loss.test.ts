import { expect, test } from '@jest/globals';
import { HEADLINES, outcomeOf, withLoss } from '../src/index.js';

const LOSS = 'its outputs could not be written: no space left on device (ENOSPC)';
const SENTENCE = `The function ran, but ${LOSS}. Check what it did before you run it again.`;

test('a success whose result was lost is a file-error of a function that ran', () => {
  const outcome = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, requestId: 'r-1' });
  expect(withLoss(outcome, LOSS)).toEqual({
    ...outcome,
    outcome: 'file-error',
    headline: HEADLINES['file-error'],
    errorMessage: SENTENCE.replace('ran,', 'ran and succeeded,'),
  });
});

test('a failure whose outputs were lost keeps its code and its message', () => {
  const known = { errorMessage: 'It took too long.', messageWithValues: 'It took 9 ms.' };
  const outcome = outcomeOf({ outcome: 'expectation-failed', delivery: 'executed', durationMs: 1, ...known });
  expect(withLoss(outcome, `${LOSS}.`)).toEqual({
    ...outcome,
    errorMessage: `It took too long. ${SENTENCE}`,
    messageWithValues: `It took 9 ms. ${SENTENCE}`,
  });
});

test.each(['not-sent', 'rejected', 'unknown'] as const)(
  'what was lost does not say that the function ran when the delivery is %s',
  (delivery) => {
    const outcome = outcomeOf({ outcome: 'timeout', delivery, durationMs: 1, errorMessage: 'Late.' });
    expect(withLoss(outcome, LOSS).errorMessage).toBe(`Late. The job ended, but ${LOSS}.`);
  },
);

test('a file-error says already what could not be written', () => {
  const outcome = outcomeOf({
    outcome: 'file-error',
    delivery: 'not-sent',
    durationMs: 1,
    errorMessage: 'Full.',
  });
  expect(withLoss(outcome, LOSS)).toBe(outcome);
});
