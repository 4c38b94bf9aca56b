import { expect, test } from '@jest/globals';
import { evaluationProblem, fieldReader } from '../src/invoke/field-reader.js';
import { completeMessage, sendResult } from '../src/invoke/flow-message.js';
import { functionHeaders } from '../src/invoke/function-headers.js';
import { findNonJson } from '../src/invoke/json-check.js';
import { MessageFailure, notSent } from '../src/invoke/message-failure.js';
import type { Red, RedNode } from '../src/node-red.js';

const translate = (key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`.trim();

test.each<[unknown, unknown]>([
  [
    { a: 'b', c: 1, d: true, e: 10n, f: undefined },
    { a: 'b', c: '1', d: 'true', e: '10' },
  ],
  [{ a: ['b', 1, false] }, { a: 'b, 1, false' }],
  [new Map([['a', 'b']]), { a: 'b' }],
  [[{ key: 'a', value: 'b' }], [{ key: 'a', value: 'b' }]],
])('headers are text for the function: %p', (headers, texts) => {
  expect(functionHeaders(headers, translate)).toEqual(texts);
});

test.each<[unknown, string]>([
  [null, 'error.headers'],
  ['a: b', 'error.headers'],
  [undefined, 'error.headers'],
  [{ a: null }, 'error.header a'],
  [{ a: ['b', {}] }, 'error.header a'],
])('headers that have no text are refused: %p', (headers, message) => {
  expect(() => functionHeaders(headers, translate)).toThrow(message);
});

test.each(['str', 'num', 'json', 'bool', 'env'])('an empty field of the type %s has no value', (type) => {
  const red = { util: { evaluateNodeProperty: () => 'evaluated' } } as unknown as Red;
  expect(fieldReader(red, {} as RedNode, '', type)({} as never)).toBeUndefined();
  expect(fieldReader(red, {} as RedNode, 'x', type)({} as never)).toBe('evaluated');
  expect(fieldReader(red, {} as RedNode, { a: 1 }, type)({} as never)).toEqual({ a: 1 });
});

test.each<[unknown, string]>([
  [new Error('plain'), 'plain'],
  [{ code: 'T1' }, 'T1'],
  ['text', 'unknown'],
  [{ code: 'S0101', message: 'in "canary"', value: 'canary' }, 'in "canary"'],
  [
    { code: 'T2', message: 'the values "canary" and 2 differ', value: 'canary', value2: 2 },
    'the values … and … differ',
  ],
  [{ code: 'D3', message: 'cannot cast: "canary"', value: 'canary' }, 'cannot cast'],
])('why an expression cannot be evaluated is said without its values: %j', (error, words) => {
  expect(evaluationProblem(error)).toBe(words);
});

test('what JSON cannot hold is named, wherever it is', () => {
  class Point {
    x = 1;
  }
  class Empty {}
  const name = (value: unknown) => findNonJson(value);
  for (const value of [
    null,
    undefined,
    'a',
    1,
    true,
    {},
    [],
    Object.create(null),
    new Date(0),
    new Point(),
  ]) {
    expect([name(value), name({ a: [value] })]).toEqual([undefined, undefined]);
  }
  expect([1, 'a', true].map((value) => name(Object(value)))).toEqual([undefined, undefined, undefined]);
  expect(name({ a: Buffer.from('a'), b: new URL('http://a') })).toBeUndefined();
  const kinds: [unknown, string][] = [
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Object(Number.NaN), 'NaN'],
    [1n, 'bigint'],
    [Symbol('a'), 'symbol'],
    [() => 1, 'function'],
    [new Date(Number.NaN), 'Date'],
    [new Map([[1, 2]]), 'Map'],
    [Object.assign(new Map(), { a: 1 }), 'Map'],
    [new Set(), 'Set'],
    [new Error('a'), 'Error'],
    [new Uint8Array(1), 'Uint8Array'],
    [new Empty(), 'Empty'],
    [new (class {})(), 'object'],
    [new { ['a b']: class {} }['a b'](), 'object'],
  ];
  for (const [value, kind] of kinds) {
    expect([name(value), name({ a: [undefined, value] })]).toEqual([kind, kind]);
  }
});

test('a result of up to 1000 levels is sent to two wires, and a deeper one is refused after the function ran', () => {
  const nested = (levels: number) => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  };
  const sent: unknown[] = [];
  const send = (levels: number, wires: string[][]) => {
    const context = { hasFailureOutput: false, node: { wires }, translate };
    const message = { payload: 'before' };
    const changes = { payload: nested(levels), livepersonFunctions: {} };
    sendResult(
      context as never,
      { send: (one: unknown) => sent.push(one) } as never,
      message as never,
      changes,
    );
  };
  send(1000, [['a', 'b']]);
  send(1001, [['a']]);
  expect(sent).toHaveLength(2);
  expect(() => send(1001, [['a', 'b']])).toThrow(
    expect.objectContaining({
      message: 'error.too-deep 1000',
      cause: expect.objectContaining({ delivery: 'executed', retryable: false }),
    }),
  );
  expect(sent).toHaveLength(2);
});

test('of several failures, the delivery of a message is that of the least certain one', () => {
  const deliveryOf = (...failures: string[]) =>
    new MessageFailure('', {
      ...{ code: 'x', retryable: false },
      failures: failures.map((delivery) => ({ delivery })),
    }).delivery;
  expect(deliveryOf('not-sent', 'rejected', 'executed', 'unknown')).toBe('unknown');
  expect(deliveryOf('not-sent', 'rejected', 'executed')).toBe('executed');
  expect(deliveryOf('not-sent', 'rejected')).toBe('rejected');
  expect(deliveryOf('not-sent')).toBe('not-sent');
  expect(notSent('why').cause).toEqual({
    ...{ code: 'invalid-options', phase: 'options', delivery: 'not-sent', retryable: false, attempts: 0 },
  });
  expect(new MessageFailure('', { code: 'x', retryable: false, delivery: 'executed' }).delivery).toBe(
    'executed',
  );
});

test.each([
  [undefined, 'error.unroutable m1'],
  [new Error('the failure'), 'error.unroutable m1 Error: the failure'],
])(
  'a message that Node-RED can clone in no way is named in the log, with its failure: %p',
  (failure, text) => {
    const errors: unknown[][] = [];
    const node = {
      error: (...args: unknown[]) => {
        errors.push(args);
        if (args.length > 1) throw new Error('cannot be cloned');
      },
    };
    const red = { util: { cloneMessage: (message: unknown) => message } };
    const done = (): never => {
      throw new Error('cannot be cloned');
    };
    completeMessage(
      { red, node, translate } as never,
      { received: { _msgid: 'm1' }, done } as never,
      failure,
    );
    expect(errors.at(-1)).toEqual([text]);
  },
);
