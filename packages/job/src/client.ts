import { FunctionsClient, type FunctionsClientOptions } from '@lp-faas/core';
import type { JobContext } from './job-context.js';
import { LoggingTransport, type RequestLog } from './logging-transport.js';

/** Runs `work` with a client that masks its tokens; then closes the client and its transport. */
export async function withClient<T>(
  options: FunctionsClientOptions,
  { secrets, newTransport }: JobContext,
  requestLog: RequestLog,
  work: (client: FunctionsClient) => Promise<T>,
): Promise<T> {
  const transport = new LoggingTransport(newTransport(), requestLog);
  const onToken = (token: string): void => secrets.addToken(token);
  await using client = new FunctionsClient({ ...options, transport, onToken });
  try {
    return await work(client);
  } finally {
    await transport.close();
  }
}
