import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  expiringAfter,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import type { Delivery, FunctionsError, FunctionsErrorCode, InvocationResult } from '../src/index.js';
import { FunctionsClient } from '../src/index.js';

/** A way in which the first request fails; the second one succeeds. */
interface Fault {
  readonly name: string;
  /** Whether the function ran nevertheless. */
  readonly ran: boolean;
  readonly reply: Reply;
  readonly error: readonly [FunctionsErrorCode, Delivery];
  /** Whether the request is retried: for a call that is not idempotent, and for one that is. */
  readonly retried: readonly [boolean, boolean];
}

const fault = (name: string): Reply => FAULTS[name] as Reply;
const REFUSED = { ran: false, retried: [true, true] } as const;
const UNCERTAIN = { ran: true, retried: [false, true] } as const;
const FINAL = { ran: true, retried: [false, false] } as const;
const NO_ANSWER = ['network-error', 'unknown'] as const;
const GATEWAY = ['gateway-error', 'unknown'] as const;
const TIMEOUT = ['timeout', 'unknown'] as const;

const TABLE: readonly Fault[] = [
  { name: '408', reply: json(408, {}), error: ['gateway-error', 'rejected'], ...REFUSED },
  { name: '429', reply: json(429, {}), error: ['rate-limited', 'rejected'], ...REFUSED },
  {
    name: '503 with Retry-After',
    reply: json(503, {}, { 'retry-after': '1' }),
    error: ['gateway-error', 'rejected'],
    ...REFUSED,
  },
  ...[500, 502, 503, 504].map(
    (status): Fault => ({ name: String(status), reply: json(status, {}), error: GATEWAY, ...UNCERTAIN }),
  ),
  { name: '901', reply: json(901, {}), error: ['function-failed', 'executed'], ...FINAL },
  {
    name: '307',
    reply: fault('a redirect to itself that keeps the method'),
    error: ['unexpected-response', 'unknown'],
    ...FINAL,
  },
  { name: 'a reset', reply: fault('a reset connection'), error: NO_ANSWER, ...UNCERTAIN },
  { name: 'a close', reply: fault('a connection closed without a word'), error: NO_ANSWER, ...UNCERTAIN },
  {
    name: 'a truncated body',
    reply: fault('a body cut off against its Content-Length'),
    error: NO_ANSWER,
    ...UNCERTAIN,
  },
  { name: 'no answer in time', reply: fault('no answer at all'), error: TIMEOUT, ...UNCERTAIN },
  { name: 'a stalled body', reply: fault('a body that stalls half way'), error: TIMEOUT, ...UNCERTAIN },
];

type Outcome = InvocationResult | FunctionsError;

/** The outcome of a call whose first request meets the fault, and how often the function ran. */
async function meet({ reply, ran, error }: Fault, idempotent: boolean) {
  const clock = new TestClock('paced');
  let [requests, runs] = [0, 0];
  // The attempt timeout is 40 seconds; the clock advances by a minute when only the timeout can end the attempt.
  const failing = error[0] === 'timeout' ? expiringAfter(clock, reply) : reply;
  await using platform = await ScriptedPlatform.start({
    invocation: (response, request) => {
      requests += 1;
      if (requests > 1 || ran) runs += 1;
      return (requests > 1 ? json(200, 'ran') : failing)(response, request);
    },
  });
  await using client = new FunctionsClient({ ...platform.options, clock, deadlineMs: 600_000 });
  const outcome: Outcome = await client
    .invoke({ lambdaUuid: LAMBDA }, { idempotent })
    .catch((e: FunctionsError) => e);
  return { outcome, requests, runs };
}

describe('retries after a fault', () => {
  const cases = TABLE.flatMap((row) => [false, true].map((idempotent) => ({ ...row, idempotent })));

  test.each(cases)(
    'a call retries only if the function certainly did not run or is idempotent: $name, idempotent $idempotent',
    async ({ idempotent, ...row }) => {
      const { outcome, requests, runs } = await meet(row, idempotent);
      const isRetried = row.retried[idempotent ? 1 : 0];
      expect(requests).toBe(isRetried ? 2 : 1);
      expect(outcome.attempts).toBe(requests);
      // Without `idempotent`, a function never runs twice.
      if (!idempotent) expect(runs).toBeLessThanOrEqual(1);
      if (isRetried) expect(outcome).toMatchObject({ result: 'ran' });
      else expect(outcome).toMatchObject({ code: row.error[0], delivery: row.error[1] });
    },
  );

  test.each([false, true])('a call retries when no byte was sent, idempotent %p', async (idempotent) => {
    const port = await closedPort();
    await using platform = await ScriptedPlatform.start();
    let lookups = 0;
    platform.set('domain', (response, request) => {
      const isGateway = request.url.includes('faasGW');
      if (isGateway) lookups += 1;
      const host = isGateway && lookups === 1 ? `127.0.0.1:${port}` : platform.host;
      json(200, { baseURI: host })(response, request);
    });
    await using client = new FunctionsClient({ ...platform.options, clock: new TestClock('paced') });
    const { attempts } = await client.invoke({ lambdaUuid: LAMBDA }, { idempotent });
    expect([attempts, platform.count('invocation')]).toEqual([2, 1]);
  });
});

/** A loopback port without a listener. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
