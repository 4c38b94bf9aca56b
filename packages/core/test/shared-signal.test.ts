import { expect, test } from '@jest/globals';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';

test('very many calls that share a signal put one listener on it, and leave none', async () => {
  await using platform = await ScriptedPlatform.start();
  await using client = new FunctionsClient(platform.options);
  const { signal } = new AbortController();
  const counts = { now: 0, most: 0 };
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    counts.now += 1;
    counts.most = Math.max(counts.most, counts.now);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    counts.now -= 1;
    remove(...args);
  };
  await Promise.all(Array.from({ length: 500 }, () => client.invoke({ lambdaUuid: LAMBDA }, { signal })));
  expect(counts).toEqual({ now: 0, most: 1 });
});

test('an abort of a shared signal ends every call that uses it, and no other', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: () => undefined });
  await using client = new FunctionsClient(platform.options);
  const [shared, other] = [new AbortController(), new AbortController()];
  const invoke = (signal: AbortSignal) => client.invoke({ lambdaUuid: LAMBDA }, { signal });
  const ended = [invoke(shared.signal), invoke(shared.signal), invoke(shared.signal)];
  const outcomes = Promise.allSettled(ended);
  const staying = invoke(other.signal);
  while (platform.count('invocation') < 4) await new Promise((resolve) => setImmediate(resolve));
  shared.abort();
  for (const outcome of await outcomes) {
    expect(outcome).toMatchObject({ reason: { code: 'aborted', delivery: 'unknown' } });
  }
  platform.set('invocation', (response) => response.end('{}'));
  other.abort();
  await expect(staying).rejects.toMatchObject({ code: 'aborted' });
});
