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
    () => Promise.reject(new Error('it succeeded')),
    (error: FunctionsError) => error,
  );
}

/** A compile-time table: a code that is missing here, or one too many, does not build. */
const KNOWN: Readonly<Record<FunctionsErrorCode, true>> = {
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

describe('an error', () => {
  test('has one of eighteen codes, so that a switch over them can be complete', async () => {
    expect(Object.keys(KNOWN)).toHaveLength(18);
    expect(KNOWN[(await failure()).code]).toBe(true);
  });

  test('that is cloned, as for a worker, still shows no secret and no payload', async () => {
    const clone: unknown = structuredClone(await failure());
    const views = `${inspect(clone, { depth: 9, showHidden: true })} ${JSON.stringify(clone)} ${String(clone)}`;
    expect(views).toContain('The function ran and failed');
    for (const canary of [CREDENTIALS.clientSecret, 'payload-canary']) expect(views).not.toContain(canary);
  });

  test('of the built package is recognised by another copy of the library', async () => {
    // The tests run on the sources; what the package's name resolves to is a copy of its own.
    const built = (await import('@lp-faas/core')) as typeof import('../src/index.js');
    const error = await failure();
    expect(error instanceof built.FunctionsError).toBe(false);
    expect([built.isFunctionsError(error), isFunctionsError(new Error('no'))]).toEqual([true, false]);
  });
});

test('a kept-alive connection that the server has closed meanwhile costs nothing', async () => {
  await using platform = await ScriptedPlatform.start();
  await withClient(platform, async (client) => {
    await client.invoke({ lambdaUuid: LAMBDA });
    for (const socket of platform.connections) socket.end();
    await until(() => platform.connections.every(({ destroyed }) => destroyed));
    const { attempts } = await client.invoke({ lambdaUuid: LAMBDA });
    expect([attempts, platform.count('invocation')]).toEqual([1, 2]);
  });
});
