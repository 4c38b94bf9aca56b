import { expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { DomainEntry } from '../src/domains/domain-entry.js';
import { DomainError, type DomainErrorCode } from '../src/index.js';
import type { Domain } from '../src/platform.js';

const HOST = 'va.faasgw.liveperson.net';
const DOMAIN: Domain = { service: 'faasGW', host: HOST, origin: `https://${HOST}` };

function entryWith(chance: number) {
  const clock = new TestClock();
  clock.chance = chance;
  return { clock, entry: new DomainEntry(clock) };
}

const failed = (code: DomainErrorCode, retryAfterMs?: number): DomainError =>
  new DomainError({ code, phase: 'domain', problem: 'It failed', hint: 'Try again.', retryAfterMs });

/** When an entry is asked for again, in milliseconds after `fromMs`: the first moment at which the verdict differs. */
function changesAt(entry: DomainEntry, fromMs: number): number {
  const before = JSON.stringify(entry.verdict(fromMs));
  let [same, other] = [0, 1];
  while (JSON.stringify(entry.verdict(fromMs + other)) === before) [same, other] = [other, other * 2];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (JSON.stringify(entry.verdict(fromMs + middle)) === before) same = middle;
    else other = middle;
  }
  return other;
}

test.each([
  [0, 600_000],
  [0.5, 630_000],
  [1, 660_000],
])('a host is fresh for ten minutes and up to one more: chance %p', (chance, ms) => {
  const { entry } = entryWith(chance);
  entry.keep(DOMAIN, 0);
  expect(entry.verdict(0)).toEqual({ kind: 'serve', domain: DOMAIN, revalidate: false });
  expect(changesAt(entry, 0)).toBe(ms);
  expect(entry.verdict(ms)).toEqual({ kind: 'serve', domain: DOMAIN, revalidate: true });
});

test('a host is served for a day after the last valid response, and then requested', () => {
  const { entry } = entryWith(0);
  entry.keep(DOMAIN, 0);
  expect(changesAt(entry, 600_000)).toBe(24 * 3_600_000 - 600_000);
  expect(entry.verdict(24 * 3_600_000)).toEqual({ kind: 'request' });
});

test.each([
  [0, 30_000],
  [0.5, 37_500],
  [1, 45_000],
])('a host that could not be refreshed is refreshed again after 30 to 45 s: chance %p', (chance, ms) => {
  const { clock, entry } = entryWith(chance);
  entry.keep(DOMAIN, 0);
  clock.advance(700_000);
  expect(entry.fail(failed('domain-unavailable'), 0)).toBe(DOMAIN);
  expect(entry.verdict()).toEqual({ kind: 'serve', domain: DOMAIN, revalidate: false });
  expect(changesAt(entry, 700_000)).toBe(ms);
});

test.each<[DomainErrorCode, number | undefined, number]>([
  ['domain-unavailable', undefined, 1000],
  ['domain-unavailable', 5000, 5000],
  ['domain-unresolved', undefined, 30_000],
  ['domain-untrusted', undefined, 30_000],
  ['domain-unresolved', 60_000, 60_000],
])('without a host, a failure is served for a while: %s, Retry-After %p', (code, retryAfterMs, ms) => {
  const { entry } = entryWith(1);
  const error = failed(code, retryAfterMs);
  expect(entry.fail(error, 0)).toBeUndefined();
  expect(entry.verdict(0)).toEqual({ kind: 'fail', error });
  expect(changesAt(entry, 0)).toBe(ms);
  expect(entry.verdict(ms)).toEqual({ kind: 'request' });
});

test('a suspect host that was found again is not suspected for another 30 s', () => {
  const { clock, entry } = entryWith(1);
  entry.keep(DOMAIN, 0);
  entry.suspect(HOST);
  expect([entry.verdict(), entry.epoch]).toEqual([{ kind: 'request' }, 1]);
  entry.keep(DOMAIN, 1);
  clock.advance(29_999);
  entry.suspect(HOST);
  expect(entry.verdict()).toMatchObject({ kind: 'serve' });
  clock.advance(1);
  entry.suspect(HOST);
  expect(entry.verdict()).toEqual({ kind: 'request' });
});
