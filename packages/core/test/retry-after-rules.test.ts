import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';

/** Refuses once with this `Retry-After`, then answers. */
async function invokeAfter(status: number, retryAfter: string) {
  const clock = new TestClock('paced');
  let refusals = 0;
  const invocation: Reply = (response, request) => {
    refusals += 1;
    const reply = refusals === 1 ? json(status, {}, { 'retry-after': retryAfter }) : json(200, 'done');
    reply(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  await using client = new FunctionsClient({ ...platform.options, clock });
  const outcome = await client.invoke({ lambdaUuid: LAMBDA }).then(
    ({ attempts }) => `done after ${attempts}`,
    ({ code, retryable }: { code: string; retryable: boolean }) => `${code}, retryable ${retryable}`,
  );
  return { outcome, waitedMs: clock.pauses.reduce((sum, ms) => sum + ms, 0) };
}

test.each([
  [429, '0'],
  [429, 'Sun, 06 Nov 1994 08:49:37 GMT'],
  [503, '0'],
])('a %i with Retry-After %s is not retried before a second has passed', async (status, retryAfter) => {
  const { outcome, waitedMs } = await invokeAfter(status, retryAfter);
  expect(outcome).toBe('done after 2');
  expect(waitedMs).toBeGreaterThanOrEqual(1000);
  expect(waitedMs).toBeLessThan(2500);
});

test.each([
  [429, '99999999999', 'rate-limited'],
  [503, '9'.repeat(300), 'gateway-error'],
])('a %i that asks for an absurd time (%s) fails now', async (status, retryAfter, code) => {
  const { outcome, waitedMs } = await invokeAfter(status, retryAfter);
  expect(outcome).toBe(`${code}, retryable true`);
  expect(waitedMs).toBe(0);
});

test('a service that was found in mixed case is used in lower case, and its generation is found', async () => {
  await using platform = await ScriptedPlatform.start();
  const host = platform.host.replace('127.0.0.1', 'FNInvocations.LocalHost');
  platform.set('domain', (response, request) => json(200, { baseURI: host })(response, request));
  await using client = new FunctionsClient(platform.options);
  const answer = await client.invoke({ lambdaUuid: LAMBDA });
  expect(answer).toMatchObject({ generation: 'v2', host: host.toLowerCase() });
});
