import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ACCOUNT, json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { FunctionsClient } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';

/** Every event is implemented that has the word in its name, and none for a skill. */
const byName: Reply = (response, request) => {
  const implemented = request.url.includes('implemented-') && !request.url.includes('skillId');
  json(200, { implemented })(response, request);
};

const start = (reply: Reply = byName) => ScriptedPlatform.start({ invocation: reply });

describe('whether an event is implemented', () => {
  test('is asked with a GET that invokes nothing', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      expect(await client.isImplemented({ eventId: 'implemented-event' })).toBe(true);
      expect(await client.isImplemented({ eventId: 'another' })).toBe(false);
    });
    expect(arrivedAt(platform, 'invocation')[0]).toMatchObject({
      method: 'GET',
      url: `/api/account/${ACCOUNT}/events/implemented-event/isImplemented?v=1&externalSystem=lp-faas-invoke`,
      body: '',
    });
  });

  test('is remembered for a minute', async () => {
    const clock = new TestClock();
    await using platform = await start();
    await using client = new FunctionsClient({ ...platform.options, clock });
    const ask = () => client.isImplemented({ eventId: 'implemented-event' });
    await ask();
    clock.advance(59_999);
    await ask();
    expect(platform.count('invocation')).toBe(1);
    clock.advance(1);
    await ask();
    expect(platform.count('invocation')).toBe(2);
  });

  test('is one thing without a skill and another with it', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      const eventId = 'implemented-event';
      expect(await client.isImplemented({ eventId, skillId: '1' })).toBe(false);
      expect(await client.isImplemented({ eventId })).toBe(true);
      expect(await client.isImplemented({ eventId, skillId: '1' })).toBe(false);
    });
    expect(platform.count('invocation')).toBe(2);
  });

  test('is asked once by callers who ask at the same time', async () => {
    await using platform = await start();
    await withClient(platform, (client) =>
      Promise.all(Array.from({ length: 20 }, () => client.isImplemented({ eventId: 'implemented-event' }))),
    );
    expect(platform.count('invocation')).toBe(1);
  });

  test('is not remembered when the question failed', async () => {
    await using platform = await start(json(403, {}));
    await withClient(platform, async (client) => {
      await expect(client.isImplemented({ eventId: 'implemented-event' })).rejects.toThrow('403');
      platform.set('invocation', byName);
      expect(await client.isImplemented({ eventId: 'implemented-event' })).toBe(true);
    });
  });

  test('is asked again when the gateway fails for a moment: nothing runs twice', async () => {
    let failures = 2;
    await using platform = await start((response, request) => {
      failures -= 1;
      return failures >= 0 ? json(500, {})(response, request) : byName(response, request);
    });
    const clock = new TestClock('paced');
    const options = { clock, retry: { maxAttempts: 3 } };
    const answer = await withClient(platform, (c) => c.isImplemented({ eventId: 'implemented-1' }), options);
    expect([answer, platform.count('invocation')]).toEqual([true, 3]);
  });

  test.each([
    ['401', json(401, {}), { code: 'unauthorized', retryable: false }],
    ['403', json(403, {}), { code: 'forbidden', retryable: false }],
    ['500', json(500, {}), { code: 'gateway-error', retryable: true }],
    ['another answer', json(200, { implemented: 'yes' }), { code: 'unexpected-response', retryable: false }],
    ['a closed connection', (response) => response.socket?.end(), { code: 'network-error', retryable: true }],
  ] satisfies [string, Reply, object][])(
    'fails without having invoked anything: %s',
    async (_, reply, facts) => {
      await using platform = await start(reply);
      const asking = withClient(platform, (client) => client.isImplemented({ eventId: 'an-event' }));
      await expect(asking).rejects.toMatchObject({ ...facts, delivery: 'not-sent', phase: 'invocation' });
      await expect(asking).rejects.not.toThrow('may have run');
    },
  );

  test('can be given up without disturbing others who ask the same', async () => {
    const answers: (() => void)[] = [];
    await using platform = await start((response, request) => {
      answers.push(() => byName(response, request));
    });
    await withClient(platform, async (client) => {
      const leaving = new AbortController();
      const event = { eventId: 'implemented-event' };
      const [gone, stays] = [client.isImplemented(event, leaving), client.isImplemented(event)];
      gone.catch(() => undefined);
      await until(() => answers.length > 0);
      leaving.abort();
      await expect(gone).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent' });
      answers[0]?.();
      expect(await stays).toBe(true);
    });
  });

  test('is asked of an event that makes sense', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      await expect(client.isImplemented({ eventId: '..' })).rejects.toMatchObject({
        code: 'invalid-options',
      });
      await expect(client.isImplemented({ eventId: '' })).rejects.toThrow('eventId is missing');
    });
    expect(platform.arrived).toEqual([]);
  });
});
