import { afterEach, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { LAMBDA } from '@lp-faas/testing/scripted-platform';
import { CHANNELS, FunctionsClient, listen, type Transport } from '../src/index.js';
import { memoryOptions, memoryTransport } from './support/memory-platform.js';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A client whose every request takes seven milliseconds, on a clock that has run for a while. */
function slowClient() {
  const clock = new TestClock();
  clock.advance(1_000_000);
  const send: Transport['send'] = async (request) => {
    clock.advance(7);
    return await memoryTransport.send(request);
  };
  const client = new FunctionsClient({ ...memoryOptions, clock, transport: { ...memoryTransport, send } });
  return { client, clock };
}

test('results and traces say how long a call and its parts took, whatever time it was when they began', async () => {
  const durations: Record<string, number | undefined> = {};
  for (const name of Object.keys(CHANNELS) as (keyof typeof CHANNELS)[])
    stops.push(
      listen(name, {
        end: ({ durationMs }) => {
          durations[name] ??= durationMs;
        },
      }),
    );
  const { client } = slowClient();
  await using _ = client;
  const result = await client.invoke({ lambdaUuid: LAMBDA }, { waitForFunctionMs: 1000 });
  // Each host takes seven milliseconds of the other’s time, too, and the token waits for its own.
  expect(durations).toEqual({ invocation: 28, poll: 28, domain: 14, token: 14, attempt: 7 });
  expect(result.durationMs).toBe(28);
  expect((await client.invoke({ lambdaUuid: LAMBDA })).durationMs).toBe(7);
});

test('a check says how long each step and each exchange took, whatever time it was when they began', async () => {
  const { client } = slowClient();
  await using _ = client;
  const { steps, platform } = await client.check({ report: true });
  expect(steps.map(({ name, durationMs }) => [name, durationMs])).toEqual([
    ['options', 0],
    ['domains', 14],
    ['token', 7],
    ['claims', 0],
    ['gateway', 7],
  ]);
  expect(new Set(platform?.exchanges.map(({ durationMs }) => durationMs))).toEqual(new Set([7, 14]));
});
