import { expect, test } from '@jest/globals';
import { ACCOUNT, CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { turn } from '@lp-faas/testing/until';
import { FakeFunctionsClient } from '../src/fakes/index.js';
import { FunctionsClient, type Transport } from '../src/index.js';
import { memoryOptions, memoryTransport } from './support/memory-platform.js';

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const settled: T[] = [];
  for await (const one of all) settled.push(one);
  return settled;
}

test('a client and its fake invoke ten inputs of a batch at once, if they are not told otherwise', async () => {
  const waiting: (() => void)[] = [];
  const held = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const send: Transport['send'] = async (request) => {
    if (request.body?.includes('timestamp')) await held();
    return await memoryTransport.send(request);
  };
  await using client = new FunctionsClient({ ...memoryOptions, transport: { ...memoryTransport, send } });
  const fake = new FakeFunctionsClient().answerFunction(LAMBDA, held);
  const inputs = Array.from({ length: 30 }, () => ({ lambdaUuid: LAMBDA }));
  for (const functions of [client, fake]) {
    const all = collect(functions.invokeAll(inputs));
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(waiting).toHaveLength(10);
    for (; waiting.length > 0; await turn()) for (const release of waiting.splice(0)) release();
    expect(await all).toHaveLength(30);
  }
});

test('invokeAll starts with a concurrency of 16, which grows by one with each result', async () => {
  const waiting: (() => void)[] = [];
  let sent = 0;
  const transport: Transport = {
    async send({ url }) {
      const isToken = url.pathname.endsWith('/token');
      if (!isToken) {
        sent += 1;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      const text = JSON.stringify(isToken ? { access_token: 'token', expires_in: 3600 } : 'done');
      return { status: 200, headers: {}, text };
    },
    close: async () => undefined,
  };
  const options = { accountId: ACCOUNT, credentials: CREDENTIALS, region: 'us', transport } as const;
  await using client = new FunctionsClient(options);
  const inputs = Array.from({ length: 100 }, () => ({ lambdaUuid: LAMBDA }));
  const all = collect(client.invokeAll(inputs, { concurrency: 1000 }));
  // Nothing here waits for the network, so what may be sent has been sent after a few turns.
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 10; turns += 1) await turn();
  };
  const counts: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    await settle();
    counts.push(sent);
    waiting.shift()?.();
  }
  // Each result makes room for one more besides the next.
  expect(counts).toEqual(Array.from({ length: 20 }, (_, n) => 16 + 2 * n));
  for (; waiting.length > 0; await settle()) for (const release of waiting.splice(0)) release();
  expect(await all).toHaveLength(100);
});
