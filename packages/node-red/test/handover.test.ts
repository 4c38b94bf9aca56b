import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { isFinalStop, whenFlowsStarted } from '../src/flow-events.js';
import { type Aftermath, Handover } from '../src/handover.js';
import type { Red } from '../src/node-red.js';

const setUp = () => {
  const events = new EventEmitter();
  const given: [string, Aftermath][] = [];
  const red = { events } as unknown as Red;
  const handover = new Handover<string>(red, (left, aftermath) => given.push([left, aftermath]));
  return { events, given, handover };
};
const started = (more: object = {}) => ({
  type: 'nodes',
  config: {
    flows: [
      { id: 'tab', type: 'tab' },
      { id: 'tabless', type: 'subflow' },
    ],
  },
  diff: { added: [], removed: [], flowChanged: [] },
  ...more,
});
const stop = (payload: object) => ({ id: 'runtime-state', payload });

describe('what a closed node leaves', () => {
  test('is taken by its next instance, once, and then given back to no one', () => {
    const { events, given, handover } = setUp();
    handover.leave('a', 'left by a');
    expect([handover.take('b'), handover.take('a'), handover.take('a')]).toEqual([
      ...[undefined, 'left by a', undefined],
    ]);
    events.emit('flows:started', started());
    expect(given).toEqual([]);
  });

  test('is given back when the flows have started and no one took it, with what became of its tab', () => {
    const { events, given, handover } = setUp();
    handover.leave('a', 'left by a');
    handover.leave('b', 'left by b');
    events.emit('flows:started', started());
    expect(given.map(([left]) => left)).toEqual(['left by a', 'left by b']);
    const [, aftermath] = given[0] ?? [];
    if (typeof aftermath !== 'function') throw new Error('not a start');
    expect(['tab', 'tabless', 'another', undefined].map((tab) => aftermath(tab))).toEqual([
      ...[true, false, false, false],
    ]);
    expect(events.eventNames()).toEqual([]);
    events.emit('flows:started', started());
    expect(given).toHaveLength(2);
  });

  test('is given back when the node leaves something again, as if its tab was gone', () => {
    const { given, handover } = setUp();
    handover.leave('a', 'first');
    handover.leave('a', 'second');
    const [[left, aftermath] = ['', 'stopped']] = given;
    expect([given.length, left]).toEqual([1, 'first']);
    expect(typeof aftermath === 'function' && aftermath('tab')).toBe(false);
    expect(handover.take('a')).toBe('second');
  });

  test('is given back at once when no start follows, and waits for one otherwise', () => {
    const { events, given, handover } = setUp();
    handover.leave('a', 'left by a');
    for (const event of [stop({ state: 'start' }), stop({ state: 'stop', deploy: true }), { id: 'other' }]) {
      events.emit('runtime-event', event);
    }
    expect(given).toEqual([]);
    events.emit('runtime-event', stop({ state: 'stop' }));
    expect(given).toEqual([['left by a', 'stopped']]);
    expect(events.listenerCount('runtime-event')).toBe(0);
    handover.leave('b', 'left by b');
    events.emit('flows:started', started());
    expect(given).toHaveLength(2);
  });
});

test.each<[object, boolean]>([
  [{ type: 'nodes' }, true],
  [{ type: 'flows' }, true],
  [{ type: 'full' }, false],
  [{ diff: undefined }, true],
  [{ config: undefined }, false],
  [{ diff: { added: ['tab'], removed: [], flowChanged: [] } }, false],
  [{ diff: { added: [], removed: ['tab'], flowChanged: [] } }, false],
  [{ diff: { added: [], removed: [], flowChanged: ['tab'] } }, false],
])('a tab goes on over a start of flows %j: %s', (more, isKept) => {
  const events = new EventEmitter();
  const seen: boolean[] = [];
  whenFlowsStarted(events as never, (kept) => seen.push(kept('tab')));
  events.emit('flows:started', started(more));
  expect(seen).toEqual([isKept]);
});

test('all nodes share one listener for the start of flows, and one that no longer waits is not called', () => {
  const events = new EventEmitter();
  const seen: number[] = [];
  const cancels = [1, 2, 3].map((n) => whenFlowsStarted(events as never, () => seen.push(n)));
  expect(events.listenerCount('flows:started')).toBe(1);
  cancels[1]?.();
  events.emit('flows:started', started());
  events.emit('flows:started', started());
  expect(seen).toEqual([1, 3]);
  whenFlowsStarted(events as never, () => seen.push(4));
  events.emit('flows:started', started());
  expect(seen).toEqual([1, 3, 4]);
});

test.each<[object, boolean]>([
  [stop({ state: 'stop' }), true],
  [stop({ state: 'safe' }), true],
  [stop({ state: 'stop', deploy: false }), true],
  [stop({ state: 'stop', deploy: true, error: 'missing-types' }), true],
  [stop({ state: 'stop', deploy: true }), false],
  [stop({ state: 'start' }), false],
  [{ id: 'runtime-deploy', payload: { state: 'stop' } }, false],
  [{ id: 'runtime-state' }, false],
])('the event %j is the last stop of the flows: %s', (event, isFinal) => {
  expect(isFinalStop(event)).toBe(isFinal);
});
