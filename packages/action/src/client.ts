import { FunctionsClient, type FunctionsClientOptions } from '@lp-faas/core';
import { HttpClientTransport } from './http-client-transport.js';
import type { Session } from './session.js';
import { type Trace, TracedTransport } from './traced-transport.js';

/** Works with a client of the library's that masks its tokens, and closes it with everything that it opened. */
export async function withClient<T>(
  options: FunctionsClientOptions,
  { masks }: Session,
  trace: Trace,
  work: (client: FunctionsClient) => Promise<T>,
): Promise<T> {
  const transport = new TracedTransport(new HttpClientTransport(), trace);
  const onToken = (token: string): void => masks.addToken(token);
  await using client = new FunctionsClient({ ...options, transport, onToken });
  try {
    return await work(client);
  } finally {
    await transport.close();
  }
}
