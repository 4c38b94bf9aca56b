import { describe, expect, test } from '@jest/globals';
import { ConcurrencyLimit } from '../src/throttling/concurrency-limit.js';
import { Pace } from '../src/throttling/pace.js';
import { RateLimit } from '../src/throttling/rate-limit.js';
import { RateWindow } from '../src/throttling/rate-window.js';

const NONE = Number.POSITIVE_INFINITY;

/** Sends `count` requests at one moment. */
function send(target: Pace | RateLimit, count: number, nowMs: number): void {
  for (let n = 0; n < count; n += 1) target.sent(nowMs);
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

  test('tells the time and the requests since the first one, or since it restarted', () => {
    const window = new RateWindow();
    expect(window.sinceRestart(500)).toEqual({ ms: 0, sent: 0 });
    for (const at of [1000, 1200, 1400]) window.add(at);
    expect(window.sinceRestart(1500)).toEqual({ ms: 500, sent: 3 });
    window.restart(2000);
    expect(window.sinceRestart(2000)).toEqual({ ms: 0, sent: 0 });
    window.add(2300);
    expect(window.sinceRestart(2500)).toEqual({ ms: 500, sent: 1 });
  });

  test('a removed request is out of the last second, and out of those since the restart', () => {
    const window = new RateWindow();
    for (const at of [100, 500, 1000, 1000]) window.add(at);
    window.remove(500);
    expect([window.lastSecond(1050), window.sinceRestart(1050).sent]).toEqual([3, 3]);
    window.restart(1050);
    window.add(1100);
    // It went out before the restart.
    window.remove(1000);
    expect([window.lastSecond(1100), window.sinceRestart(1100).sent]).toEqual([2, 1]);
    window.remove(1100);
    expect([window.lastSecond(1110), window.sinceRestart(1110).sent]).toEqual([1, 0]);
    // Its second is over, and its bin belongs to a later one.
    window.remove(100);
    expect(window.lastSecond(1110)).toBe(1);
  });
});

describe('RateLimit', () => {
  /** Sends a request every `everyMs` milliseconds, up to a time. */
  function sendEvery(limit: RateLimit, everyMs: number, fromMs: number, toMs: number): void {
    for (let at = fromMs; at < toMs; at += everyMs) limit.sent(at);
  }

  test('a bucket allows what went through, over the time and the second that was saved up before it', () => {
    const limit = new RateLimit();
    sendEvery(limit, 2, 0, 1000);
    limit.refused(1000);
    expect(limit.at(1000)).toBeCloseTo(0.99 * 250, 9);
  });

  test('from one refusal to the next, a bucket allows what went through, over the time between them', () => {
    const limit = new RateLimit();
    sendEvery(limit, 2, 0, 1000);
    limit.refused(1000);
    sendEvery(limit, 8, 1000, 3000);
    sendEvery(limit, 1000 / 275, 3000, 5000);
    limit.refused(5000);
    expect(limit.at(5000)).toBeCloseTo(0.99 * 200, 9);
  });

  test('after all had to wait, a second may be saved up again', () => {
    const limit = new RateLimit();
    send(limit, 500, 0);
    limit.refused(0);
    limit.opened(3000);
    sendEvery(limit, 4, 3000, 5000);
    limit.refused(5000);
    expect(limit.at(5000)).toBeCloseTo((0.99 * 500) / 3, 9);
  });

  test('a client that was idle is allowed half of what went through in a second', () => {
    const limit = new RateLimit();
    limit.sent(0);
    send(limit, 200, 60_000);
    limit.refused(60_000);
    expect(limit.at(60_000)).toBeCloseTo(0.99 * 100, 9);
  });

  test('the limit is never more than what went through in a second, nor than the limit before', () => {
    const limit = new RateLimit();
    send(limit, 4000, 0);
    send(limit, 100, 2000);
    limit.refused(2000);
    expect(limit.at(2000)).toBeCloseTo(0.99 * 100, 9);
    send(limit, 4000, 4000);
    limit.refused(4000);
    expect(limit.at(4000)).toBeCloseTo(0.99 * 100, 9);
  });

  test('each further refusal of those in flight is one less', () => {
    const limit = new RateLimit();
    send(limit, 400, 0);
    limit.notAllowed(0);
    limit.refused(1000 - 1);
    limit.refusedToo(1000);
    limit.refusedToo(1000);
    expect(limit.at(1000)).toBeCloseTo((0.99 * 397 * 1000) / 1999, 9);
  });

  test.each([
    [999, true, 0.97 * 300],
    [1000, false, 0.99 * 200],
  ])('a platform that refuses again after %i ms is a window: %p', (afterMs, isAgain, allowed) => {
    const limit = new RateLimit();
    send(limit, 300, 0);
    limit.refused(500);
    expect(limit.refusedAgain(500 + afterMs)).toBe(isAgain);
    expect(limit.at(500 + afterMs)).toBeCloseTo(allowed, 9);
  });

  test('a window allows no more than the limit before', () => {
    const limit = new RateLimit();
    send(limit, 100, 0);
    limit.refused(0);
    send(limit, 300, 2000);
    limit.refused(2000);
    limit.refusedAgain(2500);
    expect(limit.at(2500)).toBeCloseTo(99, 9);
  });

  test('the rate is never limited to less than one request a second', () => {
    const limit = new RateLimit();
    limit.sent(0);
    limit.refused(0);
    for (let n = 0; n < 10; n += 1) limit.refusedToo(0);
    expect(limit.at(0)).toBe(1);
  });

  test('a bucket is tried after 2.5 s: twice as much after 3 s more, 16 times after 6 s', () => {
    const limit = new RateLimit();
    send(limit, 100, 0);
    limit.refused(0);
    const at = [0, 2500, 4000, 5500, 8500].map((ms) => limit.at(ms) / 99);
    expect(at).toEqual([1, 1, 2 ** 0.25, 2, 16].map((times) => expect.closeTo(times, 9)));
  });

  test('a window is tried after 15 s: twice as much after 10 s more', () => {
    const limit = new RateLimit();
    send(limit, 100, 0);
    limit.refused(0);
    limit.refusedAgain(0);
    expect([15_000, 25_000].map((ms) => limit.at(ms) / 97)).toEqual([1, expect.closeTo(2, 9)]);
  });

  /** Refuses at 100 requests a second, every 2.4 seconds; returns the time of the last refusal. */
  function refuseUntil(limit: RateLimit, ms: number, perSecond: number, fromMs = 0): number {
    let at = fromMs;
    for (; at < ms; at += 2400) {
      sendEvery(limit, 1000 / perSecond, at, at + 2400);
      limit.refused(at + 2400);
    }
    return at;
  }
  /** How long the limit holds after a time. */
  function holdMs(limit: RateLimit, fromMs: number): number {
    let ms = 0;
    while (limit.at(fromMs + ms) === limit.at(fromMs)) ms += 100;
    return ms - 100;
  }

  test.each([
    [2400, 2500],
    [24_000, (24_000 - 2400) / 8],
    [240_000, (240_000 - 2400) / 8],
    [600_000, 60_000],
  ])('a limit that has not changed since %i ms holds for %i ms', (ms, expected) => {
    const limit = new RateLimit();
    const at = refuseUntil(limit, ms, 100);
    expect(Math.abs(holdMs(limit, at) - expected)).toBeLessThanOrEqual(100);
  });

  test('a limit of a window that has not changed for 8 s holds for 24 s', () => {
    const limit = new RateLimit();
    send(limit, 100, 0);
    limit.refused(0);
    send(limit, 100, 8000);
    limit.refused(8000);
    limit.refusedAgain(8000);
    expect(Math.abs(holdMs(limit, 8000) - 24_000)).toBeLessThanOrEqual(100);
  });

  test('a limit that has changed by more than a tenth holds for the shortest time again', () => {
    const limit = new RateLimit();
    const at = refuseUntil(limit, 240_000, 100);
    const later = refuseUntil(limit, at + 2400, 50, at);
    expect(holdMs(limit, later)).toBe(2500);
  });

  test('there is no limit before the first lesson', () => {
    expect([new RateLimit().at(0), new RateLimit().at(1e9)]).toEqual([NONE, NONE]);
  });

  test('a client that is behind may catch up on 25 ms, and on half a second at a bucket', () => {
    const limit = new RateLimit();
    expect(limit.catchUpMs).toBe(25);
    send(limit, 100, 0);
    limit.refused(0);
    expect(limit.catchUpMs).toBe(500);
    limit.refusedAgain(0);
    expect(limit.catchUpMs).toBe(25);
  });
});

describe('ConcurrencyLimit', () => {
  /** Refuses so many of those in flight, all at one time; returns whether others go on. */
  function refuse(limit: ConcurrencyLimit, count: number, inFlight: number, nowMs = 0): boolean | undefined {
    limit.beginLesson(inFlight, nowMs);
    let goesOn: boolean | undefined;
    for (let n = 0; n < count; n += 1) goesOn = limit.refused(nowMs);
    return goesOn;
  }

  test.each([
    // Answers are under way, so what was seen to run may be a few too many.
    [1001, 1, 950],
    [100, 20, 76],
    [100, 53, 45],
    // Of few, one in twenty is none.
    [21, 1, 19],
    [20, 1, 19],
    [16, 13, 3],
    [2, 1, 1],
  ])('of %i in flight, of which %i are refused, it allows %i', (inFlight, refused, allowed) => {
    const limit = new ConcurrencyLimit();
    expect([refuse(limit, refused, inFlight), limit.at(0)]).toEqual([true, allowed]);
  });

  test.each([1, 2, 10])('when all of %i in flight are refused, it was not for their number', (inFlight) => {
    const limit = new ConcurrencyLimit();
    expect([refuse(limit, inFlight, inFlight), limit.at(0)]).toEqual([false, NONE]);
  });

  test('a lesson never allows more than before', () => {
    const limit = new ConcurrencyLimit();
    refuse(limit, 1, 21);
    refuse(limit, 1, 40, 1000);
    expect(limit.at(1000)).toBe(19);
    refuse(limit, 2, 2, 2000);
    expect(limit.at(2000)).toBe(19);
  });

  test('a level that was answered is proven, until fewer are allowed', () => {
    const limit = new ConcurrencyLimit();
    limit.answered(30);
    limit.answered(7);
    expect([30, 31].map((level) => limit.isProven(level))).toEqual([true, false]);
    refuse(limit, 1, 21);
    expect([19, 20].map((level) => limit.isProven(level))).toEqual([true, false]);
  });

  test('a limit holds for a minute, doubles every minute and is forgotten after ten', () => {
    const limit = new ConcurrencyLimit();
    refuse(limit, 1, 21);
    const limits = [0, 60_000, 90_000, 120_000, 180_000, 599_999].map((ms) => limit.at(ms));
    expect(limits).toEqual([
      19,
      19,
      expect.closeTo(19 * Math.SQRT2, 9),
      38,
      76,
      expect.closeTo(19 * 2 ** (539_999 / 60_000), 9),
    ]);
    expect(limit.at(600_000)).toBe(NONE);
  });
});

describe('Pace', () => {
  const refusal = (level: number, at = 0) => ({ level, sentAt: at, at });
  /** What it has learned: the concurrency, and the rate. */
  const learned = (pace: Pace, at = 0) => [pace.inFlightAt(at), Math.round(1000 / pace.intervalMsAt(at))];

  /** A pace that has sent so many requests at 0, of which the one with the highest level was answered. */
  function paceAfter(sent: number, proven: number): Pace {
    const pace = new Pace();
    send(pace, sent, 0);
    if (proven > 0) pace.answered(proven);
    return pace;
  }

  test('a refusal at a new highest concurrency is for the concurrency, and the others go on', () => {
    const pace = paceAfter(40, 10);
    expect([pace.throttled(refusal(28), 34), ...learned(pace)]).toEqual([true, 32, NONE]);
    // They arrive in any order, so the level tells nothing.
    expect([pace.refusedToo(refusal(1)), ...learned(pace)]).toEqual([true, 31, NONE]);
  });

  test('when everything in flight is refused, all wait', () => {
    const pace = paceAfter(3, 0);
    const goesOn = [pace.throttled(refusal(3), 3), pace.refusedToo(refusal(2)), pace.refusedToo(refusal(1))];
    expect([goesOn, learned(pace)]).toEqual([
      [true, true, false],
      [NONE, NONE],
    ]);
  });

  test.each([
    // Four rounds of 25 requests answered within a second, beside the 25 in flight.
    ['rate', 125, true, [NONE, 123]],
    ['concurrency', 124, false, [23, NONE]],
  ])('four rounds that were answered in a second tell the two apart: the %s', (_, sent, goesOn, expected) => {
    const pace = paceAfter(sent, 25);
    expect(pace.throttled(refusal(25), 25)).toBe(goesOn);
    expect(learned(pace)).toEqual(expected);
  });

  test('a refusal for the rate slows the others down; one more in flight does so too', () => {
    const pace = paceAfter(61, 10);
    expect(pace.throttled(refusal(10), 10)).toBe(true);
    expect([pace.refusedToo(refusal(9)), ...learned(pace)]).toEqual([true, NONE, Math.round(0.99 * 59)]);
  });

  test('a second refusal for the rate within a second means that all wait', () => {
    const pace = paceAfter(61, 10);
    pace.throttled(refusal(10), 10);
    pace.answered(10);
    expect([pace.throttled(refusal(10, 999), 10), ...learned(pace, 999)]).toEqual([
      false,
      NONE,
      Math.round(0.97 * 60),
    ]);
    // Those in flight with it teach nothing either.
    expect([pace.refusedToo(refusal(9, 999)), ...learned(pace, 999)]).toEqual([
      false,
      NONE,
      Math.round(0.97 * 60),
    ]);
  });

  test('a second refusal without a success in between teaches nothing, and all wait', () => {
    const pace = paceAfter(61, 10);
    pace.throttled(refusal(10), 10);
    expect([pace.throttled(refusal(1, 1500), 1), ...learned(pace, 1500)]).toEqual([
      false,
      NONE,
      Math.round(0.99 * 60),
    ]);
  });

  test('when all are refused of a number that ran before, it was for the rate', () => {
    // One round was answered, beside those in flight.
    const pace = paceAfter(20, 10);
    pace.throttled(refusal(10), 10);
    for (let level = 9; level > 1; level -= 1) pace.refusedToo(refusal(level));
    expect(learned(pace)).toEqual([1, NONE]);
    expect([pace.refusedToo(refusal(1)), ...learned(pace)]).toEqual([false, NONE, Math.round(0.99 * 10)]);
  });

  test('when all are refused, and hardly any was answered lately, nothing is learned', () => {
    const pace = paceAfter(19, 10);
    pace.throttled(refusal(10), 10);
    for (let level = 9; level > 0; level -= 1) pace.refusedToo(refusal(level));
    expect(learned(pace)).toEqual([NONE, NONE]);
  });

  test('after it has opened, what was saved up counts', () => {
    const pace = paceAfter(1000, 1);
    pace.opened(2000);
    send(pace, 200, 3000);
    pace.throttled(refusal(1, 3000), 1);
    expect([learned(pace, 3000), pace.catchUpMs]).toEqual([[NONE, Math.round((0.99 * 199) / 2)], 500]);
  });
});
