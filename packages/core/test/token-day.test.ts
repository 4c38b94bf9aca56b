import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenService, turn } from './support/token-service.js';

const DAY_S = 86_400;
const HOUR_S = 3600;

/** The clock of tests draws the middle of 0.8 to 1 times 300 s. */
const SOFT_LEAD_S = 270;

/** One call a second; `isDown` says in which seconds the service is not there. */
async function spendDay(isDown: (second: number) => boolean, seconds = DAY_S) {
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

test('a day at one call a second takes one token a lifetime, and no call fails', async () => {
  const { failed, requests, pendingTimers } = await spendDay(() => false);
  const ideal = Math.ceil(DAY_S / (HOUR_S - SOFT_LEAD_S));
  expect(Math.abs(requests - ideal)).toBeLessThanOrEqual(1);
  expect(failed).toEqual([]);
  expect(pendingTimers).toBe(0);
});

test('a day with outages: no call fails while a token is valid, and an outage is no storm', async () => {
  const outage = fc.record({ from: fc.nat(DAY_S), seconds: fc.integer({ min: 1, max: 2 * HOUR_S }) });
  const property = fc.asyncProperty(fc.array(outage, { minLength: 3, maxLength: 8 }), async (outages) => {
    const isDown = (second: number): boolean =>
      outages.some(({ from, seconds }) => second >= from && second < from + seconds);
    const { failed, requests } = await spendDay(isDown);
    expect(failed).toEqual([]);
    const downSeconds = Array.from({ length: DAY_S }, (_, second) => isDown(second)).filter(Boolean).length;
    // In an outage a request every 2.5 s once the token has ended, and a few on the way there.
    const tries = outages.length * 20 + downSeconds / 2.5;
    expect(requests).toBeLessThanOrEqual(Math.ceil(DAY_S / (HOUR_S - SOFT_LEAD_S)) + 1 + tries);
  });
  await fc.assert(property, { numRuns: 5 });
});
