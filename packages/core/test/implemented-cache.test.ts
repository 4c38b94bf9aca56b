import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ImplementedCache } from '../src/invocation/event-check.js';

const { signal } = new AbortController();

/** A cache, and the events that were asked for. */
function cached() {
  const clock = new TestClock();
  const cache = new ImplementedCache(clock);
  const asked: string[] = [];
  const get = (eventId: string): Promise<boolean> =>
    cache.get({ kind: 'event', eventId }, signal, async () => {
      asked.push(eventId);
      return true;
    });
  return { clock, asked, get };
}

test('whether an event is implemented is cached for a minute', async () => {
  const { clock, asked, get } = cached();
  await get('a');
  clock.advance(59_999);
  await get('a');
  expect(asked).toEqual(['a']);
  clock.advance(1);
  await get('a');
  expect(asked).toEqual(['a', 'a']);
});

test('a thousand answers are cached, and the oldest gives way to one more', async () => {
  const { asked, get } = cached();
  for (let n = 0; n < 1001; n += 1) await get(`event-${n}`);
  asked.length = 0;
  for (let n = 1; n < 1001; n += 1) await get(`event-${n}`);
  expect(asked).toEqual([]);
  await get('event-0');
  expect(asked).toEqual(['event-0']);
});
