import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { type FunctionsError, type FunctionsErrorCode, isFunctionsError } from '../src/index.js';
import { withClient } from './support/client.js';

async function failure(): Promise<FunctionsError> {
  await using platform = await ScriptedPlatform.start({
    invocation: (response, request) => json(901, { errorMsg: request.body })(response, request),
  });
  const call = withClient(platform, (c) => c.invoke({ lambdaUuid: LAMBDA, payload: 'payload-canary' }));
  return await call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: FunctionsError) => error,
  );
}

/** Checked at compile time: a missing or an extra code does not build. */
const CODES: Readonly<Record<FunctionsErrorCode, true>> = {
  'invalid-options': true,
  'domain-unresolved': true,
  'domain-untrusted': true,
  'domain-unavailable': true,
  'credentials-rejected': true,
  'token-malformed': true,
  'token-unavailable': true,
  unauthorized: true,
  forbidden: true,
  'function-not-found': true,
  'bad-request': true,
  'rate-limited': true,
  'function-failed': true,
  'gateway-error': true,
  'unexpected-response': true,
  'network-error': true,
  timeout: true,
  aborted: true,
};

describe('FunctionsError', () => {
  test('an error has one of eighteen codes, so that a switch can be exhaustive', async () => {
    expect(Object.keys(CODES)).toHaveLength(18);
    expect(CODES[(await failure()).code]).toBe(true);
  });

  test('a structured clone of an error shows neither secret nor payload', async () => {
    const error = await failure();
    const clone: unknown = structuredClone(error);
    const views = `${inspect(clone, { depth: 9, showHidden: true })} ${JSON.stringify(clone)} ${String(clone)}`;
    expect(views).toContain(error.message);
    for (const canary of [CREDENTIALS.clientSecret, 'payload-canary']) expect(views).not.toContain(canary);
  });

  test('isFunctionsError of the built package recognises an error of the sources', async () => {
    // The tests run on the sources; the package's name resolves to the build, a second copy.
    const built = (await import('@lp-faas/core')) as typeof import('../src/index.js');
    const error = await failure();
    expect(error instanceof built.FunctionsError).toBe(false);
    expect([built.isFunctionsError(error), isFunctionsError(new Error('no'))]).toEqual([true, false]);
  });
});

test('a keep-alive connection that the server closed does not cost an attempt', async () => {
  await using platform = await ScriptedPlatform.start();
  await withClient(platform, async (client) => {
    await client.invoke({ lambdaUuid: LAMBDA });
    for (const socket of platform.connections) socket.end();
    await until(() => platform.connections.every(({ destroyed }) => destroyed));
    const { attempts } = await client.invoke({ lambdaUuid: LAMBDA });
    expect([attempts, platform.count('invocation')]).toEqual([1, 2]);
  });
});
