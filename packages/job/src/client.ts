import { FunctionsClient, type FunctionsClientOptions } from '@lp-faas/core';
import type { Session } from './job-context.js';
import { type Trace, TracedTransport } from './logging-transport.js';

/** Works with a client of the library's that masks its tokens, and closes it with everything that it opened. */
export async function withClient<T>(
  options: FunctionsClientOptions,
  { secrets, newTransport }: Session,
  trace: Trace,
  work: (client: FunctionsClient) => Promise<T>,
): Promise<T> {
  const transport = new TracedTransport(newTransport(), trace);
  const onToken = (token: string): void => secrets.addToken(token);
  await using client = new FunctionsClient({ ...options, transport, onToken });
  try {
    return await work(client);
  } finally {
    await transport.close();
  }
}
