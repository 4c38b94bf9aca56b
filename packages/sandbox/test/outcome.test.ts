import { describe, expect, test } from '@jest/globals';
import { failedOutcome, lateErrorOf, returnedOutcome } from '../dist/function-runtime/outcome.js';

const failed = (thrown: unknown) => {
  const outcome = failedOutcome(thrown);
  if (!('details' in outcome)) throw new Error(outcome.kind);
  return outcome;
};
const withStack = (error: Error, ...frames: string[]): Error =>
  Object.assign(error, { stack: [`${error.name}: ${error.message}`, ...frames].join('\n') });

describe('what a function throws', () => {
  test.each([
    ['TypeError', new TypeError('a'), 'runtime-error'],
    ['ReferenceError', new ReferenceError('a'), 'runtime-error'],
    ['SyntaxError', new SyntaxError('a'), 'runtime-error'],
    ['RangeError', new RangeError('a'), 'threw'],
    ['a class derived from TypeError', new (class Own extends TypeError {})('a'), 'threw'],
    ['Error', new Error('a'), 'threw'],
  ])('%s has its kind, and its message', (_, error, kind) => {
    expect(failed(error)).toMatchObject({ kind, message: 'a' });
    expect(failed(error)).not.toHaveProperty('thrown');
  });

  test.each<[unknown, string]>([
    ['a text', 'a text'],
    [{ message: 'of an object' }, 'of an object'],
    [{ message: 1 }, '{ message: 1 }'],
    [{ a: { b: { c: 1 } } }, '{ a: { b: [Object] } }'],
    [undefined, 'undefined'],
    [null, 'null'],
    [42, '42'],
  ])('a value that is not an Error is shown as text: %p', (value, text) => {
    expect(failed(value)).toEqual({ kind: 'threw', message: text, details: text, thrown: 'value' });
    expect(lateErrorOf(value)).toEqual({ message: text, details: text });
  });

  test('a value that cannot be shown has words in its place', () => {
    const hostile = {
      get message(): string {
        throw new Error('no');
      },
    };
    const words = 'The function threw a value that cannot be shown';
    expect(failed(hostile)).toEqual({ kind: 'threw', message: words, details: words, thrown: 'value' });
    expect(lateErrorOf(hostile)).toEqual({ message: words, details: words });
  });

  test('the details have the frames of the function alone', () => {
    const own = new URL('../dist/function-runtime/', import.meta.url);
    const error = withStack(
      new Error('a'),
      '    at lambda (/project/functions/it/index.js:1:2)',
      '',
      '    at Module._compile (node:internal/modules/cjs/loader:1:1)',
      '    at node:internal/main:1:1',
      `    at run (${own.href}main.js:1:1)`,
      `    at run (${own.pathname}main.js:1:1)`,
      '    at new Promise (<anonymous>)',
      '    at other (/project/helper.js:3:4)',
    );
    expect(failed(error).details.split('\n')).toEqual([
      'Error: a',
      '    at lambda (/project/functions/it/index.js:1:2)',
      '    at other (/project/helper.js:3:4)',
    ]);
    expect(failed(Object.assign(new Error('a'), { stack: undefined })).details).toBe('a');
  });

  test('the causes stand before the frames, five at most', () => {
    let cause: unknown = { message: 'six' };
    for (const message of ['five', 'four', 'three', 'two', 'one']) cause = new Error(message, { cause });
    const error = withStack(new Error('a', { cause }), '    at lambda (/index.js:1:2)');
    expect(failed(error).details.split('\n')).toEqual([
      'Error: a',
      ...['one', 'two', 'three', 'four', 'five'].map((message) => `  caused by Error: ${message}`),
      '    at lambda (/index.js:1:2)',
    ]);
    const last = withStack(new Error('a', { cause: { message: 'plain' } }));
    expect(failed(last).details).toBe('Error: a\n  caused by plain');
  });

  test('a cause with several errors and no message of its own has theirs', () => {
    const cause = new AggregateError([new Error('one'), new Error('two')], '');
    expect(failed(withStack(new Error('a', { cause }))).details).toBe(
      'Error: a\n  caused by AggregateError: one; two',
    );
  });

  test('a package that the platform has and the sandbox has not comes with what to do', () => {
    const hint =
      'jsforce is built into the platform, but the sandbox loads it from your project. Run: npm install jsforce';
    for (const what of ['module', 'package']) {
      const error = withStack(new Error(`Cannot find ${what} 'jsforce'`));
      expect(failed(error).details).toBe(`${hint}\nError: Cannot find ${what} 'jsforce'`);
    }
    const other = withStack(new Error("Cannot find module 'axios'"));
    expect(failed(other).details).toBe("Error: Cannot find module 'axios'");
  });
});

describe('what a function returns', () => {
  test.each<[unknown, string]>([
    [undefined, 'null'],
    [null, 'null'],
    ['a', '"a"'],
    [{ a: undefined }, '{}'],
  ])('%p is JSON', (value, json) => {
    expect(returnedOutcome(value)).toEqual({ kind: 'returned', json });
  });

  test.each<[string, unknown, string]>([
    ['a function', () => 1, 'a function is not a JSON value'],
    ['a symbol', Symbol('a'), 'a symbol is not a JSON value'],
    ['a bigint', 1n, 'Do not know how to serialize a BigInt'],
  ])('%s is a runtime error with the reason', (_, value, reason) => {
    expect(returnedOutcome(value)).toMatchObject({
      kind: 'runtime-error',
      message: `The function's result cannot be sent as JSON: ${reason}`,
    });
  });
});
