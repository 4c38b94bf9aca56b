import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { ACCOUNT, json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { FunctionsClient } from '../src/index.js';
import { arrivedAt, withClient } from './support/client.js';

/** An event is implemented if its id starts with `implemented-` and there is no skill id. */
const byName: Reply = (response, request) => {
  const implemented = request.url.includes('implemented-') && !request.url.includes('skillId');
  json(200, { implemented })(response, request);
};

const start = (reply: Reply = byName) => ScriptedPlatform.start({ invocation: reply });

describe('client.isImplemented()', () => {
  test('isImplemented sends a GET, which does not invoke the function', async () => {
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

  test('an error before the question is the one of that step, with its own advice', async () => {
    await using platform = await ScriptedPlatform.start({ token: json(401, { error: 'invalid_client' }) });
    const asking = withClient(platform, (client) => client.isImplemented({ eventId: 'an-event' }));
    await expect(asking).rejects.toMatchObject({
      code: 'credentials-rejected',
      phase: 'token',
      hint: expect.stringMatching(/^Check the client id, client secret and account id/),
    });
  });

  test('isImplemented caches its result for a minute', async () => {
    const clock = new TestClock();
    await using platform = await start();
    await using client = new FunctionsClient({ ...platform.options, clock });
    const isImplemented = () => client.isImplemented({ eventId: 'implemented-event' });
    await isImplemented();
    clock.advance(59_999);
    await isImplemented();
    expect(platform.count('invocation')).toBe(1);
    clock.advance(1);
    await isImplemented();
    expect(platform.count('invocation')).toBe(2);
  });

  test('isImplemented caches per event and skill id', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      const eventId = 'implemented-event';
      expect(await client.isImplemented({ eventId, skillId: '1' })).toBe(false);
      expect(await client.isImplemented({ eventId })).toBe(true);
      expect(await client.isImplemented({ eventId, skillId: '1' })).toBe(false);
    });
    expect(platform.count('invocation')).toBe(2);
  });

  test('isImplemented sends one request for concurrent callers', async () => {
    await using platform = await start();
    await withClient(platform, (client) =>
      Promise.all(Array.from({ length: 20 }, () => client.isImplemented({ eventId: 'implemented-event' }))),
    );
    expect(platform.count('invocation')).toBe(1);
  });

  test('isImplemented does not cache a failure', async () => {
    await using platform = await start(json(403, {}));
    await withClient(platform, async (client) => {
      await expect(client.isImplemented({ eventId: 'implemented-event' })).rejects.toMatchObject({
        status: 403,
      });
      platform.set('invocation', byName);
      expect(await client.isImplemented({ eventId: 'implemented-event' })).toBe(true);
    });
  });

  test('isImplemented retries a failed request, because it does not run the function', async () => {
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
    ['401', json(401, {}), { code: 'unauthorized', retryable: false }, /installed on this account/],
    ['403', json(403, {}), { code: 'forbidden', retryable: false }, /scope faas\.lambda\.invoke/],
    ['500', json(500, {}), { code: 'gateway-error', retryable: true }, /Try again later/],
    [
      'an undocumented response',
      json(200, { implemented: 'yes' }),
      { code: 'unexpected-response', retryable: false },
      /proxy or a login page/,
    ],
    [
      'a closed connection',
      (response) => response.socket?.end(),
      { code: 'network-error', retryable: true },
      /Try again later/,
    ],
  ] satisfies [string, Reply, object, RegExp][])(
    'a failed isImplemented says that nothing was invoked: %s',
    async (_, reply, facts, advice) => {
      await using platform = await start(reply);
      const call = withClient(platform, (client) => client.isImplemented({ eventId: 'an-event' }));
      await expect(call).rejects.toMatchObject({ ...facts, delivery: 'not-sent', phase: 'invocation' });
      await expect(call).rejects.not.toThrow('may have run');
      await expect(call).rejects.toMatchObject({ hint: expect.stringMatching(/^Nothing was invoked\. /) });
      await expect(call).rejects.toMatchObject({ hint: expect.stringMatching(advice) });
    },
  );

  test('aborting isImplemented does not affect concurrent callers', async () => {
    const answers: (() => void)[] = [];
    await using platform = await start((response, request) => {
      answers.push(() => byName(response, request));
    });
    await withClient(platform, async (client) => {
      const controller = new AbortController();
      const event = { eventId: 'implemented-event' };
      const [aborted, other] = [client.isImplemented(event, controller), client.isImplemented(event)];
      aborted.catch(() => undefined);
      await until(() => answers.length > 0);
      controller.abort();
      const hint = 'Nothing was invoked.';
      await expect(aborted).rejects.toMatchObject({ code: 'aborted', delivery: 'not-sent', hint });
      answers[0]?.();
      expect(await other).toBe(true);
    });
  });

  test('isImplemented rejects an invalid event id without a request', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      for (const eventId of ['..', '']) {
        const problems = [{ option: 'eventId' }];
        await expect(client.isImplemented({ eventId })).rejects.toMatchObject({
          code: 'invalid-options',
          problems,
        });
      }
    });
    expect(platform.arrived).toEqual([]);
  });
});
