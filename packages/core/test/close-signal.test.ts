import { expect, test } from '@jest/globals';
import { CloseSignal } from '../src/resilience/close-signal.js';

test('CloseSignal calls each listener once with the reason, a late listener at once', () => {
  const signal = new CloseSignal();
  const calls: unknown[] = [];
  signal.onClose((reason) => calls.push(['early', reason]));
  signal.end('first');
  signal.end('second');
  signal.onClose((reason) => calls.push(['late', reason]));
  expect(calls).toEqual([
    ['early', 'first'],
    ['late', 'first'],
  ]);
});

test('CloseSignal does not call a listener that was removed', () => {
  const signal = new CloseSignal();
  const calls: unknown[] = [];
  signal.onClose((reason) => calls.push(reason))();
  signal.end('over');
  expect(calls).toEqual([]);
});

test('removing a listener of CloseSignal does not affect the others: first, last, in between, twice, or during the calls', () => {
  const signal = new CloseSignal();
  const calls: string[] = [];
  const remove = ['first', 'second', 'third', 'fourth', 'last'].map((name) =>
    signal.onClose(() => {
      calls.push(name);
      if (name === 'second') remove[3]?.();
    }),
  );
  for (const which of [0, 2, 4, 0, 2, 4]) remove[which]?.();
  signal.onClose(() => calls.push('late'));
  signal.end('over');
  remove[1]?.();
  expect(calls).toEqual(['second', 'late']);
});
