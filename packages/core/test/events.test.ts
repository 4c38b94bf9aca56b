import { describe, expect, test } from '@jest/globals';
import { ACCOUNT, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { arrivedAt, withClient } from './support/client.js';

const RESULTS = [
  { uuid: LAMBDA, timestamp: '2026-01-02T03:04:05.678Z', result: { greeting: 'hello' } },
  { uuid: LAMBDA, timestamp: 1_790_000_000_000, result: null },
];
const EVENT = { eventId: 'controllerbot_messaging_new_conversation', payload: { a: 1 } };

const answering = (body: unknown, status = 200) => ScriptedPlatform.start({ invocation: json(status, body) });

describe('events', () => {
  test('invoking an event returns the result of each of its functions', async () => {
    await using platform = await answering(RESULTS);
    const { result } = await withClient(platform, (client) => client.invoke<{ greeting: string }>(EVENT));
    expect(result).toEqual(RESULTS);
    expect(result[0]?.result.greeting).toBe('hello');
    const [request] = arrivedAt(platform, 'invocation');
    expect(request?.url).toBe(
      `/api/account/${ACCOUNT}/events/${EVENT.eventId}/invoke?v=1&externalSystem=lp-faas-invoke`,
    );
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ headers: [], payload: { a: 1 } });
  });

  test.each(['v1', 'v2'] as const)('an event sends the skill id in the query on %s', async (generation) => {
    await using platform = await answering(RESULTS);
    await withClient(platform, (client) => client.invoke({ ...EVENT, skillId: '47 11' }), { generation });
    expect(arrivedAt(platform, 'invocation')[0]?.url).toMatch(/[?&]skillId=47\+11$/);
  });

  test('an event without functions returns an empty list on v1', async () => {
    await using platform = await answering([]);
    const { result } = await withClient(platform, (client) => client.invoke(EVENT));
    expect(result).toEqual([]);
  });

  test('an event without functions fails with function-not-found on v2 and advises to check the event id', async () => {
    await using platform = await answering({ code: 'com.liveperson.faas.function.not-found' }, 404);
    const call = withClient(platform, (client) => client.invoke(EVENT), { generation: 'v2' });
    await expect(call).rejects.toMatchObject({
      code: 'function-not-found',
      delivery: 'rejected',
      problem: expect.stringContaining('event'),
      hint: expect.stringContaining('event id'),
    });
  });

  test.each([
    ['an object', { greeting: 'hello' }],
    ['a list of strings', ['hello']],
    ['null', null],
  ])('an event fails with unexpected-response when the response is %s', async (_, body) => {
    await using platform = await answering(body);
    const call = withClient(platform, (client) => client.invoke(EVENT));
    await expect(call).rejects.toMatchObject({ code: 'unexpected-response', delivery: 'unknown' });
  });

  test.each([
    ['a/../../../other', 'a%2F..%2F..%2F..%2Fother'],
    ['..%2f..', '..%252f..'],
    ['what? #1 & more', 'what%3F%20%231%20%26%20more'],
    ['größe', 'gr%C3%B6%C3%9Fe'],
  ])('an event id is escaped in the path: %s', async (eventId, path) => {
    await using platform = await answering(RESULTS);
    await withClient(platform, (client) => client.invoke({ eventId }));
    expect(arrivedAt(platform, 'invocation')[0]?.url.split('?')[0]).toBe(
      `/api/account/${ACCOUNT}/events/${path}/invoke`,
    );
  });
});
