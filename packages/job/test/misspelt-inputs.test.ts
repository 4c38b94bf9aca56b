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
  const problem = `is not an input of this action (did you mean ${meant}?)`;
  expect(findMisspeltInputs([given])).toEqual([{ input: given, problem }]);
});

test('known inputs and names unlike any input are not reported', () => {
  expect(
    findMisspeltInputs([...Object.keys(INPUTS), 'account', 'x', 'token', 'github-token', 'version', 'path']),
  ).toEqual([]);
});

test.each([
  ['two typing errors in a long name', 'trusted-domxxns', true],
  ['three typing errors', 'trusted-doxxxns', false],
  ['one typing error in four letters', 'mods', true],
  ['one typing error in three letters', 'mod', false],
  ['two typing errors in seven letters', 'timexxt', false],
  ['two typing errors in eight letters', 'retriesxx', true],
])('%s: %s is reported: %j', (_, given, isReported) => {
  expect(findMisspeltInputs([given])).toHaveLength(isReported ? 1 : 0);
});
