import { expect, test } from '@jest/globals';
import { INPUTS } from '../src/inputs/inputs.js';
import { findMisspeltInputs } from '../src/inputs/misspelt-inputs.js';

test.each([
  ['lambda-uid', 'lambda-uuid'],
  ['lambdauuid', 'lambda-uuid'],
  ['lambda_uuid', 'lambda-uuid'],
  ['account', undefined],
  ['acount-id', 'account-id'],
  ['client-secrets', 'client-secret'],
  ['payload-fil', 'payload-file'],
  ['header', 'headers'],
  ['time-out', 'timeout'],
  ['failon', 'fail-on'],
  ['regions', 'region'],
  ['sumary', 'summary'],
])('%s is a slip of %s', (given, meant) => {
  const problem = `is no input of this action (did you mean ${meant}?)`;
  expect(findMisspeltInputs([given])).toEqual(meant === undefined ? [] : [{ input: given, problem }]);
});

test('inputs that exist are no slips, nor are variables that only begin like an input', () => {
  expect(
    findMisspeltInputs([...Object.keys(INPUTS), 'x', 'token', 'github-token', 'version', 'path']),
  ).toEqual([]);
});
