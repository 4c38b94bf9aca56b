import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeFileError } from '../src/index.js';

const errorOf = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
};

test('the error of a file is described by the reason of the system and its code', () => {
  expect(describeFileError(errorOf(() => readFileSync('/no/such/file')))).toBe(
    'no such file or directory (ENOENT)',
  );
  expect(describeFileError(errorOf(() => readFileSync('/')))).toBe(
    'illegal operation on a directory (EISDIR)',
  );
});

test.each<[unknown, string]>([
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC'],
  [new Error('The disk is gone'), 'The disk is gone'],
  ['nonsense', 'unknown reason'],
  [undefined, 'unknown reason'],
])('an error that is not of the system is described by what it says: %p', (error, description) => {
  expect(describeFileError(error)).toBe(description);
});
