import { describe, expect, test } from '@jest/globals';
import type { Transport, TransportRequest, TransportResponse } from '@lp-faas/core/transport';
import { TestClock } from '@lp-faas/testing/clock';
import { ThrottleWatch } from '../src/batch/throttle-watch.js';

const INVOKE = 'https://gateway.test/api/account/1/lambdas/2/invoke?v=1';

/** A watch on a clock that the test advances, and a transport whose responses the test gives. */
class Trial {
  readonly clock = new TestClock();
  readonly watch = new ThrottleWatch({ clock: this.clock, maxThrottledMs: 60_000 });
  readonly #waiting: ((response: TransportResponse | Error) => void)[] = [];
  readonly #transport: Transport;

  constructor() {
    const transport: Transport = {
      send: () =>
        new Promise((resolve, reject) => {
          this.#waiting.push((response) =>
            response instanceof Error ? reject(response) : resolve(response),
          );
        }),
      close: async () => undefined,
    };
    this.#transport = this.watch.watch(transport);
  }

  /** Sends a request; returns a function that gives the response. */
  send(
    url = INVOKE,
    method: 'GET' | 'POST' = 'POST',
  ): (status: number, retryAfter?: string) => Promise<void> {
    const { signal } = new AbortController();
    const request: TransportRequest = { method, url: new URL(url), headers: {}, signal, maxResponseBytes: 1 };
    const sent = this.#transport.send(request).then(
      () => undefined,
      () => undefined,
    );
    const answer = this.#waiting.shift();
    return async (status, retryAfter) => {
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      answer?.(status === 0 ? new Error('The connection broke') : { status, headers, text: '' });
      await sent;
    };
  }
}

describe('what the progress says of throttling', () => {
  test('it says nothing while the platform accepts invocations, whatever they return', async () => {
    const trial = new Trial();
    for (const status of [200, 500, 901, 0]) await trial.send()(status);
    expect(trial.watch.describe()).toBe('');
  });

  test('it says since when the platform throttles, and until when it asked to wait', async () => {
    const trial = new Trial();
    await trial.send()(429, '45');
    trial.clock.advance(5000);
    expect(trial.watch.describe()).toBe(
      'the platform has throttled since 14:13:20 UTC (5.0 s); waiting until 14:14:05 UTC, as it asked',
    );
    trial.clock.advance(40_000);
    expect(trial.watch.describe()).toContain('trying again after pauses');
    trial.clock.advance(10_000);
    expect(trial.watch.describe()).toBe(
      'the platform has throttled since 14:13:20 UTC (55.0 s); trying again after pauses until it accepts invocations',
    );
  });

  test('it names the longest wait that it was asked for', async () => {
    const trial = new Trial();
    await trial.send()(429, '45');
    await trial.send()(429, '30');
    expect(trial.watch.describe()).toContain('waiting until 14:14:05 UTC, as it asked');
  });

  test('it goes on while some invocations are refused, and ends when all were accepted since it was last said', async () => {
    const trial = new Trial();
    await trial.send()(429);
    trial.clock.advance(4000);
    await trial.send()(200);
    expect(trial.watch.describe()).toBe(
      'the platform has throttled since 14:13:20 UTC (4.0 s); invoking as fast as it allows',
    );
    await trial.send()(200);
    expect(trial.watch.describe()).toBe('');
    trial.clock.advance(4000);
    await trial.send()(429);
    expect(trial.watch.describe()).toContain('since 14:13:28 UTC (0 ms)');
  });

  test('only refused invocations count, not other requests', async () => {
    const trial = new Trial();
    await trial.send('https://idp.test/sentinel/api/account/1/app/token', 'POST')(429);
    await trial.send('https://gateway.test/api/account/1/events/e/isImplemented', 'GET')(429);
    expect(trial.watch.describe()).toBe('');
    trial.clock.advance(100_000);
    expect(trial.watch.reason).toBe('');
  });
});

describe('the limit', () => {
  test('the batch ends when nothing was accepted for max-throttled, at that time', async () => {
    const trial = new Trial();
    trial.clock.advance(10_000);
    await trial.send()(429);
    trial.clock.advance(59_999);
    expect(trial.watch.signal.aborted).toBe(false);
    trial.clock.advance(1);
    expect(trial.watch.signal.aborted).toBe(true);
    expect(trial.watch.reason).toBe(
      'The platform has throttled since 14:13:30 UTC (1 min 0 s), and accepted no line for max-throttled (1 min 0 s)',
    );
  });

  test('it counts from the last line that was accepted', async () => {
    const trial = new Trial();
    await trial.send()(429);
    for (let round = 0; round < 5; round += 1) {
      trial.clock.advance(50_000);
      await trial.send()(200);
      await trial.send()(429);
    }
    trial.clock.advance(59_999);
    expect(trial.watch.reason).toBe('');
    trial.clock.advance(1);
    expect(trial.watch.reason).toMatch(/since 14:13:20 UTC \(5 min 10 s\).* max-throttled \(1 min 0 s\)$/);
  });

  test('a batch that is not throttled may take as long as it takes', async () => {
    const trial = new Trial();
    await trial.send()(429);
    await trial.send()(200);
    trial.send();
    trial.clock.advance(1_000_000);
    expect(trial.watch.reason).toBe('');
  });

  test('a batch whose last line was accepted goes on, also while nothing is in the air', async () => {
    const trial = new Trial();
    await trial.send()(429);
    await trial.send()(200);
    trial.clock.advance(1_000_000);
    expect([trial.watch.reason, trial.watch.signal.aborted]).toEqual(['', false]);
  });

  test('it ends at once when the platform asks for a longer wait', async () => {
    const trial = new Trial();
    await trial.send()(429, '61');
    expect(trial.watch.signal.aborted).toBe(true);
    expect(trial.watch.reason).toBe(
      'The platform asks to wait until 14:14:21 UTC, which is longer than max-throttled (1 min 0 s)',
    );
    const shorter = new Trial();
    await shorter.send()(429, '60');
    expect(shorter.watch.reason).toBe('');
  });

  test.each([
    [429, true],
    [0, true],
    [200, false],
  ])('an invocation in the air is awaited: with %i, the batch ends: %j', async (status, ends) => {
    const trial = new Trial();
    await trial.send()(429);
    trial.clock.advance(59_000);
    const answer = trial.send();
    trial.clock.advance(10_000);
    expect(trial.watch.signal.aborted).toBe(false);
    await answer(status);
    expect(trial.watch.signal.aborted).toBe(ends);
  });

  test('what was in the air at a refusal does not end the wait that the platform asked for', async () => {
    const trial = new Trial();
    const [early, refused] = [trial.send(), trial.send()];
    trial.clock.advance(10);
    await refused(429, '45');
    trial.clock.advance(10);
    await early(200);
    expect(trial.watch.describe()).toContain('waiting until 14:14:05 UTC, as it asked');
    trial.clock.advance(50_000);
    await trial.send()(200);
    expect(trial.watch.describe()).toBe('');
  });

  test('the batch ends when its last line is refused while the others in the air are accepted', async () => {
    const trial = new Trial();
    const [early, refused] = [trial.send(), trial.send()];
    trial.clock.advance(10);
    await refused(429);
    await early(200);
    trial.clock.advance(59_999);
    expect(trial.watch.reason).toBe('');
    trial.clock.advance(1);
    expect(trial.watch.reason).toContain('accepted no line for max-throttled (1 min 0 s)');
  });

  test('no timer is left when the batch ends', async () => {
    const trial = new Trial();
    await trial.send()(429);
    expect(trial.clock.pendingTimers).toBe(1);
    trial.watch.stop();
    expect(trial.clock.pendingTimers).toBe(0);
  });
});
