import { expect, test } from '@jest/globals';
import { outcomeOf } from '@lp-faas/job';
import { outputsOf } from '../src/report/outputs.js';

const PLACE = { resultFile: '/tmp/result.json', isTruncated: false };

test('the output error-message shows invisible characters as escapes; the result stays as it came', () => {
  const outcome = outcomeOf({
    outcome: 'expectation-failed',
    errorMessage: 'no\u202ething',
    resultJson: '"\u202e"',
    delivery: 'executed',
    durationMs: 12,
    statusCode: 200,
  });
  expect(outputsOf(outcome, PLACE)).toMatchObject({
    'error-message': 'no\\u202ething',
    result: '"\u202e"',
    'result-file': '/tmp/result.json',
    'status-code': '200',
    'duration-ms': '12',
  });
});

test('the outputs of a success have no error, and those without a response no status', () => {
  const outcome = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultJson: '1' });
  expect(outputsOf(outcome, { resultFile: '', isTruncated: true })).toMatchObject({
    outcome: 'success',
    'error-code': '',
    'error-message': '',
    'status-code': '',
    result: '',
    'result-truncated': 'true',
  });
});
