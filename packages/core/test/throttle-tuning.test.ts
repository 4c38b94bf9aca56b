import { describe, expect, test } from '@jest/globals';
import { Pace } from '../src/throttling/pace.js';
import { judgeRate, RateWindow } from '../src/throttling/rate-window.js';

const NONE = Number.POSITIVE_INFINITY;

/** Sends `count` requests at one moment. */
function send(target: Pace, count: number, nowMs: number): void {
  for (let n = 0; n < count; n += 1) target.sent(nowMs);
}

/** A pace after a refusal at a concurrency of one, with so many requests in the second before it. */
function afterRateRefusal(sent: number): Pace {
  const pace = new Pace();
  send(pace, sent, 0);
  pace.answered(1);
  pace.throttled(1, 1, 0);
  return pace;
}

describe('RateWindow', () => {
  test('counts the requests of the last second, in bins of 20 ms', () => {
    const window = new RateWindow();
    for (const at of [0, 19, 20, 500]) window.add(at);
    expect([500, 999, 1000, 1019, 1020, 1499, 1500].map((at) => window.lastSecond(at))).toEqual([
      4, 4, 2, 2, 1, 1, 0,
    ]);
  });

  test('forgets everything after an idle time of many seconds', () => {
    const window = new RateWindow();
    for (let at = 0; at < 1000; at += 10) window.add(at);
    expect([window.lastSecond(999), window.lastSecond(60_000)]).toEqual([100, 0]);
  });

  test('reports the time, the requests and the busiest whole second since the gate opened', () => {
    const window = new RateWindow();
    window.add(0);
    expect(window.sinceOpen(500)).toEqual({ openMs: NONE, sent: 1, maxPerSecond: 0 });
    window.opened(1000);
    const add = (count: number, at: number): void => {
      for (let n = 0; n < count; n += 1) window.add(at);
    };
    add(3, 1000);
    add(4, 1999);
    expect(window.sinceOpen(1999)).toEqual({ openMs: 999, sent: 7, maxPerSecond: 0 });
    add(8, 2000);
    expect(window.sinceOpen(2000)).toEqual({ openMs: 1000, sent: 15, maxPerSecond: 7 });
    add(2, 3000);
    add(1, 4000);
    expect(window.sinceOpen(4500)).toEqual({ openMs: 3500, sent: 18, maxPerSecond: 8 });
    window.opened(5000);
    expect(window.sinceOpen(5000)).toEqual({ openMs: 0, sent: 0, maxPerSecond: 0 });
  });
});

describe('judgeRate', () => {
  const evidence = { before: NONE, openMs: 5000, sent: 0, maxPerSecond: 0, lastCount: 0 };

  test.each([
    [100, 100, 97],
    [110, 100, 97],
    [100, 110, 97],
    [90, 100, 0.97 * 90],
  ])('is certain after two refusals at counts within a tenth: %i after %i', (count, lastCount, allowed) => {
    expect(judgeRate({ ...evidence, count, lastCount })).toEqual({
      allowed,
      isCertain: true,
      hasSaved: false,
    });
  });

  test.each([
    [111, 100],
    [89, 100],
    [100, 0],
  ])('guesses the count after two refusals at counts further apart: %i after %i', (count, lastCount) => {
    const verdict = judgeRate({ ...evidence, count, lastCount });
    expect(verdict).toEqual({ allowed: count, isCertain: false, hasSaved: false });
  });

  test.each([
    // At least 97 % of the count went through in an earlier second: the platform lets clients save up.
    [97, true],
    [96, false],
  ])('tells a bucket from a window by an earlier second of %i requests', (maxPerSecond, hasSaved) => {
    expect(judgeRate({ ...evidence, count: 100, sent: 600, maxPerSecond }).hasSaved).toBe(hasSaved);
  });

  test('does not tell a bucket before the gate was ever closed', () => {
    const verdict = judgeRate({ ...evidence, openMs: NONE, count: 100, maxPerSecond: 100 });
    expect(verdict).toEqual({ allowed: 100, isCertain: false, hasSaved: false });
  });

  test.each([
    // What was sent, over the time since the gate opened and the second that was saved up before it.
    [4000, 450, 90, false],
    [4000, 455, 91, true],
    [1999, 2.999 * 50, 50, true],
    [2000, 3 * 50, 50, false],
  ])(
    'subtracts the second that a bucket saved: open for %i ms, %d requests sent',
    (openMs, sent, allowed, isCertain) => {
      const verdict = judgeRate({ ...evidence, count: 100, maxPerSecond: 100, openMs, sent });
      expect(verdict).toEqual({ allowed: expect.closeTo(allowed, 9), isCertain, hasSaved: true });
    },
  );
});

describe('Pace', () => {
  test('allows 95 % of the concurrency that was not refused', () => {
    const pace = new Pace();
    pace.answered(100);
    pace.throttled(1001, 1001, 0);
    expect(pace.inFlightAt(0)).toBe(950);
  });

  test.each([
    // Four rounds of 25 requests answered within a second, beside the 25 in flight.
    [125, NONE, 124],
    [124, Math.floor(0.95 * 24), NONE],
  ])('blames the rate for a refusal after four rounds in a second: %i sent', (sent, inFlight, rate) => {
    const pace = new Pace();
    send(pace, sent, 0);
    pace.answered(25);
    pace.throttled(25, 25, 0);
    expect([pace.inFlightAt(0), 1000 / pace.intervalMsAt(0)]).toEqual([inFlight, rate]);
  });

  test('holds a guessed rate for 5 s, doubles it every 10 s and forgets it after 10 min', () => {
    const pace = afterRateRefusal(11);
    const rateAt = (ms: number): number => 1000 / pace.intervalMsAt(ms);
    expect([0, 5000, 10_000, 15_000, 25_000].map((ms) => rateAt(ms))).toEqual([
      10,
      10,
      expect.closeTo(10 * Math.SQRT2, 9),
      20,
      40,
    ]);
    expect(rateAt(599_999)).toBeLessThan(NONE);
    expect(rateAt(600_000)).toBe(NONE);
  });

  test('holds a concurrency limit for a minute, doubles it every minute and forgets it after ten', () => {
    const pace = new Pace();
    pace.answered(10);
    pace.throttled(21, 21, 0);
    const limits = [0, 60_000, 90_000, 120_000, 180_000, 599_999].map((ms) => pace.inFlightAt(ms));
    expect(limits).toEqual([
      19,
      19,
      expect.closeTo(19 * Math.SQRT2, 9),
      38,
      76,
      expect.closeTo(19 * 2 ** (539_999 / 60_000), 9),
    ]);
    expect(pace.inFlightAt(600_000)).toBe(NONE);
  });

  test('never limits the rate to less than one request a second', () => {
    expect(1000 / afterRateRefusal(5).intervalMsAt(0)).toBe(4);
    const pace = afterRateRefusal(5);
    for (let n = 0; n < 10; n += 1) pace.refusedToo(1, 0);
    expect(pace.intervalMsAt(0)).toBe(1000);
  });

  test('lets a client that is behind catch up on 25 ms, and on half a second where it may save up', () => {
    const pace = new Pace();
    expect(pace.catchUpMs).toBe(25);
    pace.opened(0);
    send(pace, 100, 0);
    pace.answered(1);
    send(pace, 100, 1000);
    pace.throttled(1, 1, 1000);
    expect([pace.catchUpMs, 1000 / pace.intervalMsAt(1000)]).toEqual([500, 200 / 2]);
  });
});
