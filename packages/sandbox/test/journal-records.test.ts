import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Journal } from '../dist/journal.js';

const REQUEST = {
  ...{ method: 'GET', path: '/', service: null, account: null, lambdaUuid: null },
  ...{ eventId: null, requestId: null, fault: null },
};

describe('the journal', () => {
  test('keeps the logs of the last 1000 requests that logged something', () => {
    const journal = new Journal();
    const outcome = { kind: 'returned', json: '1' } as const;
    const entry = { level: 'Info', message: 'm', extras: [], timestamp: 0 } as const;
    for (let n = 1; n <= 1002; n += 1) {
      journal.arrive(REQUEST).addReport({ outcome, logs: n === 3 ? [] : [entry], refused: [] });
    }
    const withoutLogs = journal.requests().filter(({ logs }) => logs.length === 0);
    expect(withoutLogs.map(({ n }) => n)).toEqual([1, 3]);
  });

  test('has how long a request took', async () => {
    const before = performance.now();
    const entry = new Journal().arrive(REQUEST);
    await nextTurn();
    const { durationMs } = entry.finish(200);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(durationMs).toBeLessThanOrEqual(Math.ceil(performance.now() - before));
  });

  test('starts anew after a reset', () => {
    const journal = new Journal();
    journal.arrive(REQUEST);
    journal.countExecution('1', 'a');
    journal.reset();
    journal.arrive(REQUEST);
    expect([journal.requests().map(({ n }) => n), journal.executions()]).toEqual([[1], {}]);
  });

  test('has the outcome of a call without a free instance in words', () => {
    const journal = new Journal();
    journal.arrive(REQUEST).addReport({ outcome: { kind: 'throttled' }, logs: [], refused: [] });
    const text = 'All instances of the function are busy';
    expect(journal.requests()[0]?.error).toEqual({ kind: 'throttled', message: text, details: text });
  });
});
