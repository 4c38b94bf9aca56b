import { expect, test } from '@jest/globals';
import { CloseSignal, onAbort } from '../src/resilience/close-signal.js';

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
