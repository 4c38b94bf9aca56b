import { FunctionsClient, isFunctionsError } from '@lp-faas/core';
import { HttpClientTransport } from './http-client-transport.js';
import { failed, type Outcome, succeeded } from './outcome.js';
import type { Request } from './request.js';
import type { Session } from './session.js';
import { TracedTransport } from './traced-transport.js';

/** Sends the one invocation of a step; a failure is an outcome too. */
export async function invokeOnce(request: Request, { runner, masks, signal }: Session): Promise<Outcome> {
  const { options, invocation, idempotent } = request;
  runner.startGroup(`Invoking function ${invocation.lambdaUuid} of account ${options.accountId}`);
  const trace = { line: runner.info, detail: runner.debug };
  const transport = new TracedTransport(new HttpClientTransport(), trace);
  const startedAt = performance.now();
  const onToken = (token: string): void => masks.addToken(token);
  await using client = new FunctionsClient({ ...options, transport, onToken });
  try {
    return succeeded(await client.invoke(invocation, { idempotent, signal }));
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return failed(error, Math.round(performance.now() - startedAt));
  } finally {
    await transport.close();
    runner.endGroup();
  }
}
