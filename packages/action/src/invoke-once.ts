import { FunctionsClient, isFunctionsError } from '@lp-faas/core';
import { HttpClientTransport } from './http-client-transport.js';
import type { Masks } from './masks.js';
import { failed, type Outcome, succeeded } from './outcome.js';
import type { Request } from './request.js';
import type { Runner } from './runner.js';

/** Sends the one invocation of a step; a failure is an outcome too. */
export async function invokeOnce(request: Request, runner: Runner, masks: Masks): Promise<Outcome> {
  const { options, invocation } = request;
  runner.info(`Invoking function ${invocation.lambdaUuid} of account ${options.accountId}`);
  const transport = new HttpClientTransport();
  const startedAt = performance.now();
  await using client = new FunctionsClient({
    ...options,
    transport,
    onToken: (token) => masks.addToken(token),
  });
  try {
    return succeeded(await client.invoke(invocation));
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return failed(error, Math.round(performance.now() - startedAt));
  } finally {
    await transport.close();
  }
}
