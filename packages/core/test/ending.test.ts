import { expect, test } from '@jest/globals';
import { Ending } from '../src/resilience/ending.js';

test('everybody who listens is told the reason, once, and who comes later at once', () => {
  const ending = new Ending();
  const told: unknown[] = [];
  ending.onEnd((reason) => told.push(['early', reason]));
  ending.end('first');
  ending.end('second');
  ending.onEnd((reason) => told.push(['late', reason]));
  expect(told).toEqual([
    ['early', 'first'],
    ['late', 'first'],
  ]);
});

test('who has left is told nothing', () => {
  const ending = new Ending();
  const told: unknown[] = [];
  ending.onEnd((reason) => told.push(reason))();
  ending.end('over');
  expect(told).toEqual([]);
});
