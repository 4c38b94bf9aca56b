import { expect, test } from '@jest/globals';
import { INPUTS } from '../src/inputs/inputs.js';
import { findMisspeltInputs } from '../src/inputs/misspelt-inputs.js';

test.each([
  ['lambda-uid', 'lambda-uuid'],
  ['lambdauuid', 'lambda-uuid'],
  ['lambda_uuid', 'lambda-uuid'],
  ['acount-id', 'account-id'],
  ['client-secrets', 'client-secret'],
  ['payload-fil', 'payload-file'],
  ['header', 'headers'],
  ['time-out', 'timeout'],
  ['failon', 'fail-on'],
  ['regions', 'region'],
  ['sumary', 'summary'],
])('the unknown input %s is reported with the suggestion %s', (given, meant) => {
  const problem = expect.stringContaining(`did you mean ${meant}?`);
  expect(findMisspeltInputs([given])).toEqual([{ input: given, problem }]);
});

test('known inputs and names unlike any input are not reported', () => {
  expect(
    findMisspeltInputs([...Object.keys(INPUTS), 'account', 'x', 'token', 'github-token', 'version', 'path']),
  ).toEqual([]);
});
