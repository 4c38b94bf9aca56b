import { expect, test } from '@jest/globals';
import { CloseSignal } from '../src/resilience/close-signal.js';

test('everybody who listens is told the reason, once, and who comes later at once', () => {
  const ending = new CloseSignal();
  const told: unknown[] = [];
  ending.onClose((reason) => told.push(['early', reason]));
  ending.end('first');
  ending.end('second');
  ending.onClose((reason) => told.push(['late', reason]));
  expect(told).toEqual([
    ['early', 'first'],
    ['late', 'first'],
  ]);
});

test('who has left is told nothing', () => {
  const ending = new CloseSignal();
  const told: unknown[] = [];
  ending.onClose((reason) => told.push(reason))();
  ending.end('over');
  expect(told).toEqual([]);
});

test('who leaves takes nobody along: first, last or between others, twice, or while they are told', () => {
  const ending = new CloseSignal();
  const told: string[] = [];
  const leave = ['first', 'second', 'third', 'fourth', 'last'].map((name) =>
    ending.onClose(() => {
      told.push(name);
      if (name === 'second') leave[3]?.();
    }),
  );
  for (const which of [0, 2, 4, 0, 2, 4]) leave[which]?.();
  ending.onClose(() => told.push('late'));
  ending.end('over');
  leave[1]?.();
  expect(told).toEqual(['second', 'late']);
});
