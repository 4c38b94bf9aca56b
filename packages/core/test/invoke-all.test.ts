import { describe, expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { turn, until } from '@lp-faas/testing/until';
import { FunctionsClient, type InvocationInput, type SettledInvocation } from '../src/index.js';
import { withClient } from './support/client.js';

const inputOf = (n: number): InvocationInput => ({ lambdaUuid: LAMBDA, payload: n });
const inputs = (count: number) => Array.from({ length: count }, (_, n) => inputOf(n));

/** Returns the payload. */
const echo: Reply = (response, request) => json(200, JSON.parse(request.body).payload)(response, request);

/** Holds each response until the test releases it; records the highest concurrency. */
class HeldReplies {
  readonly #replies = new Map<number, () => void>();
  maxConcurrency = 0;

  readonly reply: Reply = (response, request) => {
    const n = JSON.parse(request.body).payload as number;
    this.#replies.set(n, () => echo(response, request));
    this.maxConcurrency = Math.max(this.maxConcurrency, this.#replies.size);
  };

  async release(n: number): Promise<void> {
    await until(() => this.#replies.has(n));
    this.#replies.get(n)?.();
    this.#replies.delete(n);
  }
}

async function collect(all: AsyncIterable<SettledInvocation>): Promise<SettledInvocation[]> {
  const settled: SettledInvocation[] = [];
  for await (const one of all) settled.push(one);
  return settled;
}

/** Matches the error of one invalid option. */
const invalid = (option: string) =>
  expect.objectContaining({ code: 'invalid-options', problems: [expect.objectContaining({ option })] });

const start = (reply: Reply = echo) => ScriptedPlatform.start({ invocation: reply });

describe('client.invokeAll()', () => {
  test('invokeAll returns one result for each input', async () => {
    await using platform = await start();
    const settled = await withClient(platform, (client) => collect(client.invokeAll(inputs(200))));
    const seen = settled.map((one) => [one.index, one.status === 'fulfilled' && one.value.result]);
    expect(seen.sort(([a], [b]) => Number(a) - Number(b))).toEqual(inputs(200).map((_, n) => [n, n]));
    expect(platform.count('token')).toBe(1);
  });

  test('invokeAll respects its concurrency', async () => {
    const held = new HeldReplies();
    await using platform = await start(held.reply);
    await withClient(platform, async (client) => {
      const all = collect(client.invokeAll(inputs(9), { concurrency: 3 }));
      for (let n = 0; n < 9; n += 1) {
        await until(() => platform.count('invocation') === Math.min(9, n + 3));
        await held.release(n);
      }
      expect(await all).toHaveLength(9);
    });
    expect(held.maxConcurrency).toBe(3);
  });

  test.each([
    [false, [2, 1, 0]],
    [true, [0, 1, 2]],
  ])(
    'invokeAll returns results as they arrive, or in the order of the inputs: ordered %p',
    async (ordered, order) => {
      const held = new HeldReplies();
      await using platform = await start(held.reply);
      await withClient(platform, async (client) => {
        const all = client.invokeAll(inputs(3), { concurrency: 3, ordered });
        const first = all.next();
        const indices: unknown[] = [];
        for (const n of [2, 1, 0]) {
          await held.release(n);
          if (!ordered) indices.push((await (n === 2 ? first : all.next())).value?.index);
        }
        if (ordered) indices.push((await first).value?.index);
        for await (const { index } of all) indices.push(index);
        expect(indices).toEqual(order);
      });
    },
  );

  test('invokeAll continues after a failed invocation', async () => {
    await using platform = await start((response, request) => {
      const n = JSON.parse(request.body).payload;
      return json(n === 1 ? 901 : 200, n)(response, request);
    });
    const mixed = [inputOf(0), inputOf(1), { lambdaUuid: 'no uuid' }, inputOf(3)];
    const settled = await withClient(platform, (client) =>
      collect(client.invokeAll(mixed, { ordered: true })),
    );
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.result : one.reason.code))).toEqual([
      0,
      'function-failed',
      'invalid-options',
      3,
    ]);
    expect(settled.map(({ input }) => input)).toEqual(mixed);
  });

  test('invokeAll reads an endless source only as far as concurrency allows', async () => {
    let read = 0;
    let isReturned = false;
    async function* endless() {
      try {
        for (;;) yield inputOf(read++);
      } finally {
        isReturned = true;
      }
    }
    await using platform = await start();
    await withClient(platform, async (client) => {
      let taken = 0;
      for await (const { status } of client.invokeAll(endless(), { concurrency: 4 })) {
        expect(status).toBe('fulfilled');
        taken += 1;
        expect(read - taken).toBeLessThanOrEqual(2 * 4);
        if (taken === 100) break;
      }
    });
    expect(isReturned).toBe(true);
  });

  test('invokeAll waits for a slow consumer (backpressure)', async () => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      const all = client.invokeAll(inputs(1000), { concurrency: 2 });
      await all.next();
      await until(() => platform.count('invocation') >= 5);
      for (let n = 0; n < 50; n += 1) await turn();
      // One consumed, two ready, two in flight.
      expect(platform.count('invocation')).toBe(5);
      await all.return();
    });
  });

  test('invokeAll throws the error of its source after the last result', async () => {
    function* broken() {
      yield inputOf(0);
      throw new Error('the source failed');
    }
    await using platform = await start();
    await withClient(platform, async (client) => {
      const all = client.invokeAll(broken());
      expect((await all.next()).value).toMatchObject({ index: 0, status: 'fulfilled' });
      await expect(all.next()).rejects.toThrow('the source failed');
    });
  });

  test('invokeAll causes no warning about a listener leak', async () => {
    const warnings: Error[] = [];
    const record = (warning: Error): void => void warnings.push(warning);
    process.on('warning', record);
    await using platform = await start();
    await withClient(platform, (client) => collect(client.invokeAll(inputs(60), { concurrency: 30 })));
    await turn();
    process.off('warning', record);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['inputs that are not iterable', 7, {}, 'inputs'],
    ['concurrency 0', [], { concurrency: 0 }, 'concurrency'],
    ['concurrency 1.5', [], { concurrency: 1.5 }, 'concurrency'],
  ])('invokeAll rejects %s', async (_, list, options, option) => {
    await using platform = await start();
    await withClient(platform, async (client) => {
      expect(() => client.invokeAll(list as [], options)).toThrow(invalid(option));
    });
  });
});

describe('aborting client.invokeAll()', () => {
  /** Interrupts a batch with five invocations in flight and more inputs left. */
  async function interrupted(work: (controller: AbortController, client: FunctionsClient) => void) {
    const held = new HeldReplies();
    await using platform = await start(held.reply);
    await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 } });
    const controller = new AbortController();
    const all = collect(client.invokeAll(inputs(50), { concurrency: 5, signal: controller.signal }));
    await until(() => platform.count('invocation') >= 5);
    work(controller, client);
    return { settled: await all, sent: platform.count('invocation') };
  }

  test('an aborted invokeAll fails invocations in flight with aborted and reads no further input', async () => {
    const { settled, sent } = await interrupted((controller) => controller.abort());
    expect(settled.map((one) => one.status === 'rejected' && [one.reason.code, one.reason.delivery])).toEqual(
      Array.from({ length: 5 }, () => ['aborted', 'unknown']),
    );
    expect(sent).toBe(5);
  });

  test('closing the client aborts invokeAll', async () => {
    const { settled, sent } = await interrupted((_, client) => void client.close());
    expect(settled.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
      Array.from({ length: 5 }, () => 'aborted'),
    );
    expect(sent).toBe(5);
  });

  test('invokeAll sends no further invocation after its consumer leaves the loop', async () => {
    const held = new HeldReplies();
    await using platform = await start(held.reply);
    await withClient(platform, async (client) => {
      const all = client.invokeAll(inputs(50), { concurrency: 5 });
      const first = all.next();
      await held.release(0);
      await first;
      await until(() => platform.count('invocation') >= 6);
      await all.return();
      const { length } = platform.arrived;
      for (let n = 0; n < 20; n += 1) await turn();
      expect(platform.arrived).toHaveLength(length);
    });
  });

  test('an aborted invokeAll does not wait for a source that hangs', async () => {
    let isReturned = false;
    const silent: AsyncIterable<InvocationInput> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: async () => {
          isReturned = true;
          return { done: true, value: undefined };
        },
      }),
    };
    await using platform = await start();
    await withClient(platform, async (client) => {
      const controller = new AbortController();
      const all = collect(client.invokeAll(silent, controller));
      controller.abort();
      expect(await all).toEqual([]);
    });
    expect(isReturned).toBe(true);
  });

  test('invokeAll sends nothing with an aborted signal', async () => {
    await using platform = await start();
    const settled = await withClient(platform, (client) =>
      collect(client.invokeAll(inputs(3), { signal: AbortSignal.abort() })),
    );
    expect([settled, platform.arrived]).toEqual([[], []]);
  });
});
