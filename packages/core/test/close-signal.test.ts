import { expect, test } from '@jest/globals';
import { CloseSignal, onAbort } from '../src/resilience/close-signal.js';

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

test('any number of listeners are one listener on the signal, which goes with the last of them', () => {
  const { signal, counts } = countedSignal();
  const stops = Array.from({ length: 1000 }, () => onAbort(signal, () => undefined));
  expect(counts).toEqual({ added: 1, removed: 0 });
  for (const stop of stops) stop();
  expect(counts).toEqual({ added: 1, removed: 1 });
});

test('an abort reaches every listener with its reason, one that comes later at once, and none that has left', () => {
  const controller = new AbortController();
  const heard: unknown[] = [];
  onAbort(controller.signal, (reason) => heard.push(['stayed', reason]));
  onAbort(controller.signal, (reason) => heard.push(['left', reason]))();
  controller.abort('over');
  onAbort(controller.signal, (reason) => heard.push(['late', reason]));
  expect(heard).toEqual([
    ['stayed', 'over'],
    ['late', 'over'],
  ]);
});

/** A signal that counts its listeners as they come and go. */
function countedSignal() {
  const { signal } = new AbortController();
  const counts = { added: 0, removed: 0 };
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    counts.added += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    counts.removed += 1;
    remove(...args);
  };
  return { signal, counts };
}
