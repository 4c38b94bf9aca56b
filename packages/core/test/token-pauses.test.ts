import { expect, test } from '@jest/globals';
import type { TokenSource } from '../src/index.js';
import { TokenService, turn } from './support/token-service.js';

const DAY_MS = 24 * 3_600_000;

/** Starts a service whose random numbers are this one. */
function serviceWith(chance: number): TokenService {
  const service = new TokenService();
  service.clock.chance = chance;
  service.lifetimeMs = DAY_MS;
  return service;
}

/** Requests a token that is not issued; returns how long the source then sends no request, to the millisecond. */
async function pauseAfterFailure(service: TokenService, source: TokenSource): Promise<number> {
  const before = service.requests;
  await source.get().catch(() => undefined);
  while (source.state.refreshing) await turn();
  expect(service.requests).toBe(before + 1);
  let pause = 0;
  for (; source.state.coolingDown; pause += 1) service.clock.advance(1);
  return pause;
}

test.each([
  [1, [0, 0, 1000, 2000, 4000, 5000, 5000]],
  [0.25, [0, 0, 250, 500, 1000, 1250, 1250]],
  [0, [0, 0, 0, 0, 0, 0, 0]],
])(
  'without a token, requests to a failing token service pause from the third failure on, for up to 1 s, doubling to 5 s: chance %p',
  async (chance, expected) => {
    const service = serviceWith(chance);
    const source = service.source();
    service.mood = 'down';
    const pauses: number[] = [];
    while (pauses.length < expected.length) pauses.push(await pauseAfterFailure(service, source));
    expect(pauses).toEqual(expected);
  },
);

test('with a token, refreshes pause from the first failure on, for up to 1 s, doubling to a minute', async () => {
  const service = serviceWith(1);
  const source = service.source();
  const token = await source.get();
  service.clock.advance(DAY_MS - 300_000);
  service.mood = 'down';
  const pauses: number[] = [];
  for (let n = 0; n < 8; n += 1) pauses.push(await pauseAfterFailure(service, source));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  expect(await source.get()).toBe(token);
});

test('rejected credentials are not sent again for five seconds', async () => {
  const service = serviceWith(1);
  service.mood = 'rejects';
  expect(await pauseAfterFailure(service, service.source())).toBe(5000);
});
