import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenService, turn } from './support/token-service.js';

const DAY_S = 86_400;
const HOUR_S = 3600;

/** 0.8 to 1 times 300 s; the test clock uses the middle. */
const SOFT_LEAD_S = 270;

/** Makes one call a second; the service is down in the seconds of `isDown`. */
async function simulateDay(isDown: (second: number) => boolean, seconds = DAY_S) {
  const service = new TokenService();
  const tokens = service.source();
  const failed: number[] = [];
  let validUntil = 0;
  let seen = '';
  for (let second = 0; second < seconds; second += 1) {
    service.mood = isDown(second) ? 'down' : 'up';
    const token = await tokens.get().catch(() => undefined);
    if (token === undefined && second < validUntil) failed.push(second);
    if (token !== undefined && !service.isValid(token)) failed.push(second);
    if (token !== undefined && token !== seen) {
      seen = token;
      validUntil = second + HOUR_S - 1;
    }
    if (tokens.state.refreshing) await turn();
    service.clock.advance(1000);
  }
  return { failed, requests: service.requests, pendingTimers: service.clock.pendingTimers };
}

test('a day with one call a second takes one token request per lifetime and no call fails', async () => {
  const { failed, requests, pendingTimers } = await simulateDay(() => false);
  const ideal = Math.ceil(DAY_S / (HOUR_S - SOFT_LEAD_S));
  expect(Math.abs(requests - ideal)).toBeLessThanOrEqual(1);
  expect(failed).toEqual([]);
  expect(pendingTimers).toBe(0);
});

test('during outages no call with a valid token fails, and the number of token requests is bounded', async () => {
  const outage = fc.record({ from: fc.nat(DAY_S), seconds: fc.integer({ min: 1, max: 2 * HOUR_S }) });
  const property = fc.asyncProperty(fc.array(outage, { minLength: 3, maxLength: 8 }), async (outages) => {
    const isDown = (second: number): boolean =>
      outages.some(({ from, seconds }) => second >= from && second < from + seconds);
    const { failed, requests } = await simulateDay(isDown);
    expect(failed).toEqual([]);
    const downSeconds = Array.from({ length: DAY_S }, (_, second) => isDown(second)).filter(Boolean).length;
    // In an outage, one request every 2.5 s after the token expired, and a few before.
    const attempts = outages.length * 20 + downSeconds / 2.5;
    expect(requests).toBeLessThanOrEqual(Math.ceil(DAY_S / (HOUR_S - SOFT_LEAD_S)) + 1 + attempts);
  });
  await fc.assert(property, { numRuns: 5 });
});
