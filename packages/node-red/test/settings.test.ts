import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { type InvokeConfig, invokeSettings } from '../src/invoke/invoke-config.js';
import { graceMs, startInvoke } from '../src/invoke/invoke-node.js';

const settings = (stored: object) => invokeSettings({ id: 'a', type: 'b', ...stored } as InvokeConfig);

test('a node without settings has those of the dialog', () => {
  expect(settings({})).toMatchObject({
    ...{ account: '', concurrency: 32, queueLimit: 1000, maxWaitMs: Number.POSITIVE_INFINITY },
    ...{ isOrdered: false, arrayMode: 'off', hasFailureOutput: false },
  });
});

test.each<[object, object]>([
  [
    { concurrency: '7', queueLimit: 0, maxWaitMs: '50' },
    { concurrency: 7, queueLimit: 0, maxWaitMs: 50 },
  ],
  [
    { concurrency: '', queueLimit: -1, maxWaitMs: 1.5 },
    { concurrency: 32, queueLimit: 1000 },
  ],
  [
    { concurrency: 'x', queueLimit: 2 ** 53 },
    { concurrency: 32, queueLimit: 1000 },
  ],
  [{ maxWaitMs: 0 }, { maxWaitMs: Number.POSITIVE_INFINITY }],
  [
    { ordered: true, failureOutput: true },
    { isOrdered: true, hasFailureOutput: true },
  ],
  [
    { ordered: 'true', failureOutput: 1 },
    { isOrdered: false, hasFailureOutput: false },
  ],
  [{ batch: 'parts' }, { arrayMode: 'parts' }],
  [{ batch: 'join' }, { arrayMode: 'join' }],
  [{ batch: 'other' }, { arrayMode: 'off' }],
])('settings are read as a flow stores them: %j', (stored, expected) => {
  expect(settings(stored)).toMatchObject(expected);
});

test('two nodes treat a message alike unless a setting differs that messages depend on', () => {
  const { key } = settings({ name: 'one', outputs: 1, x: 1, concurrency: 32 });
  expect(settings({ name: 'other', outputs: 2, x: 2 }).key).toBe(key);
  expect(settings({ deadlineMs: '1' }).key).not.toBe(key);
});

test.each([
  ['move to the next instance once the flows have started', false, 1],
  ['do not move to an instance that was closed before that', true, 0],
])('unfinished messages %s', (_what, isClosed, moves) => {
  const events = new EventEmitter();
  const red = { events, nodes: { getNode: () => null }, _: (key: string) => key };
  const node = Object.assign(new EventEmitter(), { id: 'invoke', status: () => undefined });
  const [moved, nothing] = [[] as unknown[], (): void => undefined];
  const worker = {
    ...{ isIdle: true, canGoOn: () => true, goOn: nothing, attach: (to: unknown) => moved.push(to) },
    status: { unusable: nothing, usable: nothing, close: nothing },
  };
  const handover = { take: () => [worker], leave: nothing };
  startInvoke(red as never, node as never, { id: 'invoke', type: 'invoke' } as never, handover as never);
  if (isClosed) node.emit('close');
  events.emit('flows:started', {});
  expect(moved).toEqual(Array(moves).fill(node));
});

test.each([
  [undefined, 10_000],
  ['x', 10_000],
  [60_000, 10_000],
  [12_000, 10_000],
  [11_000, 9000],
  ['5000', 3000],
  [1000, -1000],
])('with a nodeCloseTimeout of %p running invocations have %i ms to end', (nodeCloseTimeout, ms) => {
  expect(graceMs({ settings: { nodeCloseTimeout } } as never)).toBe(ms);
});
