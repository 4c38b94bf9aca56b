import { expect, test } from '@jest/globals';
import { FunctionsClient } from '@lp-faas/core';
import { MessageInvoker } from '../src/invoke/message-invoker.js';

/** Makes one call that ends like this; returns what its account hears of it. */
async function reported(use: (invoker: MessageInvoker) => Promise<unknown>): Promise<unknown[]> {
  const calls: unknown[] = [];
  const usable = {
    shared: { use: () => use(invoker) },
    reportCall: (error: unknown) => calls.push(error),
  };
  const parts = {
    fields: { read: async () => ({ input: { lambdaUuid: 'x' }, options: {} }) },
    account: { require: () => usable },
  };
  const options = { isOrdered: false, maxWaitMs: Number.POSITIVE_INFINITY, translate: (key: string) => key };
  const invoker = new MessageInvoker(parts as never, options);
  await invoker.invoke({} as never, { arrivedAt: 0, isSent: false });
  return calls;
}

const success = { result: 1, resultJson: '1', durationMs: 1 };
const refused = async () => {
  const credentials = { clientId: 'a', clientSecret: 'b' };
  await using client = new FunctionsClient({ accountId: '12345678', credentials });
  return await client.invoke({ lambdaUuid: 'not a uuid' });
};

test('an account hears of each call that ended: of a success, and of an error of the library', async () => {
  const heard = await reported(async () => success);
  expect([heard.length, heard[0]]).toEqual([1, undefined]);
  expect(await reported(refused)).toEqual([expect.objectContaining({ code: 'invalid-options' })]);
  expect(await reported(() => Promise.reject(new Error('not of the library')))).toEqual([]);
});

test('an account hears nothing of a call that ended after its node was stopped', async () => {
  for (const end of [async () => success, refused]) {
    const ended = await reported(async (invoker) => {
      invoker.refuse();
      return await end();
    });
    expect(ended).toEqual([]);
  }
});
